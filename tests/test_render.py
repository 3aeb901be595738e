from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import StreamObject

from briefings.document import Asset, Document, Meta, plain_text
from briefings.errors import Place
from briefings.exhibits.tables import rows
from briefings.library.audience import Audience
from briefings.library.kind import Kind
from briefings.model.blocks import Data
from briefings.rendering.material import Material
from briefings.rendering.render import render
from briefings.typeset import typeset
from briefings.writers import names, writer
from conftest import LIBRARY, NOTE, READER, audience, blocks, edition, kind, told

LABELS = LIBRARY.labels("en")
FRONT = "---\nlabel: Note\ndescription: D\nlayout: page\nwording: long\n---\n"
ONE = blocks("type: prose, id: a, long: Two bridges will close.")
EACH = "{% for part in briefing.sections[0].blocks %}<p>{{ text(part) }}</p>{% endfor %}\n"
NOTES = (
    '{% if notes() %}<section class="notes"><h2>Notes</h2><ol>{% for n, note in notes() %}'
    '<li id="note-{{ n }}">{{ note }}</li>{% endfor %}</ol></section>{% endif %}\n'
)


def folder(tmp_path: Path, template: str) -> Path:
    """A folder of templates with one kind, note, whose template begins on line 7."""
    (tmp_path / "kinds").mkdir(exist_ok=True)
    (tmp_path / "kinds/note.html.j2").write_text(FRONT + template, encoding="utf-8")
    return tmp_path


def rendered(
    tmp_path: Path,
    template: str,
    text: str = ONE,
    as_: Kind = NOTE,
    for_: Audience = READER,
    **head: Any,
) -> Document:
    found = edition(text, as_, for_, **head)
    return render(found, Material(LABELS), (folder(tmp_path, template),))


def html(tmp_path: Path, template: str, text: str = ONE, **head: Any) -> str:
    return printed(rendered(tmp_path, "<h1>T</h1>" + template, text, **head))


def printed(found: Document) -> str:
    """The HTML without the lines that stand for front matter."""
    return found.html.lstrip("\n")


def faults(tmp_path: Path, template: str, text: str = ONE) -> list[str]:
    """Problems, with the template called note."""
    found = told(lambda: rendered(tmp_path, template, text))
    return [problem.replace(str(tmp_path / "kinds/note.html.j2"), "note") for problem in found]


# --- what a document is --------------------------------------------------------------------------


def test_a_template_says_the_edition_in_html_that_is_read_into_blocks(tmp_path: Path) -> None:
    found = rendered(tmp_path, "<h1>{{ briefing.title }}</h1>\n" + EACH)
    assert printed(found) == "<h1>Bridges</h1>\n<p>Two bridges will close.</p>"
    assert len(found.blocks) == 2


def test_a_document_says_about_itself_what_the_briefing_says(tmp_path: Path) -> None:
    found = rendered(
        tmp_path,
        "<h1>T</h1>",
        subtitle="S",
        topic="Roads",
        reference="R-1",
        version="1.10",
        status="final",
        authors="[A, B]",
        unit="U",
        keywords="[a, b]",
        created="2026-01-02",
        issued="2026-03-17",
        marking_floor="TLP:GREEN",
        language="en-US",
    )
    assert found.meta == Meta(
        title="Bridges",
        language="en-US",
        kind="Note",
        subtitle="S",
        authors=("A", "B"),
        organisation="Road Office",
        subject="Roads",
        keywords=("a", "b"),
        reference="R-1",
        version="1.10",
        status="final",
        marking="TLP:GREEN",
        created="2026-01-02",
        modified="2026-03-17",
        dated="17 March 2026",
        audience="reader",
        digest=hashlib.sha256(found.html.encode()).hexdigest(),
    )


def test_what_the_briefing_does_not_say_is_empty(tmp_path: Path) -> None:
    meta = rendered(tmp_path, "<h1>T</h1>").meta
    assert (meta.subtitle, meta.subject, meta.reference) == ("", "", "")
    assert (meta.authors, meta.created, meta.modified) == ((), "", "")


