"""Leaves: what a document prints of its content, by addresses that count nothing left out."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from briefings.document import Document, Written
from briefings.edition import Edition
from briefings.exhibits.tables import rows
from briefings.library.audience import Audience
from briefings.library.kind import Kind
from briefings.model.blocks import Data
from briefings.rendering.leaves import addresses, anchor
from briefings.rendering.material import Material
from briefings.rendering.render import render
from conftest import LIBRARY, NOTE, READER, audience, blocks, edition, kind

FRONT = "---\nlabel: Note\ndescription: D\nlayout: page\nwording: long\n---\n<h1>T</h1>\n"
EACH = "{% for part in briefing.sections[0].blocks %}BODY{% endfor %}\n"
INSIDE = audience(inside=True)


def rendered(
    tmp_path: Path, template: str, text: str, as_: Kind = NOTE, for_: Audience = READER, **head: str
) -> Document:
    (tmp_path / "kinds").mkdir(exist_ok=True)
    (tmp_path / "kinds/note.html.j2").write_text(FRONT + template, encoding="utf-8")
    found = edition(text, as_, for_, **head)
    tables = [part for part in found.parts if isinstance(part, Data)]
    shown = {part.key: rows(part, tmp_path, None) for part in tables}  # type: ignore[arg-type]
    return render(found, Material(LIBRARY.labels("en"), rows=shown), (tmp_path,))


def written(tmp_path: Path, template: str, text: str, *given: object, **head: str) -> list[Written]:
    found = rendered(tmp_path, template, text, *given, **head)  # type: ignore[arg-type]
    assert found.origin is not None
    return list(found.origin.written)


def told(leaves: list[Written]) -> list[tuple[str, str]]:
    return [(leaf.field, leaf.text) for leaf in leaves]


def address(found: Edition, words: str) -> str:
    """The address of the part with that wording."""
    (key,) = [p.key for p in found.parts if getattr(p, "short", None) == words]
    return addresses(found)[key]


# --- addresses -----------------------------------------------------------------------------------


def test_an_anchor_is_the_beginning_of_a_digest() -> None:
    assert anchor("#kj-1/short") == sha256(b"#kj-1/short").hexdigest()[:12] == "0becb06905cf"


def test_a_part_is_addressed_by_the_id_its_author_gave_it() -> None:
    found = edition(blocks("type: prose, id: a, short: One."))
    assert list(addresses(found).values()) == ["/bottom_line", "#now", "#a"]


def test_a_part_without_an_id_is_addressed_by_its_words() -> None:
    found = edition(blocks("type: prose, short: One."))
    assert address(found, "One.") == f"#now/blocks/{sha256(b'One.').hexdigest()[:8]}"


def test_a_title_says_more_of_a_part_than_its_wording() -> None:
    found = edition(blocks("type: finding, title: Steel, short: One."))
    assert address(found, "One.") == f"#now/blocks/{sha256(b'Steel').hexdigest()[:8]}"


def test_what_is_inside_a_part_without_an_id_does_not_depend_on_its_words() -> None:
    option = "type: option, title: {}, short: Do., pros: [Cheap]"
    found = {address(edition(blocks(option.format(title))), "Cheap") for title in ("Build", "Mend")}
    assert found == {f"#now/blocks/pros/{sha256(b'Cheap').hexdigest()[:8]}"}


def test_parts_of_the_same_words_are_told_apart() -> None:
    found = edition(blocks("type: prose, short: One.", "type: prose, short: One."))
    digest = sha256(b"One.").hexdigest()[:8]
    assert [a for a in addresses(found).values() if "blocks" in a] == [
        f"#now/blocks/{digest}",
        f"#now/blocks/{digest}.2",
    ]


@pytest.mark.parametrize("gone", ["audiences: {not: [reader]}", "marking: TLP:RED"])
def test_what_an_audience_does_not_get_changes_no_address(gone: str) -> None:
    kept = ("type: prose, short: One.", "type: option, title: O, short: Two., pros: [Cheap]")
    hidden = f"type: prose, short: Secret., {gone}"
    before, after = (edition(blocks(*b)) for b in (kept, (hidden, *kept)))
    assert set(addresses(before).values()) == set(addresses(after).values())


# --- what is kept of what is printed -------------------------------------------------------------


def test_what_is_printed_is_kept_in_the_order_of_print(tmp_path: Path) -> None:
    text = blocks("type: finding, id: a, title: Steel, long: Rust *spreads*.")
    body = EACH.replace("BODY", '<p>{{ text(part) }}</p><p>{{ said(part, "title") }}</p>')
    found = written(tmp_path, body, text)
    assert found == [
        Written((anchor("#a/long"),), "long", "Rust *spreads*.", level="long"),
        Written((anchor("#a/title"),), "title", "Steel"),
    ]


def test_the_html_of_a_document_has_no_marks(tmp_path: Path) -> None:
    body = '<p>{{ said(briefing, "title") }}</p>'
    found = rendered(tmp_path, body, blocks("type: prose, short: One."))
    assert found.html.strip() == "<h1>T</h1>\n<p>Bridges</p>"


def test_each_paragraph_of_a_wording_has_an_anchor(tmp_path: Path) -> None:
    text = blocks('type: prose, id: a, long: "One.\\n\\n- Two\\n- Three"')
    (leaf,) = written(tmp_path, EACH.replace("BODY", "{{ body(part) }}"), text)
    assert leaf.anchors == (anchor("#a/long"), anchor("#a/long/2"), anchor("#a/long/3"))
    assert leaf.text == "One.\n\n- Two\n- Three"


def test_a_field_is_named_as_authors_write_it(tmp_path: Path) -> None:
    text = blocks("type: implication, id: a, for: Trade, short: Less.")
    body = EACH.replace("BODY", '<p>{{ said(part, "bearer") }}</p>')
    assert told(written(tmp_path, body, text)) == [("for", "Trade")]


def test_plain_wording_is_known_as_such(tmp_path: Path) -> None:
    text = blocks("type: prose, id: a, short: One., plain: Plainly.")
    body = EACH.replace("BODY", "<p>{{ text(part) }}</p>")
    (leaf,) = written(tmp_path, body, text, NOTE, audience(plain=True))
    assert (leaf.field, leaf.level, leaf.text) == ("plain", "plain", "Plainly.")


def test_dates_and_lists_are_kept_as_they_are_written(tmp_path: Path) -> None:
    body = '<p>{{ said(briefing, "issued") }}</p><p>{{ said(briefing, "authors") }}</p>'
    text = blocks("type: prose, short: One.")
    found = rendered(tmp_path, body, text, issued="2026-03-17", authors="[A, B]")
    assert found.origin is not None
    assert "<p>17 March 2026</p><p>A, B</p>" in found.html
    assert told(list(found.origin.written)) == [("issued", "2026-03-17"), ("authors", "A\nB")]
    assert [leaf.label for leaf in found.origin.written] == ["Issued", ""]


def test_what_a_template_asks_for_and_does_not_print_is_not_kept(tmp_path: Path) -> None:
    body = '{% set unused = said(briefing, "title") %}<p>{{ said(briefing, "organisation") }}</p>'
    found = written(tmp_path, body, blocks("type: prose, short: One."))
    assert told(found) == [("organisation", "Road Office")]


def test_an_empty_field_is_no_leaf(tmp_path: Path) -> None:
    body = '<p>x{{ said(briefing, "subtitle") }}</p>'
    assert written(tmp_path, body, blocks("type: prose, short: One.")) == []


def test_cells_are_known_by_their_row_and_column(tmp_path: Path) -> None:
    text = blocks('type: table, id: t, title: T, columns: [Y, N], rows: [["2025", *x*]]').replace(
        "*x*", '"*x*"'
    )
    body = EACH.replace("BODY", "<p>{{ column(part, 1) }} {{ cell(part, 0, 1) }}</p>")
    found = written(tmp_path, body, text)
    digest = {word: sha256(word.encode()).hexdigest()[:8] for word in ("N", "2025")}
    assert told(found) == [("columns", "N"), ("rows", "*x*")]
    assert [leaf.anchors for leaf in found] == [
        (anchor(f"#t/columns/{digest['N']}"),),
        (anchor(f"#t/rows/{digest['2025']}/{digest['N']}"),),
    ]


def test_cells_of_a_file_are_not_the_contents(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Y,N\n2025,3\n", encoding="utf-8")
    text = blocks("type: table, id: t, title: T, file: t.csv")
    body = EACH.replace("BODY", "<p>{{ column(part, 1) }} {{ cell(part, 0, 1) }}</p>")
    assert written(tmp_path, body, text) == []


# --- nothing of what is not printed --------------------------------------------------------------


def test_a_link_to_what_is_left_out_is_not_kept(tmp_path: Path) -> None:
    text = blocks("type: prose, id: a, long: 'See [the costs](#costs) and [now](#now).'")
    text += "- {title: C, id: costs, marking: TLP:RED, blocks: [{type: prose, short: Dear.}]}\n"
    body = EACH.replace(
        "BODY",
        '<section class="chapter"><h2 id="{{ anchor(briefing.sections[0]) }}">N</h2>'
        "<p>{{ text(part) }}</p></section>",
    )
    (leaf,) = written(tmp_path, body, text)
    assert leaf.text == "See the costs and [now](#now)."


def test_a_note_that_is_not_printed_is_not_kept(tmp_path: Path) -> None:
    text = blocks('type: prose, id: a, long: "Rust^[Seen in May.] spreads."')
    body = EACH.replace("BODY", "<p>{{ text(part) }}</p>")
    (leaf,) = written(tmp_path, body, text, kind(sources="line"))
    assert leaf.text == "Rust spreads."


def test_a_section_without_an_id_is_not_counted_in_its_name(tmp_path: Path) -> None:
    hidden = "sections:\n- {title: S, marking: TLP:RED, blocks: [{type: prose, short: Dear.}]}\n"
    shown = "- {title: Open, blocks: [{type: prose, short: One.}]}\n"
    body = '<section class="chapter"><h2 id="{{ anchor(briefing.sections[0]) }}">O</h2></section>'
    before, after = (
        rendered(tmp_path, body, text) for text in (f"sections:\n{shown}", hidden + shown)
    )
    name = anchor(f"/sections/{sha256(b'Open').hexdigest()[:8]}")
    assert f'id="at.{name}"' in before.html
    assert before.html == after.html


def test_a_change_for_others_changes_nothing_of_what_a_document_says_of_itself(
    tmp_path: Path,
) -> None:
    text = blocks("type: prose, id: a, short: One.", "type: prose, marking: TLP:RED, short: SECRET")
    body = EACH.replace("BODY", "<p>{{ text(part) }}</p>")
    found = [rendered(tmp_path, body, text.replace("SECRET", word)) for word in ("A.", "B.")]
    assert found[0] == found[1]


def test_a_change_of_a_word_changes_the_digest(tmp_path: Path) -> None:
    body = EACH.replace("BODY", "<p>{{ text(part) }}</p>")
    one, two = (
        rendered(tmp_path, body, blocks(f"type: prose, id: a, short: {word}")).meta.digest
        for word in ("One.", "Two.")
    )
    assert one != two


# --- notes to who edits it -----------------------------------------------------------------------

NOTED = blocks("type: finding, id: a, title: Steel, short: Rust., note_to_editor: Ask the yard.")
TITLED = EACH.replace("BODY", '<p>{{ said(part, "title") }} {{ text(part) }}</p>')


def test_a_note_to_the_editor_is_with_the_first_leaf_of_its_part(tmp_path: Path) -> None:
    found = written(tmp_path, TITLED, NOTED, NOTE, INSIDE)
    assert [leaf.note for leaf in found] == ["Ask the yard.", ""]


def test_an_audience_outside_gets_no_notes_to_the_editor(tmp_path: Path) -> None:
    assert [leaf.note for leaf in written(tmp_path, TITLED, NOTED)] == ["", ""]
    assert {part.note_to_editor for part in edition(NOTED).parts} == {None}


def test_a_note_to_the_editor_is_not_in_the_html(tmp_path: Path) -> None:
    assert "yard" not in rendered(tmp_path, TITLED, NOTED, NOTE, INSIDE).html
