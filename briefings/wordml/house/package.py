"""A reference document read as what it is: a file from elsewhere, of which nothing is believed.

Everything that stands in the way of its use is told at once, before anything is written:

====  ==============================================================================================
code  what is refused
====  ==============================================================================================
R101  a file that is not there, or can't be read
R102  a file that is no Word document: no ZIP archive, or an archive of something else
R103  a document of Word 97 to 2003 (``.doc``)
R104  a document with a password
R105  a document in ISO's strict form
R106  a file that is too large, packed or unpacked
R107  a file that is damaged: broken XML, parts that are named and not there
R108  XML with a document type or entities of its own, which no Word writes
R109  a document without styles
====  ==============================================================================================
"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import NoReturn
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from briefings.errors import ContentError, Place, Problem
from briefings.library import shown
from briefings.wordml.xml import Element

MOST_PACKED = 50_000_000
"""Bytes that a reference document may have."""
MOST_UNPACKED = 200_000_000
"""Bytes that its parts may have together."""
MOST_PARTS = 2_000

TYPES = "[Content_Types].xml"
_XML = (".xml", ".rels", ".vml")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = b"http://purl.oclc.org/ooxml/"
_DOCX = "save it in Word as a Word document (.docx) or template (.dotx)"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part: its id, the last word of its type, and where it leads."""

    id: str
    kind: str
    target: str
    """Name of a part, or an address where it is *external*."""
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file by name; every one that is XML is well-formed."""

    file: str
    """The file as its user knows it."""
    parts: Mapping[str, bytes]
    main: str
    """Name of the main part, mostly ``word/document.xml``."""

    def tree(self, name: str) -> Element:
        """A part as elements."""
        return parsed(self.parts[name])

    def relations(self, name: str) -> tuple[Relation, ...]:
        """The relationships of a part; those of the package where *name* is empty."""
        path = relations_path(name)
        if path not in self.parts:
            return ()
        folder = posixpath.dirname(name)
        return tuple(_relation(e, folder) for e in self.tree(path).iterfind("{*}Relationship"))

    def related(self, name: str, kind: str) -> str | None:
        """Name of the part that *name* is related to by the one relationship of a kind."""
        found = (r.target for r in self.relations(name) if r.kind == kind and not r.external)
        return next((target for target in found if target in self.parts), None)

    def problem(self, code: str, what: str, remedy: str) -> Problem:
        """A problem with this file."""
        return Problem(Place(self.file), code, what, remedy)


def relations_path(name: str) -> str:
    """Name of the part that holds the relationships of another."""
    folder, _, leaf = name.rpartition("/")
    return f"{folder}/_rels/{leaf}.rels".lstrip("/")


def parsed(data: bytes) -> Element:
    """XML as elements; nothing it names is fetched or put in its place."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def read(path: Path) -> Package:
    """The Word file at *path*. Raises ContentError by the codes above."""
    file = shown(path)
    data = _bytes(path, file)
    _refuse_others(data, file)
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = dict(_unpacked(archive, file))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        _refuse(file, "R107", "the file is damaged: it can't be unpacked", _DOCX)
    if problems := [*_broken(parts, file)]:
        raise ContentError(problems)
    return _sound(Package(file, parts, _main(parts, file)))


def _refuse(file: str, code: str, what: str, remedy: str) -> NoReturn:
    raise ContentError(Problem(Place(file), code, what, remedy))


def _bytes(path: Path, file: str) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_PACKED + 1)
    except (OSError, ValueError) as error:
        reason = "there is no such file"
        if isinstance(error, IsADirectoryError):
            reason = "this is a folder, not a file"
        elif isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
            reason = f"the file can't be read: {(error.strerror or 'no reason known').lower()}"
        _refuse(file, "R101", reason, "name a Word document or template")
    if len(data) > MOST_PACKED:
        most = MOST_PACKED // 1_000_000
        _refuse(file, "R106", f"the file is larger than {most} MB", "make its pictures smaller")
    return data