def test_a_document_without_authors_is_its_units(tmp_path: Path) -> None:
    assert rendered(tmp_path, "<h1>T</h1>", unit="Roads").meta.authors == ("Roads",)


def test_a_document_of_which_only_the_issue_is_dated_began_then(tmp_path: Path) -> None:
    meta = rendered(tmp_path, "<h1>T</h1>", issued="2026-03-17").meta
    assert (meta.created, meta.modified) == ("2026-03-17", "2026-03-17")


def test_a_document_without_a_date_has_the_stamp_and_never_the_clocks(tmp_path: Path) -> None:
    templates = (folder(tmp_path, "<h1>T</h1>"),)
    found = edition(ONE)
    assert render(found, Material(LABELS), templates).meta.created == ""
    stamped = render(found, Material(LABELS, stamp="2020-01-02"), templates).meta
    assert (stamped.created, stamped.modified) == ("2020-01-02", "2020-01-02")


@pytest.mark.parametrize(("head", "title"), [({}, "Bridges"), ({"short_title": "Short"}, "Short")])
def test_the_running_head_has_the_short_title_where_there_is_one(
    tmp_path: Path, head: dict[str, Any], title: str
) -> None:
    assert rendered(tmp_path, "<h1>T</h1>", **head).running.title == title


def test_labels_may_give_a_kind_another_name(tmp_path: Path) -> None:
    labels = LABELS.model_copy(update={"kinds": {"note": "Notiz"}})
    templates = (folder(tmp_path, "<h1>{{ kind_label }}</h1>"),)
    found = render(edition(ONE), Material(labels), templates)
    assert printed(found) == "<h1>Notiz</h1>"
    assert (found.meta.kind, found.running.kind) == ("Notiz", "Notiz")


def test_a_document_carries_the_pictures_that_it_shows_and_no_others(tmp_path: Path) -> None:
    text = blocks("type: figure, id: fig, title: F, file: f.png, alt: A dot")
    dot = Asset("image/png", b"", 9, 9)
    template = "<h1>T</h1><figure>{{ picture(briefing.sections[0].blocks[0]) }}</figure>"
    material = Material(LABELS, pictures={"fig": dot, "other": dot})
    found = render(edition(text), material, (folder(tmp_path, template),))
    assert found.assets == {"fig": dot}


# --- what an author wrote is data ----------------------------------------------------------------

HOSTILE = "{{ 7*7 }} {% raw %} {# no #} <script>alert(1)</script> &amp; & \"q\" 'q' <b>"
PRINTED = "{{ 7*7 }} {% raw %} {# no #} <script>alert(1)</script> &amp; & \"q\" 'q' <b>"


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def test_a_title_is_printed_as_it_is(tmp_path: Path) -> None:
    found = rendered(tmp_path, "<h1>{{ briefing.title }}</h1>", title=quoted(HOSTILE))
    (heading,) = found.blocks
    assert plain_text(heading.children) == PRINTED  # type: ignore[union-attr]


@pytest.mark.parametrize("say", ["text", "body"])
def test_a_text_is_printed_as_it_is_but_for_typography(tmp_path: Path, say: str) -> None:
    text = blocks(f"type: prose, long: {quoted('{{ 7*7 }} {% x %} &lt; & <script>1</script>')}")
    template = "{{ say(briefing.sections[0].blocks[0]) }}".replace("say", say)
    template = f"<p>{template}</p>" if say == "text" else template
    assert html(tmp_path, template, text) == (
        "<h1>T</h1><p>{{ 7*7 }} {% x %} &lt; &amp; &lt;script&gt;1&lt;/script&gt;</p>"
    )


@pytest.mark.parametrize(
    "expression",
    ["briefing.organisation", "date(briefing.organisation)", "control()[2][1]", "running"],
)
def test_no_field_is_evaluated_or_taken_for_markup(tmp_path: Path, expression: str) -> None:
    template = "{% set running = briefing.organisation %}<p>{{ " + expression + " }}</p>"
    written = html(tmp_path, template, organisation=quoted("{{ 7*7 }}<b>&"))
    assert "{{ 7*7 }}&lt;b&gt;&amp;" in written


