"""What a PDF says of itself, and what makes it one to keep."""

from __future__ import annotations

import zlib
from types import SimpleNamespace
from typing import Any

import pydyf
import pytest
from lxml import etree

from briefings.document import Meta
from briefings.engine.archive import end_clearly, ends_clearly
from briefings.engine.within import Within
from briefings.engine.xmp import PREFIXES, packet
from tagged import Tagged, tagged
from tagging_sample import laid


@pytest.fixture(scope="module")
def found() -> Tagged:
    return tagged(laid('<h1>T</h1><figure><img src="asset:map" alt="A map"/></figure>').pdf())


def said(meta: Meta, path: str) -> list[str]:
    """What the packet of *meta* has at *path*."""
    root = etree.fromstring(packet(meta, "An engine"))
    return [str(element.text) for element in root.iterfind(f".//{path}", PREFIXES)]


META = Meta("Gates & <bridges>", "en-GB", "Note", authors=("Anna", "Björn"), keywords=("a", "b"))


def test_a_file_claims_both_standards() -> None:
    claims = ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")
    assert [said(META, claim) for claim in claims] == [["3"], ["A"], ["1"]]


def test_metadata_say_what_the_document_does() -> None:
    assert said(META, "dc:title/rdf:Alt/rdf:li") == ["Gates & <bridges>"]
    assert said(META, "dc:creator/rdf:Seq/rdf:li") == ["Anna", "Björn"]
    assert said(META, "dc:language/rdf:Bag/rdf:li") == ["en-GB"]
    assert said(META, "pdf:Keywords") == ["a, b"]


def test_what_a_document_does_not_say_is_in_no_metadata() -> None:
    for name in ("xmp:CreateDate", "xmp:ModifyDate", "dc:description"):
        assert said(META, name) == []


def test_an_organisation_is_the_author_of_what_has_none() -> None:
    meta = Meta("T", "en-GB", "Note", organisation="Road Office")
    assert said(meta, "dc:creator/rdf:Seq/rdf:li") == ["Road Office"]


def test_metadata_can_be_read_without_unpacking_anything(found: Tagged) -> None:
    root: Any = found.file.trailer["/Root"]
    assert "/Filter" not in root["/Metadata"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_colours_are_those_of_one_profile_in_the_file(found: Tagged) -> None:
    root: Any = found.file.trailer["/Root"]
    (intent,) = root["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_data()[16:20] == b"RGB "


def test_pictures_are_not_smoothed(found: Tagged) -> None:
    pictures: Any = found.file.pages[0]["/Resources"]
    drawn = [picture.get_object() for picture in pictures["/XObject"].values()]
    assert [picture["/Interpolate"] for picture in drawn] == [False]


def test_the_title_is_shown_and_the_tabs_go_by_the_structure(found: Tagged) -> None:
    root: Any = found.file.trailer["/Root"]
    assert root["/ViewerPreferences"] == {"/DisplayDocTitle": True}
    assert [str(page["/Tabs"]) for page in found.file.pages] == ["/S"]


def test_the_same_pages_give_the_same_bytes_however_often_they_are_written() -> None:
    pages = laid("<h1>T</h1><p>x</p>")
    assert pages.pdf() == pages.pdf()


@pytest.mark.parametrize(("held", "ends"), [(b"o" * 7, 10), (b"g" * 20, 13), (b"e" * 28, 13)])
def test_no_stream_ends_in_what_a_reader_takes_for_the_line_break_after_it(
    held: bytes, ends: int
) -> None:
    stream = pydyf.Stream([held], {"Length1": len(held)}, compress=True)
    assert stream.data.removesuffix(b"\nendstream")[-1] == ends
    end_clearly(SimpleNamespace(objects=[pydyf.Dictionary(), stream]))
    assert stream.data.removesuffix(b"\nendstream")[-1] not in (10, 13)
    (packed,) = stream.stream
    assert zlib.decompress(packed) == held + b"\n" * (stream.extra["Length1"] - len(held))
    assert stream.extra["Length1"] > len(held)


def test_each_stream_of_a_file_is_compressed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, begin = [], zlib.compressobj

    def counted(*how: Any, **named: Any) -> Any:
        begun.append(how)
        return begin(*how, **named)

    page = laid("<h1>T</h1><p>words</p>").sheet
    monkeypatch.setattr(pydyf.zlib, "compressobj", counted)
    file = Within().write(page)
    again = 2  # its own tables, and the stream that holds objects, when the whole is written
    streams = file.count(b"/FlateDecode")
    assert streams <= len(begun) <= streams + again


def test_no_stream_of_a_file_does() -> None:
    for words in ("a", "b", "c", "d"):
        assert ends_clearly(laid(f"<h1>T</h1><p>{words}</p>").pdf())
    assert not ends_clearly(b"<< /Length 3>>\nstream\nab\r\nendstream")
