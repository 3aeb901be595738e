"""The packed file: the same bytes whenever, wherever and however often it is written.

Word files of one theme carry the same fonts, and files of one content the same pictures. Packing
these takes longer than all else in a file, so what was packed lately is kept as it is packed.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from struct import Struct
from types import MappingProxyType
from typing import Any
from zipfile import ZipFile

from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter

_FIRST = ("[Content_Types].xml", "_rels/.rels")

_LOCAL, _CENTRAL, _END = Struct("<4s5H3L2H"), Struct("<4s4B4H3L5H2L"), Struct("<4s4H2LH")
"""Records of a ZIP archive (PKWARE's APPNOTE, 4.3.7, 4.3.12, 4.3.16)."""
_VERSION, _DEFLATED, _UTF_8 = 20, 8, 0x800
_DATE = 1 << 5 | 1
"""1 January 1980, the earliest day that a ZIP archive can tell; its time of day is 0."""
_READABLE = 0o600 << 16

_LARGE = range(2**13, 2**20)
"""Bytes of parts that are worth keeping, and not too many to keep."""
_KEPT = 48
"""How many such parts are kept; fonts of a theme are a dozen, of a quarter of a megabyte each."""


def packed(document: WordDocument, instead: Mapping[str, bytes]) -> bytes:
    """The bytes of *document*; *instead* gives parts that were left empty until now, by name."""
    package = document.part.package
    parts = _Parts()
    for part in package.parts:
        part.before_marshal()
    writer: Any = PackageWriter  # in steps that it keeps for itself, or it would pack as well
    writer._write_content_types_stream(parts, package.parts)
    writer._write_pkg_rels(parts, package.rels)
    writer._write_parts(parts, package.parts)
    return archive({**parts, **instead})


class _Parts(dict[str, bytes]):
    """Parts by name, in place of the file that python-docx writes them to."""

    def write(self, name: PackURI, data: bytes) -> None:
        """Keep one part."""
        self[name.membername] = data


def repacked(package: bytes, instead: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """*package* as it is always written, with the parts *instead* in place of its own."""
    with ZipFile(BytesIO(package)) as source:
        return archive({name: source.read(name) for name in source.namelist()} | {**instead})


def archive(parts: Mapping[str, bytes]) -> bytes:
    """*parts*, by name, as a ZIP archive."""
    body, directory = bytearray(), bytearray()
    names = sorted(parts, key=lambda name: (name not in _FIRST, name))
    for name in names:
        data = parts[name]
        coded = name.encode()
        flags = 0 if name.isascii() else _UTF_8
        sum, small = deflated(data)
        about = flags, _DEFLATED, 0, _DATE, sum, len(small), len(data), len(coded), 0
        head = b"PK\1\2", _VERSION, 0, _VERSION, 0
        directory += _CENTRAL.pack(*head, *about, 0, 0, 0, _READABLE, len(body)) + coded
        body += _LOCAL.pack(b"PK\3\4", _VERSION, *about) + coded + small
    end = _END.pack(b"PK\5\6", 0, 0, len(names), len(names), len(directory), len(body), 0)
    return bytes(body + directory + end)


def deflated(data: bytes) -> tuple[int, bytes]:
    """The checksum of *data*, and *data* packed; what is large is packed once."""
    return _deflated(data) if len(data) in _LARGE else _deflate(data)


def _deflate(data: bytes) -> tuple[int, bytes]:
    """The checksum of *data*, and *data* packed."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return zlib.crc32(data), packer.compress(data) + packer.flush()


_deflated = lru_cache(maxsize=_KEPT)(_deflate)