def test_a_source_is_named_as_it_names_itself(tmp_path: Path) -> None:
    text = blocks("type: prose, long: x") + (
        "sources: [{id: s, title: '{{ 7*7 }} <b>', authors: ['A & B'], publisher: '<P>'}]\n"
    )
    template = "{% for source in briefing.sources %}<p>{{ reference(source) }}</p>{% endfor %}"
    cited = text.replace("long: x", "long: x, sources: [s]")
    assert '<p>A &amp; B, <span class="work">{{ 7*7 }} &lt;b&gt;</span>, &lt;P&gt;</p>' in html(
        tmp_path, template, cited
    )


EVERYWHERE = """\
sections:
- title: TEXT
  blocks:
  - {type: key_judgement, title: TEXT, short: TEXT, horizon: TEXT, confidence: low,
      confidence_basis: TEXT}
  - {type: prose, heading: TEXT, long: TEXT}
  - {type: finding, title: TEXT, short: TEXT}
  - {type: timeline, title: TEXT, events: [{date: 1893, date_text: TEXT, short: TEXT}]}
  - {type: actors, title: TEXT, actors: [{name: TEXT, short: TEXT}]}
  - {type: positions, title: TEXT, issues: [{name: TEXT, demand: [{by: TEXT, short: TEXT}]}]}
  - {type: implication, for: TEXT, short: TEXT}
  - {type: scenario, title: TEXT, short: TEXT, indicators: [TEXT]}
  - {type: option, title: TEXT, short: TEXT, pros: [TEXT], cons: [TEXT], cost: TEXT}
  - {type: recommendation, short: TEXT, owner: TEXT, timing: TEXT}
  - {type: risk, title: TEXT, impact: low, short: TEXT, mitigation: TEXT, owner: TEXT}
  - {type: table, title: TEXT, columns: [TEXT, TEXT], rows: [[TEXT, TEXT]]}
  - {type: quotation, short: TEXT, attribution: TEXT}
  - {type: callout, title: TEXT, short: TEXT}
annexes: [{title: TEXT, blocks: [{type: prose, long: TEXT}]}]
glossary: [{term: TEXT, short: TEXT}]
sources: [{id: s, title: TEXT, authors: [TEXT], publisher: TEXT, date: TEXT, descriptor: TEXT}]
"""
FIELDS = ("title", "subtitle", "topic", "organisation", "unit", "reference", "basis", "purpose")


def ours(text: str, kind_name: str, audience_name: str, **head: str) -> Document:
    """The document of the YAML *text* as a kind of ours."""
    as_, for_ = LIBRARY.kind(kind_name), LIBRARY.audience(audience_name)
    found = edition(text, as_, for_, **head)
    tables = {
        part.key: rows(part, Path(), Place("b.yaml"))
        for part in found.parts
        if isinstance(part, Data)
    }
    return render(found, Material(LABELS, rows=tables), LIBRARY.templates)


@pytest.mark.parametrize("name", LIBRARY.kind_names)
def test_no_kind_of_ours_takes_what_an_author_wrote_for_a_template_or_markup(name: str) -> None:
    hostile = quoted("{{ 7*7 }} <script>1</script> & {% x %}")
    head = dict.fromkeys(FIELDS, hostile)
    found = ours(EVERYWHERE.replace("TEXT", hostile), name, "analyst", **head).html
    assert "49" not in found
    assert "<script" not in found
    assert found.count("{{ 7*7 }} &lt;script&gt;1&lt;/script&gt; &amp; {% x %}") >= 12


