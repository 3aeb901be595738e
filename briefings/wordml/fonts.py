"""Embedded fonts: TrueType files made unusable outside the file, as ECMA-376 part 4, 14.2.1 says.

The files go in whole and unchanged but for that; a font that its maker does not let be embedded
is refused, unless the theme names a family of the same widths that readers have anyway.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid5

from briefings.errors import ContentError, Place, Problem
from briefings.letters.scripts import readers
from briefings.library.typography import Font
from briefings.wordml.xml import Element, element, val, w

_KEYS = UUID("8f0b6f0e-8b0a-5d0c-9c37-5f3b5a3d7c11")
"""Name space of the keys that fonts are disguised with; each follows from the font's bytes."""
_DISGUISED = 32
_CHARSETS = {6: "B2", 5: "B1", 16: "DE"}
"""Arabic, Hebrew, Thai: bits of ulCodePageRange1 (OpenType, OS/2), and what Windows calls them."""
_TRUETYPE = b"\x00\x01\x00\x00"
_FORBIDDEN = 0x0002
"""Bit of fsType: restricted licence embedding (OpenType, OS/2)."""
_ITALIC, _BOLD = 0x01, 0x20
_FACES = {
    0: "embedRegular",
    _BOLD: "embedBold",
    _ITALIC: "embedItalic",
    _BOLD | _ITALIC: "embedBoldItalic",
}
"""Word's names of the four faces of a family, in the order of its schema."""


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a family, ready to be embedded."""

    slot: str
    key: str
    """GUID that it is disguised with."""
    data: bytes
    panose: str
    signature: tuple[str, ...]
    """Unicode ranges and code pages of OS/2, in hexadecimal."""


def faces(files: Sequence[Path]) -> tuple[Face, ...]:
    """The faces in *files*, at most one for each of Word's four.

    Raises:
        ContentError: a file is no TrueType font, or its licence bits forbid embedding.
    """
    read = [(path, path.read_bytes()) for path in files]
    problems = [problem for path, data in read for problem in _unfit(path, data)]
    if problems:
        raise ContentError(problems)
    found = {face.slot: face for face in (_face(data) for _, data in read)}
    return tuple(found[slot] for slot in _FACES.values() if slot in found)


def _unfit(path: Path, data: bytes) -> Iterator[Problem]:
    place = Place(str(path))
    if data[:4] != _TRUETYPE:
        what, remedy = (
            "is not a TrueType font, the only kind that Word embeds",
            "give its .ttf file",
        )
        yield Problem(place, "W201", f"{path.name} {what}", remedy)
    elif _number(_table(data, b"OS/2"), 8) & 0x000F == _FORBIDDEN:
        remedy = (
            "take a font whose licence allows it, such as one under the SIL Open Font License, "
            "or name as its twin a family of the same widths that readers have"
        )
        yield Problem(place, "W202", f"{path.name} may not be embedded (fsType)", remedy)


@lru_cache(maxsize=16)  # the faces of a theme, which all its files carry
def _face(data: bytes) -> Face:
    os2 = _table(data, b"OS/2")
    guid = uuid5(_KEYS, sha256(data).hexdigest())
    ranges = struct.unpack(">4I", os2[42:58]) + struct.unpack(">2I", os2[78:86])
    return Face(
        slot=_FACES[_number(os2, 62) & (_ITALIC | _BOLD)],
        key=f"{{{str(guid).upper()}}}",
        data=_disguised(data, guid),
        panose=os2[32:42].hex().upper(),
        signature=tuple(f"{value:08X}" for value in ranges),
    )


def _disguised(data: bytes, guid: UUID) -> bytes:
    """The first bytes combined with the key, taken from its last byte to its first."""
    key = guid.bytes[::-1] * 2
    head = bytes(a ^ b for a, b in zip(data[:_DISGUISED], key, strict=True))
    return head + data[_DISGUISED:]


def _table(data: bytes, tag: bytes) -> bytes:
    """One table of an sfnt file, empty where it has none."""
    for n in range(_number(data, 4)):
        name, _, offset, length = struct.unpack(">4s3I", data[12 + 16 * n : 28 + 16 * n])
        if name == tag:
            return data[offset : offset + length]
    return b""


def _number(data: bytes, offset: int) -> int:
    value: int = struct.unpack_from(">H", data, offset)[0] if len(data) >= offset + 2 else 0
    return value


def font_table(font: Font, embedded: Sequence[tuple[Face, str]]) -> Element:
    """``w:font``: what to take in place of a family, and its faces with their relations."""
    instead = next((name for name in font.fallback if name[0].isupper()), None)
    first = embedded[0][0] if embedded else None
    return w(
        "font",
        val("altName", instead) if instead else None,
        val("panose1", first.panose) if first else None,
        val("charset", _charset(first)),
        val("family", "roman" if "serif" in font.fallback else "swiss"),
        val("pitch", "variable"),
        _signature(first.signature) if first else None,
        *(
            element(f"w:{face.slot}", {"r:id": relation, "w:fontKey": face.key}, also=("r",))
            for face, relation in embedded
        ),
        name=font.in_word,
    )


def script_font(family: str) -> Font:
    """A family for another script, whose letters Times New Roman has on most machines.

    One of thousands of signs is never embedded: readers of the script have others like it.
    """
    theirs = readers(family)
    form = "sans-serif" if "Sans" in family else "serif"
    return Font(family=family, fallback=(theirs or "Times New Roman", form))


def embeds(font: Font) -> bool:
    """Whether a file that names *font* carries it."""
    return not (font.twin or readers(font.family))


def _charset(face: Face | None) -> str:
    """The character set of Windows that a family is for, by the code pages it covers (OS/2)."""
    pages = int(face.signature[4], 16) if face else 0
    return next((name for bit, name in _CHARSETS.items() if pages >> bit & 1), "00")


def _signature(values: Sequence[str]) -> Element:
    names = ("usb0", "usb1", "usb2", "usb3", "csb0", "csb1")
    return w("sig", **dict(zip(names, values, strict=True)))
