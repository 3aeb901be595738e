"""Tables that Word can draw (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Iterator

from briefings.wordml.lint.file import File, all_of, child, children, get, value
from briefings.wordml.lint.finding import Finding, Findings
from briefings.wordml.xml import Element, qualified

_MARKS = frozenset(
    qualified(f"w:{name}")
    for name in (
        *("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"),
        *("permStart", "permEnd", "proofErr"),
    )
)
"""What stands between blocks without being one."""


def tables(file: File) -> Findings:
    """A table has columns and rows, and is not joined with another."""
    for part, tree in file.stories():
        for table in all_of(tree, "w:tbl"):
            grid = child(table, "w:tblGrid")
            columns = 0 if grid is None else len(list(children(grid, "w:gridCol")))
            rows = list(children(table, "w:tr"))
            if not columns:
                yield Finding(part, "has a table without columns")
            if not rows:
                yield Finding(part, "has a table without rows")
            for what in _rows(rows, columns):
                yield Finding(part, what)
            after = (e for e in table.itersiblings() if e.tag not in _MARKS)
            following = next(after, None)
            if following is not None and following.tag == table.tag:
                yield Finding(part, "has two tables that Word would join")


def cells(file: File) -> Findings:
    """A cell ends in a paragraph; marks such as the end of a bookmark may follow it."""
    for part, tree in file.stories():
        for cell in all_of(tree, "w:tc"):
            blocks = (e for e in cell.iterchildren(reversed=True) if e.tag not in _MARKS)
            last = next(blocks, None)
            if last is None or last.tag != qualified("w:p"):
                yield Finding(part, "has a cell that does not end in a paragraph")


_Cell = tuple[int, int, str]
"""Column, number of columns, and how it is joined with the cell above: not, begun, or on."""


def _rows(rows: list[Element], columns: int) -> Iterator[str]:
    above: set[tuple[int, int]] = set()
    for row in rows:
        found, width = _spread(row)
        if not found:
            yield "has a row without cells"
        elif width != columns:
            yield f"has a row of {width} columns in a table of {columns}"
        joined = {(at, span): how for at, span, how in found if how}
        if any(how == "on" and place not in above for place, how in joined.items()):
            yield "has a cell joined with one above it that is not there"
        above = {*joined}


def _spread(row: Element) -> tuple[list[_Cell], int]:
    """The cells of a row, and how many columns they take with what is left free beside them."""
    at = _number(value(row, "w:trPr", "w:gridBefore"), 0)
    found: list[_Cell] = []
    for cell in children(row, "w:tc"):
        span, joined = _reach(child(cell, "w:tcPr"))
        found.append((at, span, joined))
        at += span
    return found, at + _number(value(row, "w:trPr", "w:gridAfter"), 0)


def _reach(properties: Element | None) -> tuple[int, str]:
    """How many columns a cell takes, and how it is joined with the one above."""
    span, joined = 1, ""
    for own in () if properties is None else properties:
        if own.tag == qualified("w:gridSpan"):
            span = _number(get(own), 1)
        elif own.tag == qualified("w:vMerge"):
            joined = "begun" if get(own) == "restart" else "on"
    return span, joined


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() else otherwise