# --- templates at fault --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        (
            "<h1>T</h1>\n\n<p>{{ nothing }}</p>",
            "note:9:1: the template stopped: 'nothing' is undefined",
        ),
        (
            "<h1>T</h1>\n<p>{{ briefing.titel }}</p>",
            "note:8:1: the template stopped: 'briefings.model.briefing.Briefing object'"
            " has no attribute 'titel'",
        ),
        (
            "<h1>T</h1>\n<p>{{ word.nothing }}</p>",
            "note:8:1: the template stopped: the labels have no word 'nothing'.",
        ),
        ("<h1>T</h1>\n{% include 'no' %}", "note:8:1: the template stopped: 'no' not found"),
        ("<h1>T</h1>\n{{ text(1) }}", "note:8:1: the template stopped: 'int' object has no"),
        ("<h1>T</h1>\n{{ date() }}", "note:8:1: the template stopped: "),
        pytest.param(
            "<h1>T</h1>\n{{ 1 / 0 }}",
            "note:8:1: the template stopped: division by zero",
        ),
        pytest.param(
            "<h1>T</h1>\n{{ range(1000000) }}",
            "note:8:1: the template stopped: Range too big.",
        ),
    ],
)
def test_a_template_that_stops_is_told_at_its_line(
    tmp_path: Path, template: str, problem: str
) -> None:
    (found,) = faults(tmp_path, template)
    assert found.startswith(problem)
    assert found.endswith("mend the template [T102]")


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("<h1>T</h1>\n{% if %}", "note:8:1: Expected an expression, got 'end of statement block'"),
        ("<h1>T</h1>\n{% for x in [] %}\n", "note:8:1: Unexpected end of template."),
        ("{{ 1 }\n", "note:7:1: unexpected '}'"),
        ("{{ 1|nothing }}", "note:7:1: No filter named 'nothing'."),
    ],
)
def test_a_template_that_is_broken_is_told_at_its_line(
    tmp_path: Path, template: str, problem: str
) -> None:
    (found,) = faults(tmp_path, template)
    assert found.startswith(problem)
    assert found.endswith("mend the template [T101]")


def test_a_fault_in_a_template_that_another_imports_is_told_there(tmp_path: Path) -> None:
    folder(tmp_path, "")
    (tmp_path / "kinds/_own.html.j2").write_text("{% macro say() %}\n{{ nothing }}\n{% endmacro %}")
    template = "{% import 'kinds/_own.html.j2' as own %}\n{{ own.say() }}"
    (found,) = faults(tmp_path, template)
    assert found.startswith(f"{tmp_path / 'kinds/_own.html.j2'}:2:1: ")


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("<h1>T</h1>\n<p>x</p>\n<script>1</script>", 9),
        ("<h1>T</h1>\n{% if true %}\n<marquee>x</marquee>\n{% endif %}", 9),
        ("<h1>T</h1>\n{% for x in [1, 2] %}\n<p>x</p>\n{% endfor %}\n<p onclick='x'>x</p>", 11),
        ("<h1>T</h1>{% if false %}\n<b>x</b>{% endif %}\n{{ inline('') }}\n<b>x</b>", 10),
    ],
)
def test_html_outside_the_vocabulary_is_told_at_the_line_that_wrote_it(
    tmp_path: Path, template: str, line: int
) -> None:
    (found,) = faults(tmp_path, template)
    assert found.startswith(f"note:{line}:1: <")


def test_html_outside_the_vocabulary_is_told_with_the_expression_before_it(tmp_path: Path) -> None:
    """An expression ends a run of literal text, so that what follows it is near."""
    (found,) = faults(tmp_path, "<h1>T</h1>\n<p>{{ briefing.title }}</p><script>1</script>")
    assert found == (
        "note:8:1: <script>1</script> is an unknown element."
        " use an element of the vocabulary in briefings/document [H103]"
    )


@pytest.mark.parametrize(
    "expression",
    [
        "briefing.__class__.__mro__[1].__subclasses__()",
        "text.__globals__",
        "''.__class__.__base__",
        "cite.__func__.__code__",
        "e.without.__globals__['re']",
        "'{0.__class__}'.format(briefing)",
    ],
)
def test_a_template_cannot_get_out_of_its_sandbox(tmp_path: Path, expression: str) -> None:
    (found,) = faults(tmp_path, "<h1>T</h1>\n<p>{{ " + expression + " }}</p>")
    assert found.startswith("note:8:1: the template stopped: ")
    assert "unsafe" in found


