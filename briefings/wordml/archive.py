"""The packed file: the same bytes whenever, wherever and however often it is written."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can tell."""
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_READABLE = 0o600 << 16


def packed(document: WordDocument, instead: Mapping[str, bytes]) -> bytes:
    """The bytes of *document*; *instead* gives parts that were left empty until now, by name."""
    saved = BytesIO()
    document.save(saved)
    return repacked(saved.getvalue(), instead)


def repacked(package: bytes, instead: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """*package* as it is always written, with the parts *instead* in place of its own."""
    out = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda n: (n not in _FIRST, n)):
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = _READABLE
            entry.create_system = 0
            target.writestr(entry, instead.get(name) or source.read(name))
    return out.getvalue()
