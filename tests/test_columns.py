"""Text in columns beneath a masthead: as it is foreseen, in the PDF, and in Word."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from briefings import content as contents
from briefings import schema, source
from briefings.builds.build import Builder, Times
from briefings.builds.orders import Order
from briefings.document import Group, Heading
from briefings.edition.selection import select
from briefings.engine.within import Within
from briefings.galley.colonnade import columned
from briefings.galley.makeup import Strip
from briefings.library import Library
from briefings.library.layouts import Layout
from briefings.library.theme import Theme
from briefings.machine import office
from briefings.press import Press
from briefings.rendering.material import gather
from briefings.typeset import Typeset, typeset
from briefings.typeset.columns import across
from briefings.wordml.lint import lint
from briefings.writers.docx import compose
from conftest import LIBRARY, document, told
from project import FERRY
from test_proof import CLOSE, ROOT, chosen, everything
from verdicts import by_audit
from wordfile import WordFile, attributes, said, words
from wordfile import document as of

THEME = LIBRARY.theme("risk-desk")

# --- what is foreseen ----------------------------------------------------------------------------


def wide(height: float, above: float = 0) -> Strip:
    return Strip(above, height, wide=True)


def lines(count: int) -> tuple[Strip, ...]:
    return (Strip(0, 10),) * count


def test_columns_are_filled_one_after_the_other() -> None:
    pages = columned(lines(7), 50, 2)
    assert (pages.used, pages.height, pages.count) == ((70,), 100, 1)


def test_what_stands_across_takes_from_every_column() -> None:
    pages = columned((wide(20), *lines(8)), 50, 2)
    assert [columned((wide(20), *lines(n)), 50, 2).count for n in (6, 7)] == [1, 2]
    assert pages.used == (100, 20)


def test_what_is_free_is_what_columns_have_left() -> None:
    pages = columned((wide(20), *lines(4)), 50, 2)
    assert pages.excess(1) == -20  # of 30 in each column


def test_no_space_stands_at_the_top_of_a_column() -> None:
    strips = (wide(20), Strip(5, 10), Strip(5, 10), Strip(5, 10))
    assert columned(strips, 50, 2).used == (2 * 20 + 30 + 10,)


def test_what_no_column_beneath_the_head_holds_counts_as_severed() -> None:
    assert columned((wide(20), Strip(0, 35)), 50, 2).severed == 5
    assert columned((wide(60), Strip(0, 5)), 50, 2).severed > 0


def test_space_that_word_has_at_the_top_of_columns_counts_with_what_it_moves() -> None:
    strips = (*lines(4), Strip(11, 10, firm=True), *lines(3), Strip(0, 10))
    pages = columned(strips, 40, 2)
    assert (pages.used, pages.count) == ((80, 10), 2)
    assert pages.blank == 20  # in Word two lines more go to the next page


# --- the theme -----------------------------------------------------------------------------------


def layout(text: str) -> Layout:
    whole = f"margins: {{top: 10, right: 20, bottom: 10, left: 20}}\n{text}\n"
    return schema.load(Layout, source.read(Path("t.yaml"), text=whole))


def test_a_column_is_what_gaps_leave() -> None:
    found = layout("columns: {count: 2, gap: 10}")
    assert (found.full, found.text, found.exhibits) == (170, 80, 80)


def test_exhibits_run_over_a_side_column_but_not_over_columns() -> None:
    assert layout("side: {width: 40, gap: 10}").exhibits == 170


def test_columns_and_a_side_column_are_not_had_together() -> None:
    found = told(lambda: layout("columns: {gap: 5}\nside: {width: 40, gap: 10}"))
    assert "a side column or columns, not both" in found[0]


def test_a_book_has_no_columns() -> None:
    text = (ROOT / "templates/themes/risk-desk.yaml").read_text(encoding="utf-8")
    text = text.replace("side: {width: 46, gap: 7}", "columns: {gap: 5}")
    found = told(lambda: schema.load(Theme, source.read(Path("t.yaml"), text=text)))
    assert "the layout book has notes" in found[0]


# --- the PDF -------------------------------------------------------------------------------------

HEAD = '<header class="masthead"><h1>Bridges</h1></header>'
PARAGRAPH = f"<p>{'Two bridges will close. ' * 12}</p>"


def laid(html: str) -> Typeset:
    return typeset(replace(document(HEAD + html), layout="side"), THEME, LIBRARY.templates)


def columns(pages: Typeset, page: int = 0) -> list[list[str]]:
    """The elements in each column of a page."""
    boxes = Within().pages(pages.sheet).pages[page]._page_box.descendants()
    found = [box for box in boxes if getattr(box, "is_column", False)]
    return [[child.element_tag for child in box.children] for box in found]


def tops(pages: Typeset) -> list[float]:
    """How far beneath the top of each column of the first page its first line begins, pt."""
    boxes = Within().pages(pages.sheet).pages[0]._page_box.descendants()
    found = [box for box in boxes if getattr(box, "is_column", False)]
    lines = [next(d for d in b.descendants() if type(d).__name__ == "LineBox") for b in found]
    return [
        round((line.position_y - box.position_y) * 0.75, 2)
        for box, line in zip(found, lines, strict=True)
    ]


def test_all_beneath_the_masthead_stands_in_columns() -> None:
    assert across(f"{HEAD}<p>a</p>") == f'{HEAD}<div class="columns"><p>a</p></div>'
    assert across("<p>a</p>") == '<div class="columns"><p>a</p></div>'


def test_a_second_column_begins_at_the_top_as_the_first_does() -> None:
    section = f'<section class="chapter"><h2>Now</h2>{PARAGRAPH * 4}</section>'
    assert tops(laid(section * 2)) == [5.5, 5.5]  # the heading is a line and a half high


def test_columns_that_are_not_filled_begin_with_the_block_that_evens_them() -> None:
    section = f'<section class="chapter"><h2>Now</h2>{PARAGRAPH * 2}</section>'
    pages = laid(section * 4)
    assert (pages.turn, columns(pages)) == (2, [["section"] * 2] * 2)
    assert pages.used < 0.9 * pages.height


def test_columns_that_are_full_are_left_as_they_are() -> None:
    section = f'<section class="chapter"><h2>Now</h2>{PARAGRAPH * 8}</section>'
    pages = laid(section * 3)
    assert (pages.count, pages.turn) == (1, None)
    assert pages.used > 0.9 * pages.height


# --- the examples --------------------------------------------------------------------------------


def press(content: str, kind: str, audience: str) -> Press:
    found = contents.load(ROOT / f"content/{content}.yaml", LIBRARY)
    as_, for_ = LIBRARY.kind(kind), LIBRARY.audience(audience)
    whole = select(found.name, found.briefing, as_, for_, found.source)
    labels = LIBRARY.labels(found.briefing.language)
    material = gather(found, labels, THEME, as_.layout, LIBRARY.fonts, "")
    return Press(whole, material, THEME, LIBRARY.templates, LIBRARY.fonts)


@pytest.mark.parametrize(
    ("content", "kind", "audience", "seeds"),
    [
        ("pakistan-afghanistan-talks", "policy-brief", "analyst", ()),
        ("heat-health-plan", "one-page-summary", "public", (1, 2)),
    ],
)
def test_columns_are_laid_out_as_they_were_foreseen(
    content: str, kind: str, audience: str, seeds: tuple[int, ...]
) -> None:
    own = press(content, kind, audience)
    some = (chosen(own.whole, random.Random(seed)) for seed in seeds)
    for edition, choice in ((own.whole, everything(own.whole)), *some):
        foreseen, laid = own.galley.pages(choice), own.pages(edition)
        assert not foreseen.severed
        assert foreseen.count == laid.count
        assert foreseen.used[-1] == pytest.approx(laid.used, abs=CLOSE)
        assert foreseen.height == pytest.approx(laid.height, abs=0.001)


PRODUCTS = [
    ("pakistan-afghanistan-talks", "policy-brief", "minister", 2),
    ("harbour-outage", "one-page-summary", "minister", 1),
]
"""Filled, and not filled."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[bytes, Typeset]]:
    """The Word file and the pages of each product in the theme."""
    folder = tmp_path_factory.mktemp("desk")
    builder = Builder(Library.of(ROOT, ROOT / "content"), folder)
    found = []
    for content, kind, audience, _ in PRODUCTS:
        text = (ROOT / f"content/{content}.yaml").read_text(encoding="utf-8")
        path = folder / f"{content}.yaml"
        rest = re.sub(r"^theme: .*\n", "", text, flags=re.MULTILINE)
        path.write_text(f"{rest}\ntheme: risk-desk\n", encoding="utf-8")
        order = Order(path, kind, audience, ("docx",))
        pages, _, files = builder._made(order, Times())
        found.append((files["docx"], pages))
    return found