def test_a_template_cannot_change_what_it_is_given(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, "{% set all = notes() %}\n{% do all.append(1) %}")
    assert found.startswith("note:8:1: the template stopped: ")


@pytest.mark.parametrize("name", ["/etc/passwd", "../../etc/passwd", "kinds/../../x"])
def test_a_template_cannot_read_files_outside_its_folder(tmp_path: Path, name: str) -> None:
    (tmp_path.parent / "x").write_text("secret")
    (found,) = faults(tmp_path, "{% include '" + name + "' %}")
    assert "secret" not in found
    assert found.endswith("mend the template [T102]")


def test_front_matter_is_not_printed(tmp_path: Path) -> None:
    assert "label:" not in html(tmp_path, "")


# --- notes ---------------------------------------------------------------------------------------

CITED = "sources: [{id: one, title: One, reliability: B}, {id: two, title: Two, publisher: P}]\n"


def said(document: Document) -> list[str]:
    """The paragraphs and notes of *document*, a call of a note as its number in brackets."""
    text = re.sub(r"<a role=.*?>(\d+)</a>", r"[\1]", document.html)
    text = re.sub("</?(em|sup)>", "", re.sub('<span class="work">(.*?)</span>', r"\1", text))
    return re.findall(r"<(?:p|li id=[^>]+)>(.*?)</(?:p|li)>", text)


def noted(tmp_path: Path, *parts: str, as_: Kind = NOTE, for_: Audience = READER) -> list[str]:
    text = CITED + blocks(*parts)
    return said(rendered(tmp_path, "<h1>T</h1>\n" + EACH + NOTES, text, as_, for_))


def test_notes_are_numbered_in_the_order_of_their_calls(tmp_path: Path) -> None:
    found = noted(
        tmp_path, "type: prose, long: x, sources: [two]", "type: prose, long: y, sources: [one]"
    )
    assert found == ["x[1]", "y[2]", "Two, P.", "One."]


def test_the_same_citation_is_one_note_that_is_called_again(tmp_path: Path) -> None:
    found = noted(
        tmp_path,
        "type: prose, long: x, sources: [one]",
        "type: prose, long: y, sources: [two, one]",
    )
    assert found == ["x[1]", "y[2],[1]", "One.", "Two, P."]


def test_another_place_in_the_same_source_is_another_note(tmp_path: Path) -> None:
    found = noted(
        tmp_path,
        "type: prose, long: x, sources: [{source: one, locator: p. 2}]",
        "type: prose, long: y, sources: [{source: one, locator: p. 3}]",
    )
    assert found == ["x[1]", "y[2]", "One, p. 2.", "One, p. 3."]


def test_a_note_of_the_authors_is_numbered_among_the_others(tmp_path: Path) -> None:
    found = noted(
        tmp_path,
        "type: prose, long: x, sources: [one]",
        "type: prose, long: 'y^[Own *note*.] z', sources: [one]",
    )
    assert found == ["x[1]", "y[2] z[1]", "One.", "Own note."]


def test_every_call_has_an_id_of_its_own(tmp_path: Path) -> None:
    parts = ["type: prose, long: x, sources: [one]"] * 3
    found = rendered(tmp_path, "<h1>T</h1>\n" + EACH + NOTES, CITED + blocks(*parts))
    assert re.findall(r'id="(call-\d+)" href="(\S+)"', found.html) == [
        ("call-1", "#note-1"),
        ("call-2", "#note-1"),
        ("call-3", "#note-1"),
    ]


GRADED = "type: prose, long: x, sources: [{source: one, credibility: '2'}]"


