"""What is asked of every font before anything is printed: its family, its face, its characters.

Three tables of the file format tell it (ISO/IEC 14496-22). They are read here, since to load a
whole library of fonts for them takes longer than all else that content is checked for. What is
written in one of the rarer ways is None, for that library to read.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TypeVar

FAMILY = 1
"""Number of the family in a font's table of names."""

_KINDS = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_WINDOWS_ENGLISH, _MAC_ENGLISH = (3, 0x409), (1, 0)
_ENCODINGS = {
    **{(0, number): "utf-16-be" for number in range(7)},
    **{(3, number): "utf-16-be" for number in (0, 1, 10)},
    (1, 0): "mac-roman",
}
"""By platform and encoding."""
_MAPS = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
"""Maps of characters by platform and encoding, the fullest first."""
_SELECTION = 62  # where OS/2 has fsSelection
_LAST = 0x10FFFF  # of all code points

Tables = Callable[[bytes], bytes]
"""A table of a font by its tag; nothing if it has none of that name."""

Answer = TypeVar("Answer")


def asked(path: Path, question: Callable[[Tables], Answer | None]) -> Answer | None:
    """What *question* finds in the font file at *path*. Raises OSError."""
    with path.open("rb") as stream:
        try:
            return question(_tables(stream))
        except (struct.error, UnicodeDecodeError):  # it is cut off, or written otherwise
            return None


def _tables(stream: BinaryIO) -> Tables:
    kind, count = struct.unpack(">4sH6x", stream.read(12))
    head = stream.read(16 * count) if kind in _KINDS else b""
    places = {tag: (at, size) for tag, at, size in struct.iter_unpack(">4s4xLL", head)}

    def table(tag: bytes) -> bytes:
        at, size = places.get(tag, (0, 0))
        stream.seek(at)
        return stream.read(size)

    return table


def family(tables: Tables) -> str | None:
    """The name of the family, the English one of Windows if there are several."""
    table = tables(b"name")
    count, begin = struct.unpack_from(">2xHH", table)
    named: dict[tuple[int, int], str] = {}
    for entry in struct.iter_unpack(">6H", table[6 : 6 + 12 * count]):
        platform, encoding, language, number, size, at = entry
        if number != FAMILY:
            continue
        written = table[begin + at : begin + at + size]
        if (platform, encoding) not in _ENCODINGS or (platform == 1 and language):
            return None
        name = written.decode(_ENCODINGS[platform, encoding])
        if len(written) < size or not name or "\0" in name:
            return None
        named.setdefault((platform, language), name)
        some = name
    if not named:
        return None
    return named.get(_WINDOWS_ENGLISH) or named.get(_MAC_ENGLISH) or some


def selection(tables: Tables) -> int | None:
    """The bits of OS/2 that say, with others, whether it is bold and whether italic."""
    found: int = struct.unpack_from(">H", tables(b"OS/2"), _SELECTION)[0]
    return found


def features(tables: Tables) -> frozenset[str]:
    """Tags of what the font can do with glyphs in place of others (OpenType, GSUB): ``smcp``."""
    table = tables(b"GSUB")
    if not table:
        return frozenset()
    at = struct.unpack_from(">6xH", table)[0]
    count = struct.unpack_from(">H", table, at)[0]
    records = struct.iter_unpack(">4s2x", table[at + 2 : at + 2 + 6 * count])
    return frozenset(tag.decode("latin-1") for (tag,) in records)


def characters(tables: Tables) -> frozenset[int] | None:
    """The code points that there is a glyph for."""
    table = tables(b"cmap")
    count = struct.unpack_from(">2xH", table)[0]
    entries = [*struct.iter_unpack(">HHL", table[4 : 4 + 8 * count])]
    places = {(platform, encoding): at for platform, encoding, at in reversed(entries)}
    at = next((places[best] for best in _MAPS if best in places), None)
    if at is None:
        return None
    form = struct.unpack_from(">H", table, at)[0]
    if form == 4:
        return frozenset(_in_segments(table, at))
    if form == 12:
        groups = [*_in_groups(table, at)]
        if all(group.stop <= _LAST + 1 for group in groups):
            return frozenset(chain.from_iterable(groups))
    return None


def _in_segments(table: bytes, at: int) -> Iterator[int]:
    """Code points of the basic plane (format 4) that have another glyph than the missing one."""
    size, double = struct.unpack_from(">2xH2xH", table, at)
    count, map_ = double // 2, table[at : at + size]
    ends = struct.unpack_from(f">{count}H", map_, 14)
    begins, steps, offsets = struct.iter_unpack(f">{count}H", map_[16 + double : 16 + 4 * double])
    for n in range(count - 1):  # the last one only ends the map
        codes = range(begins[n], ends[n] + 1)
        glyphs: Iterator[int] | range | tuple[int, ...] = codes
        if offsets[n]:
            where = 16 + 3 * double + 2 * n + offsets[n]
            glyphs = struct.unpack_from(f">{len(codes)}H", map_, where)
        for code, glyph in zip(codes, glyphs, strict=True):
            if (glyph or not offsets[n]) and (glyph + steps[n]) & 0xFFFF:
                yield code


def _in_groups(table: bytes, at: int) -> Iterator[range]:
    """Runs of code points of all planes (format 12), without one that has the missing glyph."""
    count = struct.unpack_from(">L", table, at + 12)[0]
    for first, last, glyph in struct.iter_unpack(">LLL", table[at + 16 : at + 16 + 12 * count]):
        yield range(first + (glyph == 0), last + 1)
