"""Messages between a process and the engine's own: JSON, with what is bytes behind it.

Nothing that is read here can be anything but data, whoever wrote it; what does not have the form
expected raises ValueError, KeyError or TypeError.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from briefings.engine import Columns, File, Laid, Measured, Sheet
from briefings.galley import Along, Frame, Held, Lines
from briefings.galley.makeup import Step
from briefings.meta import Meta

_LENGTH = struct.Struct(">Q")
_PLAIN = tuple(field for field in fields(Frame) if field.name != "matter")


def message(said: object, *parts: bytes) -> bytes:
    """*said*, which is what JSON can say, and *parts* behind it."""
    head = json.dumps([said, [len(part) for part in parts]]).encode()
    return b"".join((_LENGTH.pack(len(head)), head, *parts))


def opened(message: bytes) -> tuple[Any, list[bytes]]:
    """What :func:`message` was made of."""
    begin = _LENGTH.size + _LENGTH.unpack_from(message)[0]
    said, lengths = json.loads(message[_LENGTH.size : begin])
    parts = []
    for length in lengths:
        parts.append(message[begin : begin + length])
        begin += length
    return said, parts


def question(do: str, seconds: float, sheet: Sheet, columns: Columns | None = None) -> bytes:
    """What the engine is asked to *do* with *sheet*, for which it may compute so many seconds."""
    files = [(address, file.media_type) for address, file in sheet.files.items()]
    said = {
        "do": do,
        "seconds": seconds,
        "html": sheet.html,
        "files": files,
        "notes": sheet.notes,
        "in_columns": sheet.columns,
        "meta": asdict(sheet.meta),
        "columns": _columns_said(columns) if columns else None,
    }
    return message(said, *(file.data for file in sheet.files.values()))


def asked(question: bytes) -> tuple[str, float, Sheet, Columns | None]:
    """What :func:`question` was made of."""
    said, parts = opened(question)
    pairs = zip(said["files"], parts, strict=True)
    files = {address: File(media_type, data) for (address, media_type), data in pairs}
    more = tuple(said["notes"]), int(said["in_columns"]), _meta(said["meta"])
    sheet = Sheet(said["html"], files, *more)
    columns = _columns(said["columns"]) if said["columns"] else None
    return said["do"], said["seconds"], sheet, columns


def laid_said(laid: Laid) -> dict[str, object]:
    """An extent as JSON says it."""
    return {field.name: getattr(laid, field.name) for field in fields(laid)}


def laid(said: Mapping[str, Any]) -> Laid:
    """The extent that :func:`laid_said` said."""
    return Laid(
        count=int(said["count"]),
        page_of={str(name): int(page) for name, page in said["page_of"].items()},
        used=float(said["used"]),
        height=float(said["height"]),
        misplaced=tuple(map(str, said["misplaced"])),
        turn=None if said["turn"] is None else int(said["turn"]),
    )


def measured_said(found: Measured) -> object:
    """Frames as JSON says them."""
    parts = [
        (held.key, held.nth, [(rank, _entry_said(frame)) for rank, frame in frames.items()])
        for held, frames in found.parts.items()
    ]
    return [_entry_said(found.root), parts]


def measured(said: Sequence[Any]) -> Measured:
    """The frames that :func:`measured_said` said."""
    root, parts = said
    frames = {
        Held(key, nth): {rank: _frame(frame) for rank, frame in ranks} for key, nth, ranks in parts
    }
    return Measured(_frame(root), frames)


def _meta(said: Mapping[str, Any]) -> Meta:
    listed = {name: tuple(value) for name, value in said.items() if isinstance(value, list)}
    return Meta(**{**said, **listed})


# --- columns and frames --------------------------------------------------------------------------


def _columns_said(columns: Columns) -> object:
    callers = [(note, sorted(who)) for note, who in columns.callers.items()]
    variants = [
        (ranks, [(*call, note) for call, note in named.items()])
        for ranks, named in columns.variants
    ]
    return [callers, variants]


def _columns(said: Sequence[Any]) -> Columns:
    callers, variants = said
    return Columns(
        {note: frozenset((key, rank) for key, rank in who) for note, who in callers},
        tuple(
            (ranks, {(part, called): note for part, called, note in named})
            for ranks, named in variants
        ),
    )


def _entry_said(entry: Lines | Frame | Held | Along) -> object:
    match entry:
        case Lines(heights, calls):
            return [heights, calls]
        case Held(key, nth):
            return [key, nth]
        case Along(who, frame):
            return [sorted(who), _entry_said(frame)]
        case Frame():
            own = ((field.name, getattr(entry, field.name)) for field in _PLAIN)
            defaults = {field.name: field.default for field in _PLAIN}
            plain = {name: value for name, value in own if value != defaults[name]}
            return {**plain, "matter": [_entry_said(inner) for inner in entry.matter]}


def _entry(said: Any) -> Lines | Frame | Held | Along:
    match said:
        case dict():
            return _frame(said)
        case [str(key), int(nth)]:
            return Held(key, nth)
        case [who, dict(frame)]:
            return Along(frozenset((key, rank) for key, rank in who), _frame(frame))
        case _:
            heights, calls = said
            return Lines(tuple(heights), tuple(tuple(names) for names in calls))


def _frame(said: Mapping[str, Any]) -> Frame:
    matter = tuple(_entry(inner) for inner in said["matter"])
    step = {"step": Step(*said["step"])} if "step" in said else {}
    return Frame(**{**said, **step, "matter": matter})