@pytest.mark.parametrize(("sources", "note"), [("graded", "One (B2)."), ("list", "One.")])
def test_sources_are_graded_for_those_who_are_told_grades(
    tmp_path: Path, sources: str, note: str
) -> None:
    assert noted(tmp_path, GRADED, for_=audience(sources=sources)) == ["x[1]", note]


def test_of_the_audiences_of_the_package_the_analyst_alone_is_told_grades() -> None:
    graded = [name for name in LIBRARY.audience_names if LIBRARY.audience(name).sources == "graded"]
    assert graded == ["analyst"]


def test_a_kind_that_names_sources_in_a_line_has_no_notes(tmp_path: Path) -> None:
    found = noted(tmp_path, GRADED, "type: prose, long: 'y^[Own.]'", as_=kind(sources="line"))
    assert found == ["x", "y"]


def test_a_body_has_its_citations_at_the_end_of_its_last_paragraph(tmp_path: Path) -> None:
    text = CITED + blocks('type: prose, long: "x\\n\\ny", sources: [one]')
    template = "<h1>T</h1>\n{{ body(briefing.sections[0].blocks[0]) }}\n" + NOTES
    assert said(rendered(tmp_path, template, text)) == ["x", "y[1]", "One."]


def test_no_comma_stands_between_a_link_and_the_call_of_a_note(tmp_path: Path) -> None:
    text = CITED + blocks("type: prose, long: '[x](https://example.org)', sources: [one]")
    found = rendered(tmp_path, "<h1>T</h1>\n" + EACH + NOTES, text)
    assert "</a><sup>,</sup>" not in found.html


def test_a_reference_has_its_link_and_when_it_was_read(tmp_path: Path) -> None:
    text = "sources: [{id: s, title: T, url: 'https://example.org/?a=1&b', accessed: 2026-03-17,"
    text += " date: 2025-11, authors: [A, B]}]\n" + blocks("type: prose, long: x, sources: [s]")
    found = html(tmp_path, "<p>{{ reference(briefing.sources[0]) }}</p>", text)
    assert found.endswith(
        '<p>A, B, <a href="https://example.org/?a=1&amp;b">T</a>, November 2025,'
        " accessed 17 March 2026</p>"
    )


# --- what audiences are told ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "told_so"),
    [
        ("none", ""),
        ("words", "expected to happen"),
        ("term", "likely or probable"),
        ("range", "likely or probable (55–75%)"),
    ],
)
def test_likelihood_is_told_in_the_way_of_the_audience(
    tmp_path: Path, how: str, told_so: str
) -> None:
    text = blocks("type: key_judgement, short: x, likelihood: likely or probable")
    template = "<h1>T</h1><p>x{{ likelihood(briefing.sections[0].blocks[0]) }}</p>"
    found = rendered(tmp_path, template, text, for_=audience(likelihood=how))
    assert printed(found) == f"<h1>T</h1><p>x{told_so}</p>"


def test_what_has_no_likelihood_is_told_none(tmp_path: Path) -> None:
    template = "<p>x{{ likelihood(briefing.sections[0].blocks[0]) }}{{ assessed_parts|length }}</p>"
    text = blocks("type: key_judgement, short: x")
    assert html(tmp_path, template, text).endswith("<p>x0</p>")


def test_the_teams_own_analysis_is_labelled(tmp_path: Path) -> None:
    text = blocks("type: prose, long: x, origin: analyst", "type: prose, long: y")
    template = "{% for part in briefing.sections[0].blocks %}{{ body(part) }}{% endfor %}"
    assert html(tmp_path, template, text).endswith(
        '<p>x<span class="origin"> Our\u00a0analysis</span></p><p>y</p>'
    )


@pytest.mark.parametrize(("inside", "entries"), [(True, 1), (False, 0)])
def test_who_receives_it_is_told_inside_only(tmp_path: Path, inside: bool, entries: int) -> None:
    template = (
        "<h1>T</h1><p>{% for name, entry in control() %}{{ name }}: {{ entry }}; {% endfor %}</p>"
    )
    found = rendered(
        tmp_path,
        template,
        for_=audience(inside=inside),
        distribution="[Cabinet]",
        created="2026-03-17",
    )
    assert found.html.count("Distribution: Cabinet; ") == entries
    assert "Version: 1.0; Status: draft; Organisation: Road Office; Created: 17 March 2026; " in (
        found.html
    )


