"""A report ten times as long as any: chapters of prose, lists, tables, charts and footnotes.

All of it follows from the numbers below, so that every run makes the same document.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count as counted

from briefings.document import (
    Asset,
    Block,
    Cell,
    ChartData,
    ChartSeries,
    Contents,
    ContentsEntry,
    Document,
    Emphasis,
    Figure,
    Group,
    Heading,
    Inlines,
    Label,
    Link,
    List,
    ListItem,
    Note,
    NoteCall,
    Notes,
    Paragraph,
    Strong,
    Table,
    Text,
)
from wordfile import document, said, words

CHAPTERS = 50
TABLES, CHARTS, NOTES = 4, 2, 10
"""What a chapter has of each."""
LEVELS = 7
"""Levels of lists in lists."""

SENTENCE = "The two sides met again, and what they said of the border differed from day to day. "


class _Made:
    """What has been numbered so far."""

    def __init__(self) -> None:
        self.note, self.table, self.figure = counted(1), counted(1), counted(1)
        self.notes: list[Note] = []

    def call(self) -> NoteCall:
        number = next(self.note)
        link = Link(f"https://example.org/{number}", words("the record"))
        emphasis = Emphasis(words("Minutes"))
        content = (Text("See "), link, Text(", "), emphasis, Text(f", p. {number}."))
        self.notes.append(Note(f"note-{number}", number, content))
        return NoteCall(f"call-{number}", number, f"note-{number}")


def stress(count: int = CHAPTERS) -> Document:
    """So many chapters of about six pages, with lists of seven levels.

    Fifty are over 300 pages with 200 tables, 100 charts and 500 footnotes.
    """
    made = _Made()
    chapters = [*_chapters(count, made)]
    entries = tuple(
        ContentsEntry(1, (Label("number", words(str(n))), Text(f" Chapter {n}")), f"chapter-{n}")
        for n in range(1, count + 1)
    )
    tables = tuple(
        ContentsEntry(1, words(f"Table {n}. What was agreed"), f"table-{n}")
        for n in range(1, TABLES * count + 1)
    )
    return document(
        Heading(1, words("Everything that was ever said")),
        Contents(entries, Heading(2, words("Contents"))),
        Contents(tables, Heading(2, words("Tables")), "tables"),
        *chapters,
        Notes(None, tuple(made.notes), None, "footnotes"),
        layout="book",
        numbered=True,
        assets={"chart": chart()},
        marking="TLP:AMBER",
    )


def chart() -> Asset:
    """A chart of two series."""
    places = tuple(f"Place {n}" for n in range(1, 6))
    series = tuple(
        ChartSeries(name, tuple(float(n * n + more) for n in range(5)), (True,) * 5)
        for name, more in (("Spring", 3), ("Autumn", 8))
    )
    data = ChartData(
        form="bar",
        upright=True,
        heading="Place",
        categories=places,
        series=series,
        total="",
        places=0,
        number="{number}",
        axis=False,
        ends=(0, None),
        step=10,
        keyed=True,
        named=False,
        lifts=(),
        width=400,
        height=180,
        area=(0, 20, 400, 140),
        gap=0.8,
        every=1,
    )
    return Asset("image/svg+xml", b"<svg/>", 400, 180, chart=data)


def _chapters(count: int, made: _Made) -> Iterator[Block]:
    for n in range(1, count + 1):
        yield Group("chapter", tuple(_chapter(n, made)))


def _chapter(n: int, made: _Made) -> Iterator[Block]:
    yield Heading(2, words(f"Chapter {n}"), f"chapter-{n}", str(n))
    for part in range(1, 5):
        yield Heading(3, words(f"Part {part}"), f"part-{n}-{part}", f"{n}.{part}")
        for _ in range(2):
            yield Paragraph((Text(SENTENCE * 6), made.call(), Text(SENTENCE * 5)))
        if part < 3:
            yield Paragraph((Text(SENTENCE * 2), made.call()))
        yield from (said(SENTENCE * 6) for _ in range(4))
        yield _table(next(made.table))
        if part % 2:
            yield _figure(next(made.figure))
    yield _nested(LEVELS)


def _caption(word: str, number: int, title: str) -> Inlines:
    label = (Text(f"{word} "), Label("number", words(str(number))), Text("."))
    return (Strong(label), Text(f" {title}"))


def _table(number: int) -> Table:
    head = tuple(Cell(words_in(text), "column") for text in ("Place", "What was agreed", "Days"))
    rows = tuple(
        (
            Cell(words_in(f"Place {row}"), "row"),
            Cell(words_in(SENTENCE)),
            Cell(words_in(str(row * number)), align="right"),
        )
        for row in range(1, 6)
    )
    caption = _caption("Table", number, "What was agreed")
    return Table("data", (25, 60, 15), head, rows, caption, f"table-{number}")


def words_in(text: str) -> tuple[Paragraph]:
    """A cell's content."""
    return (said(text.strip()),)


def _figure(number: int) -> Figure:
    return Figure(
        "chart", "It rises.", _caption("Figure", number, "Days of talks"), f"fig-{number}"
    )


def _nested(levels: int) -> List:
    inner = (_nested(levels - 1),) if levels > 1 else ()
    first = ListItem((said(f"A point {levels} levels deep."), *inner))
    return List((first, ListItem((said("And another."),))), ordered=levels % 2 == 0)
