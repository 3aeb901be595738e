"""The packed file: an ordinary ZIP archive, the same however often it is written."""

from __future__ import annotations

from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from briefings.wordml.archive import archive, repacked

FONT = Random(1).randbytes(10_000)
PARTS = {"word/b.xml": b"<b/>" * 50, "word/font.odttf": FONT, "_rels/.rels": b"", "ü.xml": b"<u/>"}


def test_what_is_packed_can_be_unpacked_by_anyone() -> None:
    with ZipFile(BytesIO(archive(PARTS))) as packed:
        assert packed.testzip() is None
        assert {name: packed.read(name) for name in packed.namelist()} == PARTS


def test_what_tells_about_a_file_stands_first_in_it() -> None:
    with ZipFile(BytesIO(archive(PARTS))) as packed:
        names = ["_rels/.rels", "word/b.xml", "word/font.odttf", "ü.xml"]
        assert packed.namelist() == names


def test_it_is_packed_as_python_packs_it() -> None:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as target:
        for name in ("_rels/.rels", "word/b.xml", "word/font.odttf", "ü.xml"):
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            entry.external_attr = 0o600 << 16
            target.writestr(entry, PARTS[name])
    assert archive(PARTS) == file.getvalue()


def test_a_second_time_it_is_the_same() -> None:
    assert archive(PARTS) == archive(PARTS) == repacked(archive(PARTS))


def test_parts_stand_in_place_of_others() -> None:
    with ZipFile(BytesIO(repacked(archive(PARTS), {"word/b.xml": b"<c/>"}))) as packed:
        assert packed.read("word/b.xml") == b"<c/>"
        assert packed.read("word/font.odttf") == FONT
