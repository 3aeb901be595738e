"""Telling: the account of a fit in lines for people, and as data for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from math import ceil, floor
from typing import Any

from briefings.edition.account import Account, Entry, Point, Unit
from briefings.model.parts import PRIORITIES

EXACT = 2
"""Decimals of lengths and shares for machines."""

TRACE = 1e-6
"""Room that is a trace of arithmetic."""

HEAD = ("part", "type", "priority", "wording", "size", "decided by")
AT = ("pages", "lost: must", "should", "could", "shortened")

Section = tuple[str, tuple[str, ...]]
"""A heading, and the lines below it."""


def sections(account: Account, points: Sequence[Point]) -> Iterator[Section]:
    """The account for people; sections with nothing to tell are not there."""
    yield "parts", _columns([HEAD, *(_row(entry, account) for entry in account.entries)], {4})
    gone = [entry for entry in account.entries if entry.decided == "length"]
    if gone:
        yield f"gave way to {account.asked}", _columns([_lost(entry, account) for entry in gone])
    if account.free is not None:
        yield "room", tuple(_room(account))
    if points:
        yield "in other numbers of pages", _curve(points)


def _row(entry: Entry, account: Account) -> Sequence[str]:
    size = "" if entry.size is None else _amount(round(entry.size), account.unit)
    said = entry.wording or ("-" if entry.there else "left out")
    return entry.key, entry.what, entry.priority, said, size, entry.decided


def _lost(entry: Entry, account: Account) -> Sequence[str]:
    fate = f"{entry.wording}, not {entry.longest}" if entry.there else "left out"
    return entry.key, entry.priority, fate, _wanted(entry, account)


def _wanted(entry: Entry, account: Account) -> str:
    if entry.needs is None:
        return "far out of reach"
    needs, lacks, free = entry.needs, entry.lacks or 0.0, account.free or 0.0
    told = f"needs {_up(needs, account.unit)}; {_free(account)}"
    if lacks > TRACE and needs <= free:
        told += f", but it would push {_up(lacks, account.unit)} off the last page"
    return told


def _room(account: Account) -> Iterator[str]:
    if account.pages:
        shares = (f"page {n} {floor(100 * p + TRACE)} %" for n, p in enumerate(account.pages, 1))
        stretch = round(100 * (account.stretch - 1), 1)
        yield ", ".join(shares) + (f"; spaces stretched by {stretch:g} %" if stretch else "")
    kept = f"; {_up(account.reserve, account.unit)} in reserve" if account.reserve > TRACE else ""
    yield _free(account) + kept


def _curve(points: Sequence[Point]) -> tuple[str, ...]:
    rows = [[str(p.pages), *_counts(p)] for p in points if not p.over]
    aligned = iter(_columns([AT, *rows], set(range(len(AT)))))
    lines = [next(aligned)]
    for point in points:
        short = f"{point.pages:>{len(AT[0])}}  what must stay is {_up(point.over, 'pt')} too long"
        lines.append(short if point.over else next(aligned))
    return tuple(lines)


def _counts(point: Point) -> Iterator[str]:
    yield from (str(point.lost[priority]) for priority in PRIORITIES)
    yield str(point.shortened)


def _free(account: Account) -> str:
    room = floor((account.free or 0.0) + TRACE)
    return f"{_amount(room, account.unit)} {'is' if room == 1 else 'are'} free"


def _up(room: float, unit: Unit | None) -> str:
    return _amount(ceil(room - TRACE), unit)


def _amount(room: int, unit: Unit | None) -> str:
    return f"{room} {'word' if unit == 'words' and room == 1 else unit}"


def _columns(
    rows: Sequence[Sequence[str]], right: Sequence[int] | set[int] = ()
) -> tuple[str, ...]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return tuple(
        "  ".join(
            text.rjust(width) if number in right else text.ljust(width)
            for number, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def record(account: Account, points: Sequence[Point]) -> dict[str, Any]:
    """All of the account, and the points of the curve."""
    found = {name: _exact(getattr(account, name)) for name in ("free", "reserve", "stretch")}
    return {
        "asked": account.asked,
        "unit": account.unit,
        **found,
        "pages": [_exact(share) for share in account.pages],
        "parts": [_part(entry) for entry in account.entries],
        "curve": [{**asdict(point), "over": _exact(point.over)} for point in points],
    }


CHOSEN = frozenset({"must", "fits", "length"})
"""What decides about parts that there were to choose from; all else, whether they were there."""


def summary(account: Account) -> dict[str, Any]:
    """What a manifest says of it: nothing of parts that were withheld before there was a choice,
    so that it changes with the edition alone.
    """
    names = "id", "in", "wording", "size", "decided"
    whole = record(account, ())
    kept = {name: whole[name] for name in ("asked", "unit", "free", "pages", "stretch")}
    chosen = [part for part in whole["parts"] if part["decided"] in CHOSEN]
    return {**kept, "parts": [{name: part[name] for name in names} for part in chosen]}


def _part(entry: Entry) -> dict[str, Any]:
    sizes = {name: _exact(getattr(entry, name)) for name in ("size", "needs", "lacks")}
    own = {name: getattr(entry, name) for name in ("what", "priority", "wording", "longest")}
    return {"id": entry.key, "in": entry.there, **own, **sizes, "decided": entry.decided}


def _exact(number: float | None) -> float | None:
    return None if number is None else round(number, EXACT) + 0.0