# --- what else a template can say ----------------------------------------------------------------


def test_neighbours_of_one_type_are_said_together(tmp_path: Path) -> None:
    text = blocks(
        "type: finding, short: a",
        "type: finding, short: b",
        "type: prose, long: c",
        "type: finding, short: d",
    )
    template = (
        "<p>{% for type, run in runs(briefing.sections[0].blocks) %}"
        "{{ type }} {{ run|length }} {% endfor %}</p>"
    )
    assert html(tmp_path, template, text).endswith("<p>finding 2 prose 1 finding 1 </p>")


def test_tables_and_figures_are_counted_apart(tmp_path: Path) -> None:
    template = "<p>{{ count('a') }}{{ count('b') }}{{ count('a') }}</p>"
    assert html(tmp_path, template).endswith("<p>112</p>")


def test_annexes_are_lettered(tmp_path: Path) -> None:
    assert html(tmp_path, "<p>{{ letter(1) }}{{ letter(3) }}</p>").endswith("<p>AC</p>")


# --- the kinds of the package --------------------------------------------------------------------

JUDGED = "type: key_judgement, priority: must, short: Judged."

SECRET = """\
sections:
- title: Seen
  blocks:
  - {type: key_judgement, short: Judged., sources: [known, hidden]}
  - {type: key_judgement, marking: TLP:RED, title: Zanzibar, short: Zanzibar}
  - {type: prose, marking: TLP:RED, heading: Zanzibar, long: 'Zanzibar^[Zanzibar]'}
  - {type: prose, audiences: {only: [analyst]}, long: Zanzibar}
  - {type: timeline, title: T, events: [
      {date: 1893, short: Line.}, {date: 1947, marking: TLP:RED, short: Zanzibar}]}
  - {type: timeline, marking: TLP:RED, title: Zanzibar, events: [{date: 1893, short: Zanzibar}]}
  - {type: scenario, title: S, short: Scene., indicators: [
      rain, {marking: TLP:RED, short: Zanzibar}]}
  - {type: table, marking: TLP:RED, title: Zanzibar, columns: [Zanzibar], rows: [[Zanzibar]]}
- title: Zanzibar
  marking: TLP:RED
  blocks: [{type: prose, marking: TLP:CLEAR, long: Zanzibar}]
annexes: [{title: Zanzibar, marking: TLP:RED, blocks: [{type: prose, long: Zanzibar}]}]
glossary: [{term: judged, marking: TLP:RED, short: Zanzibar}]
sources:
- {id: known, title: Known}
- {id: hidden, title: Zanzibar, marking: TLP:RED, url: 'https://example.org/Zanzibar'}
"""


def inside(data: bytes, format_: str) -> str:
    """Everything that a file says, wherever in it."""
    if format_ == "pdf":
        reader = pypdf.PdfReader(io.BytesIO(data))
        said = [page.extract_text() for page in reader.pages]
        objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]))]
        streams = [item.get_data() for item in objects if isinstance(item, StreamObject)]
        said += [str(reader.metadata), *map(str, objects)]
        return "".join([*said, *(stream.decode("latin-1") for stream in streams)])
    if format_ == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return data.decode("utf-8")


@pytest.mark.parametrize("kind_name", LIBRARY.kind_names)
def test_what_an_audience_may_not_see_is_nowhere_in_its_files(kind_name: str) -> None:
    found = ours(SECRET, kind_name, "public")
    theme = LIBRARY.theme("institute")
    pages = typeset(found, theme, LIBRARY.templates, LIBRARY.fonts)
    for format_ in names():
        said = inside(writer(format_).write(pages), format_)
        assert "Judged" in said, format_
        assert "Zanzibar" not in said, format_


