"""Notes at the foot of pages, as the PDF's engine sets them.

The engine puts a note off to the next page where the lines that call it may not be parted from
those before them; no note may stand before its call, none be lost, and none stand twice.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field, replace
from typing import Any

import pypdf
import pytest

from briefings.document import Asset, RunningHead
from briefings.typeset import Typeset, typeset
from conftest import LIBRARY, document, told
from inside import ENGINE, engine_pages
from wordfile import PNG

THEME = LIBRARY.theme("institute")
ASSETS = {"map": Asset("image/png", PNG, 200, 60)}
WORDS = ("traders", "waited", "at", "the", "crossing", "while", "envoys", "talked", "of", "tolls")
LINE = "<p>Two bridges will close while the river is high.</p>"


def call(number: int, note: int | None = None) -> str:
    note = note or number
    names = f'id="call-{number}" href="#note-{note}"'
    return f'<a role="doc-noteref" class="note-call" {names}>{note}</a>'


def notes(*texts: str) -> str:
    items = "".join(f'<li id="note-{n}">{text}</li>' for n, text in enumerate(texts, 1))
    return f'<section class="footnotes"><ol>{items}</ol></section>'


def laid(html: str, layout: str = "book") -> Typeset:
    running = RunningHead("Bridges", "Note", "Road Office", "{page} of {pages}", "(page {page})")
    found = replace(document(f"<h1>T</h1>{html}", ASSETS), layout=layout, running=running)
    return typeset(found, THEME, LIBRARY.templates, engine=ENGINE)


def on(found: Typeset, name: str) -> list[int]:
    """The pages that have the anchor *name*."""
    return [n for n, page in enumerate(engine_pages(found), 1) if name in page.anchors]


def overlaps(found: Typeset) -> list[int]:
    """The pages on which text reaches down into the notes, side notes apart."""
    pages = []
    for number, page in enumerate(engine_pages(found), 1):
        text, *others = page._page_box.children
        for foot in others:
            if type(foot).__name__ == "FootnoteAreaBox" and lowest_line(text) > foot.position_y + 9:
                pages.append(number)
    return pages


def lowest_line(box: Any) -> float:
    """The lower edge of the lowest line in *box*, px."""
    if type(box).__name__ == "LineBox":
        return float(box.position_y + box.height)
    inner = (b for b in getattr(box, "children", ()) if b.is_in_normal_flow())
    return max((lowest_line(b) for b in inner), default=0.0)


def pdf(found: Typeset) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(found.pdf()))


@dataclass
class Writing:
    """A document of everything that may call a note, at random but the same for the same seed."""

    seed: int
    chance: random.Random = field(init=False)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def words(self, *lengths: int) -> str:
        return (
            " ".join(self.chance.choices(WORDS, k=self.chance.choice(lengths))).capitalize() + "."
        )

    def text(self, *lengths: int) -> str:
        """Sentences, some of them with a note."""
        said = self.words(*lengths)
        while self.chance.random() < 0.35:
            self.notes.append(self.words(4, 9, 20, 45))
            said += f"{call(len(self.notes))} {self.words(4, 20)}"
        return said

    def block(self) -> str:
        several = range(self.chance.randint(1, 5))
        names = ["p", "p", "p", "p", "ul", "rows", "table", "quote", "side", "fig", "panel"]
        match self.chance.choice(names):
            case "ul":
                return f"<ul>{''.join(f'<li>{self.text(6, 15, 40)}</li>' for _ in several)}</ul>"
            case "rows" | "table" as name:
                caption = f"<caption>{self.text(5)}</caption>" if name == "table" else ""
                rows = "".join(f"<tr><td>{self.text(5, 20)}</td></tr>" for _ in [*several] * 2)
                return (
                    f'<table class="data">{caption}<colgroup><col style="width:100%"/></colgroup>'
                    f'<thead><tr><th scope="col">A</th></tr></thead><tbody>{rows}</tbody></table>'
                )
            case "quote":
                return f"<blockquote><p>{self.text(30)}</p></blockquote>"
            case "side":
                return (
                    f'<aside class="callout"><p class="label">A</p><p>{self.text(20)}</p></aside>'
                )
            case "fig":
                caption = f"<figcaption>{self.text(6)}</figcaption>"
                return f'<figure>{caption}<img src="asset:map" alt="A map"/></figure>'
            case "panel":
                items = "".join(f"<li><p>{self.text(15)}</p></li>" for _ in several)
                return (
                    '<section class="judgements"><h3>J</h3>'
                    f'<ol class="judgements">{items}</ol></section>'
                )
            case _:
                return f"<p>{self.text(10, 30, 60)}</p>"

    def body(self, blocks: int = 24) -> str:
        return "<h2>A</h2>" + "".join(self.block() for _ in range(blocks))


@pytest.mark.parametrize("layout", ["book", "side"])
@pytest.mark.parametrize("seed", range(6))
def test_every_note_stands_once_and_with_its_call_or_a_page_after(seed: int, layout: str) -> None:
    written = Writing(seed)
    found = laid(written.body() + notes(*written.notes), layout)
    assert len(written.notes) > 10
    late = 0
    for n in range(1, len(written.notes) + 1):
        ((note,), (called, *_)) = on(found, f"note-{n}"), on(found, f"call-{n}")
        assert called <= note <= called + 1
        late += note > called
    assert late <= 1
    assert overlaps(found) == []


@pytest.mark.parametrize("seed", [1, 4, 5])
def test_notes_at_the_foot_take_hardly_more_pages_than_in_a_list(seed: int) -> None:
    written = Writing(seed)
    body, foot = written.body(48), notes(*written.notes)
    listed = laid(body + foot.replace('"footnotes">', '"notes"><h2>Notes</h2>'))
    assert listed.count <= laid(body + foot).count <= listed.count + 1


# --- references to pages -------------------------------------------------------------------------


SEE = '<p>See <a class="page" href="#end">the end</a>.</p>'
END = '<h2 id="end">The end</h2>'
PUT_OFF = f"{LINE * 26}<p>{'of ' * 30}tolls.{call(1)} {'of ' * 90}</p>{LINE * 4}{{}}{LINE * 36}"
"""The note of the second line has no room, and the line may not leave the first one."""


def test_a_note_is_put_off_where_its_line_has_to_stay() -> None:
    found = laid("<h2>A</h2>" + PUT_OFF.format("") + notes("said so and " * 36))
    assert (on(found, "call-1"), on(found, "note-1")) == ([1], [2])


def test_a_note_that_was_put_off_to_a_page_with_a_reference_is_not_lost() -> None:
    found = laid("<h2>A</h2>" + PUT_OFF.format(SEE) + END + notes("said so and " * 36))
    assert (on(found, "call-1"), on(found, "note-1")) == ([1], [2])
    assert "See the end (page 3)." in " ".join(pdf(found).pages[1].extract_text().split())


def test_numbers_of_pages_are_those_on_which_the_targets_stand() -> None:
    written = Writing(3)
    entry = '<li class="level-1"><a href="#end">The end</a></li>'
    nav = f'<nav class="contents"><h2>C</h2><ol>{entry}</ol></nav><h2>A</h2>'
    body = "".join(written.block() + SEE for _ in range(24))
    found = laid(nav + body + END + notes(*written.notes))
    text = " ".join(" ".join(page.extract_text().split()) for page in pdf(found).pages)
    page = found.page_of["end"]
    assert text.count(f"the end (page {page})") == 24 == text.count("(page")
    assert f"The end {page}" in text


def test_a_note_higher_than_a_page_is_refused() -> None:
    long = " ".join(WORDS * 200)
    assert told(lambda: laid(f"<p>a{call(1)}</p>" + notes(long))) == [
        "Bridges:1:1: note-1 cannot be set at the foot of a page. shorten it [W103]"
    ]


# --- how it looks to a reader --------------------------------------------------------------------


def test_a_note_begins_with_its_number_and_a_comma_parts_two_calls() -> None:
    found = laid(f"<p>Closed.{call(1)}<sup>,</sup>{call(2)}</p>" + notes("Said so.", "Again."))
    text = pdf(found).pages[0].extract_text()
    assert "Closed.1,2" in text
    assert "1 Said so." in text
    assert "2 Again." in text


def test_a_page_is_as_full_as_its_text_and_its_notes_are_high() -> None:
    bare, noted = laid("<p>a</p>"), laid(f"<p>a{call(1)}</p>" + notes("x"))
    note, rule = 10.4 + 2.5, 6 + 4 + 0.5  # the call makes its line no higher
    assert noted.used - bare.used == pytest.approx(note + rule, abs=0.1)