def test_products_in_columns_are_as_long_as_asked(made: list[tuple[bytes, Typeset]]) -> None:
    assert [pages.count for _, pages in made] == [count for *_, count in PRODUCTS]
    (_, full), (_, short) = made
    assert (full.turn, short.turn) == (None, 2)
    assert full.used > 0.9 * full.height


def test_word_files_in_columns_have_the_pages_of_the_pdf(
    made: list[tuple[bytes, Typeset]],
) -> None:
    if office.find() is None:
        pytest.skip("LibreOffice is not there")
    counts = office.page_counts([data for data, _ in made])
    assert list(counts) == [pages.count for _, pages in made]


def test_word_files_in_columns_are_valid(made: list[tuple[bytes, Typeset]], tmp_path: Path) -> None:
    for data, _ in made:
        (tmp_path / "desk.docx").write_bytes(data)
        assert by_audit(tmp_path / "desk.docx") == []
        assert lint(data) == ()


def test_notes_at_the_foot_of_pages_are_refused_in_columns(tmp_path: Path) -> None:
    kind = "---\nlabel: L\ndescription: D\nlayout: page\nwording: long\nnotes: footnotes\n---\n"
    (tmp_path / "templates/kinds").mkdir(parents=True)
    (tmp_path / "templates/kinds/memo.html.j2").write_text(f"{kind}<p>x</p>\n", encoding="utf-8")
    (tmp_path / "ferry.yaml").write_text(f"{FERRY}theme: risk-desk\n", encoding="utf-8")
    builder = Builder(Library.of(tmp_path, tmp_path), tmp_path)
    outcome = builder.build(Order(tmp_path / "ferry.yaml", "memo", "public", ("pdf",)))
    assert [problem.code for problem in outcome.problems] == ["K103"]