def test_what_an_audience_may_see_is_in_its_files() -> None:
    found = ours(SECRET, "full-report", "analyst")
    pages = typeset(found, LIBRARY.theme("institute"), LIBRARY.templates, LIBRARY.fonts)
    for format_ in names():
        assert inside(writer(format_).write(pages), format_).count("Zanzibar") > 9, format_


@pytest.mark.parametrize("kind_name", LIBRARY.kind_names)
def test_a_briefing_of_one_judgement_is_a_product_of_every_kind(kind_name: str) -> None:
    found = ours(blocks(JUDGED), kind_name, "minister")
    assert "Two bridges will close." in found.html
    assert found.html.count("Judged.") == 1


@pytest.mark.parametrize("name", ["summary", "notes", "note-1", "glossary", "sources", "control"])
def test_an_author_may_give_a_section_any_id(name: str) -> None:
    text = CITED + "glossary: [{term: judged, short: x}]\n"
    text += blocks(JUDGED, "type: prose, long: x, sources: [one]")
    ours(text.replace("id: now", f"id: {name}"), "full-report", "minister")


def test_a_section_may_have_sources() -> None:
    text = CITED + blocks(JUDGED, "type: prose, long: x").replace(
        "id: now", "id: now\n  sources: [one]"
    )
    assert '<span class="work">One</span>.' in ours(text, "full-report", "minister").html


def linking(text: str, kind_name: str = "policy-brief", more: str = "") -> str:
    """The HTML of a section called now with *text*, and of one called then."""
    section = f"  - {{type: prose, priority: must, long: '{text}'}}\n"
    then = f"- {{id: then, title: Then, {more} blocks: [{{type: prose, long: x}}]}}\n"
    return ours(blocks(JUDGED) + section + then, kind_name, "minister").html


@pytest.mark.parametrize("kind_name", LIBRARY.kind_names)
def test_an_author_may_link_to_a_section(kind_name: str) -> None:
    found = linking("[*see*](#then)", kind_name)
    assert '<a href="#at.then"><em>see</em></a>' in found
    assert '<h2 id="at.then">' in found


def test_a_link_to_a_section_that_the_reader_does_not_get_is_its_words_alone() -> None:
    found = linking("[see](#then) more", more="marking: TLP:RED,")
    assert "<p>see more</p>" in found


def test_a_note_may_link_to_a_section() -> None:
    assert '<a href="#at.then">see</a>' in linking("x^[[see](#then)]")


# --- data behind charts --------------------------------------------------------------------------

FIGURE = "type: figure, title: Map, file: map.png, alt: A map"
CHART = (
    "type: chart, title: Deaths, unit: a year, alt: A chart, columns: [Year, Men, Women],"
    " rows: [['2024', '*3*', ''], ['2025', '4', '5']]"
)


def test_a_report_ends_with_the_data_of_its_charts_under_the_numbers_of_their_figures() -> None:
    html = ours(blocks(JUDGED, FIGURE, CHART), "full-report", "minister").html
    section = html[html.index('<section class="chart-data">') :].partition("</section>")[0]
    assert re.search(r'<a class="number" href="#at\.\w+">Figure 2</a>', section)
    assert "</strong> Deaths (a year)</caption>" in section
    cells = re.findall(r"<t[hd] [^>]*>(.*?)</t[hd]>", section)
    assert cells == ["Year", "Men", "Women", "2024", "*3*", "–", "2025", "4", "5"]
    assert '<a href="#chart-data">Data behind the charts</a>' in html


def test_a_report_without_charts_has_no_data_of_any() -> None:
    assert "chart-data" not in ours(blocks(JUDGED, FIGURE), "full-report", "minister").html


def test_data_that_would_fill_pages_are_left_to_the_chart() -> None:
    rows = ", ".join(f"['{n}', '1']" for n in range(61))
    long = f"type: chart, title: Calls, form: line, alt: x, columns: [Day, Calls], rows: [{rows}]"
    assert "chart-data" not in ours(blocks(JUDGED, long), "full-report", "minister").html
