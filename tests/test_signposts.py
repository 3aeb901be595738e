"""How one place refers to another: by its number or page, and only to what is printed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from briefings.document import Contents, Document, Notes, plain_text
from briefings.errors import Place
from briefings.exhibits.tables import rows
from briefings.library.audience import Audience
from briefings.model.blocks import Data
from briefings.rendering.material import Material
from briefings.rendering.render import render
from conftest import LIBRARY, READER, audience, edition, kind, told

LABELS = LIBRARY.labels("en")
TABLE = "{type: table, id: %s, title: %s, columns: [A, B], rows: [[a, b]]}"
ALL = (
    '{% import "kinds/_parts.html.j2" as say with context %}<h1>T</h1>\n'
    '{% for s in briefing.sections if e.rest(s) %}<section class="chapter">'
    '<h2 id="{{ anchor(s) }}">{{ s.title }}</h2>{{ say.flow(e.rest(s)) }}</section>{% endfor %}'
    '{% for s in briefing.annexes %}<section class="annex">'
    '<h2 id="{{ anchor(s) }}">{{ s.title }}</h2>{{ say.flow(e.rest(s)) }}</section>{% endfor %}'
    "{{ say.note_list() }}"
)
"""A template that says everything."""
BOTH = audience(ceiling={"tlp": "TLP:RED"})


def section(title: str, *blocks: str, **fields: str) -> str:
    own = "".join(f"  {name}: {value}\n" for name, value in fields.items())
    return f"- title: {title}\n{own}  blocks:\n" + "".join(f"  - {block}\n" for block in blocks)


def prose(text: str, **fields: str) -> str:
    own = "".join(f", {name}: {value}" for name, value in fields.items())
    return f"{{type: prose, long: '{text}'{own}}}"


def said(
    tmp_path: Path, text: str, for_: Audience = READER, template: str = ALL, **fields: Any
) -> Document:
    (tmp_path / "kinds").mkdir(exist_ok=True)
    front = "---\nlabel: N\ndescription: D\nlayout: page\nwording: long\n---\n"
    (tmp_path / "kinds/note.html.j2").write_text(front + template, encoding="utf-8")
    found = edition(text, kind(**fields), for_)
    data = {p.key: rows(p, Path(), Place("b.yaml")) for p in found.parts if isinstance(p, Data)}
    return render(found, Material(LABELS, rows=data), (tmp_path, *LIBRARY.templates))


def paragraph(found: Document, number: int = 0) -> str:
    """The HTML of a paragraph of running text."""
    return found.html.split("<p>")[number + 1].split("</p>")[0]


# --- names ---------------------------------------------------------------------------------------


def test_a_table_is_referred_to_by_its_number_before_and_after_it(tmp_path: Path) -> None:
    see = prose('see [x](#costs "number") and [y](#trade "number")')
    text = "sections:\n" + section(
        "Now", see, TABLE % ("trade", "Trade"), TABLE % ("costs", "Costs"), see
    )
    expected = (
        'see <a class="number" href="#at.costs">Table 2</a>'
        ' and <a class="number" href="#at.trade">Table 1</a>'
    )
    found = said(tmp_path, text)
    assert [paragraph(found, n) for n in (0, 1)] == [expected, expected]


def test_tables_and_figures_are_counted_apart(tmp_path: Path) -> None:
    listing = (
        "{% for noun in ['figure', 'table'] %}{% for x in exhibits(noun) %}"
        "<p>{{ x.name }}: {{ x.part.title }}</p>{% endfor %}{% endfor %}"
    )
    chart = "{type: chart, id: b, title: B, alt: B, columns: [A, B], rows: [[a, 1]]}"
    text = "sections:\n" + section("Now", TABLE % ("a", "A"), chart, TABLE % ("c", "C"))
    found = said(tmp_path, text, template=ALL.replace("</h1>", "</h1>" + listing))
    names = [paragraph(found, number) for number in range(3)]
    assert names == ["Figure 1: B", "Table 1: A", "Table 2: C"]


@pytest.mark.parametrize(
    ("numbered", "name"),
    [
        (True, '<a class="number" href="#at.later">section 2</a>'),
        (False, '<a href="#at.later">there</a>'),
    ],
)
def test_a_section_is_referred_to_by_its_number_where_sections_have_one(
    tmp_path: Path, numbered: bool, name: str
) -> None:
    text = "sections:\n" + section("Now", prose('see [there](#later "number")'))
    text += section("Later", prose("x"), id="later")
    assert paragraph(said(tmp_path, text, numbered=numbered)) == f"see {name}"


def test_an_annex_is_referred_to_by_its_letter(tmp_path: Path) -> None:
    text = "sections:\n" + section("Now", prose('see [there](#b "number")'))
    text += "annexes:\n" + section("A", prose("x")) + section("B", prose("x"), id="b")
    found = said(tmp_path, text, annexes=True)
    assert paragraph(found) == 'see <a class="number" href="#at.b">Annex B</a>'


def test_a_reference_to_a_page_keeps_its_words(tmp_path: Path) -> None:
    text = "sections:\n" + section("Now", prose('see [*it*](#a "page")'), TABLE % ("a", "A"))
    found = said(tmp_path, text)
    assert paragraph(found) == 'see <a class="page" href="#at.a"><em>it</em></a>'


def test_a_note_and_a_cell_may_refer_too(tmp_path: Path) -> None:
    table = "{type: table, id: a, title: A, columns: [A, B], rows: [[a, '[x](#a \"number\")']]}"
    text = "sections:\n" + section("Now", prose('x^[see [it](#a "number")]'), table)
    found = said(tmp_path, text).html
    assert '<li id="note-1">see <a class="number" href="#at.a">Table 1</a></li>' in found
    assert '<td class="left"><a class="number" href="#at.a">Table 1</a></td>' in found


def test_a_word_that_the_language_lacks_is_told_by_name(tmp_path: Path) -> None:
    text = "sections:\n" + section("Now", prose("x"))
    template = "<h1>T</h1>{{ exhibit('plate', briefing.sections[0].blocks[0]).label }}"
    (problem,) = told(lambda: said(tmp_path, text, template=template))
    assert "the labels have no word 'plate'" in problem


# --- what is not printed -------------------------------------------------------------------------

SECRET = {"marking": "TLP:RED"}


@pytest.mark.parametrize("form", ["", ' "number"', ' "page"'])
def test_of_what_an_audience_does_not_get_there_are_only_the_authors_words(
    tmp_path: Path, form: str
) -> None:
    table = TABLE % ("plan, marking: TLP:RED", "Secret plan")
    text = "sections:\n" + section(
        "Now", prose(f"see [words](#plan{form}) and [more](#raid{form})"), table
    )
    text += section("Raid", prose("x"), id="raid", **SECRET)
    assert paragraph(said(tmp_path, text)) == "see words and more"
    for name in ("plan", "raid", "Secret", "Raid"):
        assert name not in said(tmp_path, text).html
    assert "at.plan" in said(tmp_path, text, BOTH).html


def test_what_was_left_out_is_not_counted(tmp_path: Path) -> None:
    """Neither by the numbers of what is printed, nor by the ids of what its author gave none."""
    text = "sections:\n" + section("Raid", TABLE % ("plan", "Plan"), prose("x"), **SECRET)
    text += section("Now", prose('see [it](#a "number")'), TABLE % ("a", "A"))
    text += section("Later", prose('see [it](#now "number")'), id="now")
    text += "annexes:\n" + section("Raid", prose("x"), **SECRET) + section("B", prose("x"))
    fewer, more = said(tmp_path, text, annexes=True), said(tmp_path, text, BOTH, annexes=True)
    assert paragraph(fewer) == 'see <a class="number" href="#at.a">Table 1</a>'
    assert 'href="#at.a">Table 2</a>' in more.html
    now, a, later, annex = ids(fewer)
    assert (a, later) == ("at.a", "at.now")
    assert ids(more)[2:5] + ids(more)[-1:] == [now, a, later, annex]


def ids(found: Document) -> list[str]:
    return re.findall(' id="([^"]+)"', found.html)


# --- looking ahead -------------------------------------------------------------------------------


def test_what_looks_ahead_says_the_same_otherwise(tmp_path: Path) -> None:
    """Notes, their calls and what is counted do not know that they are said a second time."""
    blocks = (prose("x^[One.]", heading="H"), TABLE % ("a", "A"), prose("y^[Two.]"))
    once = said(tmp_path, "sections:\n" + section("Now", *blocks)).html
    ahead = blocks[0].replace("x^", 'see [it](#a "page") x^')
    twice = said(tmp_path, "sections:\n" + section("Now", ahead, *blocks[1:])).html
    assert twice.replace('see <a class="page" href="#at.a">it</a> ', "") == once
    assert 'id="call-1" href="#note-1">1</a>' in once


# --- lists of figures and tables -----------------------------------------------------------------


def report(*tables: str) -> Document:
    text = "sections:\n" + section("Now", "{type: key_judgement, short: x}", *tables)
    found = edition(text, LIBRARY.kind("full-report"), LIBRARY.audience("analyst"))
    data = {p.key: rows(p, Path(), Place("b.yaml")) for p in found.parts if isinstance(p, Data)}
    return render(found, Material(LABELS, rows=data), LIBRARY.templates)


def lists(found: Document) -> list[tuple[str, list[str]]]:
    return [
        (block.of, [plain_text(entry.children) for entry in block.entries])
        for block in found.blocks
        if isinstance(block, Contents) and block.of != "contents"
    ]


def test_a_report_lists_its_tables_where_there_are_two(tmp_path: Path) -> None:
    assert lists(report(TABLE % ("a", "Trade"))) == []
    assert lists(report(TABLE % ("a", "Trade"), TABLE % ("b", "Costs"))) == [
        ("tables", ["Table 1. Trade", "Table 2. Costs"])
    ]


def test_a_report_lists_its_figures_where_there_are_two() -> None:
    chart = "{type: chart, title: %s, alt: x, columns: [A, B], rows: [[a, 1]]}"
    found = report(chart % "Attacks", TABLE % ("a", "Trade"), chart % "Prices")
    assert lists(found) == [("figures", ["Figure 1. Attacks", "Figure 2. Prices"])]
    assert ids(found)[-2:] != []


# --- notes that are called again -----------------------------------------------------------------

CITED = "{type: prose, long: x, sources: [s]}"
SOURCES = "sources: [{id: s, title: The treaty}]\n"


def calls(found: Document) -> list[str]:
    return re.findall('class="note-call" id="call-[0-9]+" href="#note-([0-9]+)"', found.html)


@pytest.mark.parametrize(
    ("place", "expected"),
    [("notes", ["1", "1", "1"]), ("endnotes", ["1", "1", "1"]), ("footnotes", ["1", "1", "2"])],
)
def test_a_note_is_called_again_in_its_section_only_if_it_stands_at_the_foot_of_pages(
    tmp_path: Path, place: str, expected: list[str]
) -> None:
    text = "sections:\n" + section("Now", CITED, CITED) + section("Later", CITED) + SOURCES
    found = said(tmp_path, text, notes=place)
    assert calls(found) == expected
    assert isinstance(found.blocks[-1], Notes)
    assert (found.blocks[-1].place, found.blocks[-1].title is None) == (place, place == "footnotes")


def test_what_is_lifted_out_of_its_sections_shares_its_notes(tmp_path: Path) -> None:
    judged = "{type: key_judgement, short: x, sources: [s]}"
    text = "sections:\n" + section("Now", judged, CITED) + section("Later", judged, CITED) + SOURCES
    template = ALL.replace(
        "</h1>", "</h1><h2>A</h2>{{ say.judgement_list(e.lifted('key_judgement')) }}"
    )
    found = said(tmp_path, text, template=template, notes="footnotes", lifted=["key_judgement"])
    assert calls(found) == ["1", "1", "2", "3"]


def test_a_kind_says_in_its_front_matter_where_its_notes_stand(tmp_path: Path) -> None:
    assert LIBRARY.kind("full-report").notes == "footnotes"
    assert LIBRARY.kind("policy-brief").notes == "notes"
    with pytest.raises(ValidationError, match="'notes', 'footnotes' or 'endnotes'"):
        kind(notes="margin")