def _refuse_others(data: bytes, file: str) -> None:
    """Refuse what is no ZIP archive, by the name of what it is."""
    if data.startswith(b"PK"):
        return
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            remedy = "save it without a password (File, Info, Protect Document)"
            _refuse(file, "R104", "the document is protected by a password", remedy)
        _refuse(file, "R103", "this is a document of Word 97 to 2003 (.doc)", _DOCX)
    known = ((b"{\\rtf", "an RTF file"), (b"%PDF", "a PDF"), (b"<", "a file of XML or HTML"))
    found = (name for start, name in known if data.lstrip()[:8].startswith(start))
    name = "empty" if not data else next(found, "something else")
    _refuse(file, "R102", f"this is no Word document, but {name}", _DOCX)


def _unpacked(archive: ZipFile, file: str) -> Iterator[tuple[str, bytes]]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_PARTS or sum(e.file_size for e in entries) > MOST_UNPACKED:
        _refuse_size(file)
    if any(entry.flag_bits & 1 for entry in entries):
        _refuse(file, "R104", "the archive is protected by a password", _DOCX)
    left = MOST_UNPACKED
    for entry in entries:
        data = _member(archive, entry, left)
        left -= len(data)
        if left < 0:
            _refuse_size(file)
        yield entry.filename.lstrip("/").replace("\\", "/"), data


def _member(archive: ZipFile, entry: ZipInfo, most: int) -> bytes:
    """The bytes of an entry, at most one more than *most*, whatever it says of its size."""
    with archive.open(entry) as stream:
        return stream.read(most + 1)


def _refuse_size(file: str) -> NoReturn:
    most = MOST_UNPACKED // 1_000_000
    what = f"the file holds more than {most} MB or {MOST_PARTS} parts when unpacked"
    _refuse(file, "R106", what, "take another, or make its pictures smaller")


def _broken(parts: Mapping[str, bytes], file: str) -> Iterator[Problem]:
    """Parts of XML that can't be read, or that say more than XML of Word does."""
    for name, data in parts.items():
        if not name.lower().endswith(_XML):
            continue
        try:
            tree = parsed(data)
        except etree.XMLSyntaxError as error:
            what = f"the file is damaged: {name} is broken XML ({error.msg})"
            yield Problem(Place(file), "R107", what, _DOCX)
            continue
        if tree.getroottree().docinfo.internalDTD is not None:
            what = f"{name} has a document type, which no Word writes"
            yield Problem(Place(file), "R108", what, "ask where the file comes from; save it anew")


def _main(parts: Mapping[str, bytes], file: str) -> str:
    if any(_STRICT in parts.get(name, b"") for name in ("word/document.xml", "_rels/.rels")):
        remedy = "save it as a Word document, not as a Strict Open XML document"
        _refuse(file, "R105", "the document is in the strict form of Open XML", remedy)
    main = Package(file, parts, "").related("", "officeDocument")
    if main is None or TYPES not in parts or not _is_word(parts[main]):
        _refuse(file, "R102", f"this is no Word document, but {_kind(parts)}", _DOCX)
    return main


def _is_word(data: bytes) -> bool:
    root = etree.QName(parsed(data))
    return root.localname == "document" and "wordprocessingml" in (root.namespace or "")


def _kind(parts: Mapping[str, bytes]) -> str:
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        return "a document of LibreOffice (OpenDocument)"
    for folder, name in (("xl/", "a workbook of Excel"), ("ppt/", "slides of PowerPoint")):
        if any(part.startswith(folder) for part in parts):
            return name
    return "another archive"


def _sound(package: Package) -> Package:
    """*package*, if all its relationships lead somewhere and it has styles."""
    problems = [
        package.problem("R107", f"the file is damaged: {r.target} is not there", _DOCX)
        for name in ("", *package.parts)
        for r in package.relations(name)
        if r.kind in ("header", "footer", "styles", "numbering", "theme", "settings")
        if not r.external and r.target not in package.parts
    ]
    if not problems and package.related(package.main, "styles") is None:
        what = "the document has no styles, so there is nothing to take from it"
        problems.append(package.problem("R109", what, _DOCX))
    if problems:
        raise ContentError(problems)
    return package


def _relation(found: Element, folder: str) -> Relation:
    target = found.get("Target", "")
    external = found.get("TargetMode") == "External"
    if not external:
        absolute = target.startswith("/")
        joined = target if absolute else posixpath.join("/", folder, target)
        target = posixpath.normpath(joined).lstrip("/")
    kind = found.get("Type", "").rpartition("/")[2]
    return Relation(found.get("Id", ""), kind, target, external)