# --- Word ----------------------------------------------------------------------------------------


def written(turn: int | None = None) -> WordFile:
    blocks = (
        Group("masthead", (Heading(1, words("Bridges")), said("Two will close."))),
        Group("judgements", (Heading(2, words("Key")), said("One"))),
        Group("chapter", (Heading(2, words("Now")), said("Two"))),
    )
    return WordFile(compose(of(*blocks, layout="side"), THEME, {}, {}, turn=turn))


def test_columns_of_word_begin_beneath_the_masthead() -> None:
    head, text = written().find("//w:sectPr")
    assert head.find("./{*}cols") is None
    assert attributes(text, "./{*}type") == {"val": "continuous"}
    assert attributes(text, "./{*}cols") == {
        "num": "2",
        "sep": "1",
        "space": "397",
        "equalWidth": "1",
    }
    assert head.getparent().getparent().find(".//{*}t").text == "Two will close."


def test_a_title_over_columns_is_as_wide_as_the_page_at_any_scale() -> None:
    assert THEME.design.scale != 1
    assert attributes(written().style("Title"), "./{*}pPr/{*}ind")["right"] == "0"


def test_nothing_stands_between_the_top_of_columns_and_what_begins_them() -> None:
    file = written()
    ((style, _), after) = file.paragraphs()[2], file.find("//w:p")[3]
    assert style == "ColumnEdge"
    assert attributes(after, "./{*}pPr/{*}spacing") == {"before": "0"}


def test_a_column_that_a_block_begins_is_one_in_word_too() -> None:
    (edge,) = written(turn=1).find("//w:p[w:r/w:br[@w:type='column']]")
    assert edge.getnext().find(".//{*}t").text == "Now"
    assert written().find("//w:br") == []
