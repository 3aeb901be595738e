"""Heads and feet of a Word file: the title, the marking, the page."""

from __future__ import annotations

import pytest

from briefings.document import Group, Heading
from briefings.wordml.xml import Element
from wordfile import WordFile, attributes, said, style_of, text_of, words, written


def lines(file: WordFile, part: str) -> list[tuple[str, str]]:
    return [(style_of(p), text_of(p)) for p in file.find("//w:p", f"word/{part}.xml")]


def sections(file: WordFile) -> list[Element]:
    return file.find("//w:sectPr")


def test_later_pages_have_the_title_and_the_kind_at_their_head() -> None:
    assert lines(written(said("a")), "header1") == [("Header", "Bridges\tNote")]


def test_the_first_page_has_neither() -> None:
    file = written(said("a"))
    assert lines(file, "header2") == [("Header", "\t")]
    assert file.find("//w:titlePg") != []


def test_every_foot_has_the_organisation_and_the_page() -> None:
    file = written(said("a"))
    for part in ("footer1", "footer2"):
        assert lines(file, part) == [("Footer", "Road Office\t1 of 1\t")]
        codes = [e.text for e in file.find("//w:instrText", f"word/{part}.xml")]
        assert codes == [" PAGE ", " NUMPAGES "]


@pytest.mark.parametrize("part", ["header1", "header2", "footer1", "footer2"])
def test_the_marking_is_at_the_right_of_every_head_and_foot(part: str) -> None:
    file = written(said("a"), marking="Official-Sensitive")
    ((style, text),) = lines(file, part)
    assert text.endswith("\tOfficial-Sensitive")
    tab = file.style(style).findall("./{*}pPr/{*}tabs/{*}tab")[-1]
    assert attributes(tab, ".")["val"] == "right"
    styles = file.find("//w:rStyle/@w:val", f"word/{part}.xml")
    assert styles == ["PageMarking"]
    assert file.style("PageMarking").find("./{*}rPr/{*}caps") is not None


def test_a_marking_is_twelve_points_high() -> None:
    style = written(said("a"), marking="SECRET").style("PageMarking")
    assert attributes(style, "./{*}rPr/{*}sz") == {"val": "24"}


@pytest.mark.parametrize(
    ("label", "style", "colour"),
    [
        ("TLP:RED", "TLPRed", "FF2B2B"),
        ("TLP:AMBER+STRICT", "TLPAmberStrict", "FFC000"),
        ("TLP:AMBER", "TLPAmber", "FFC000"),
        ("TLP:GREEN", "TLPGreen", "33FF00"),
        ("TLP:CLEAR", "TLPClear", "FFFFFF"),
    ],
)
def test_a_tlp_label_is_in_its_colour_on_black(label: str, style: str, colour: str) -> None:
    file = written(said("a"), marking=label)
    found = file.style(style)
    assert attributes(found, "./{*}rPr/{*}color") == {"val": colour}
    assert attributes(found, "./{*}rPr/{*}shd")["fill"] == "000000"
    assert attributes(found, "./{*}rPr/{*}sz") == {"val": "24"}
    ((_, text),) = lines(file, "header1")
    assert text == f"Bridges\t {label}\u00a0"


def test_what_follows_a_tlp_label_is_not_on_black() -> None:
    file = written(said("a"), marking="TLP:AMBER Recipients only")
    runs = file.find("//w:r[w:rPr]", "word/header1.xml")
    shown = [(attributes(r, "./{*}rPr/{*}rStyle")["val"], "".join(r.itertext())) for r in runs]
    assert shown == [("TLPAmber", " TLP:AMBER\u00a0"), ("PageMarking", " Recipients only")]


def test_the_page_is_that_of_the_layout() -> None:
    (section,) = sections(written(said("a"), layout="side"))
    assert attributes(section, "./{*}pgSz") == {"w": "11906", "h": "16838"}
    margins = attributes(section, "./{*}pgMar")
    assert (margins["top"], margins["left"], margins["right"]) == ("1247", "1134", "1191")


def test_the_head_stands_between_the_edge_and_the_text() -> None:
    for marking in ("", "TLP:RED"):
        (section,) = sections(written(said("a"), marking=marking))
        margins = attributes(section, "./{*}pgMar")
        band = 300 if marking else 200
        assert 0 < int(margins["header"]) < int(margins["top"]) - band
        assert 0 < int(margins["footer"]) < int(margins["bottom"]) - band


def cover() -> Group:
    title = Heading(1, words("Bridges"))
    return Group("cover", (said("Office", role="organisation"), title, said("May", role="imprint")))


def test_a_cover_is_a_section_of_its_own() -> None:
    file = written(cover(), said("a"), layout="book")
    first, second = sections(file)
    (last,) = file.find("//w:p[w:pPr/w:sectPr]")
    assert style_of(last) == "CoverImprint"
    assert first.find("./{*}titlePg") is not None
    assert second.find("./{*}titlePg") is None
    types = [attributes(r, ".")["type"] for r in second.findall("./{*}headerReference")]
    assert types == ["default"]


def test_a_cover_has_its_marking_but_no_page_number() -> None:
    file = written(cover(), said("a"), layout="book", marking="SECRET")
    assert lines(file, "footer2") == [("Footer", "\t\tSECRET")]
    assert lines(file, "footer1") == [("Footer", "Road Office\t1 of 1\tSECRET")]
    assert lines(file, "footer3") == [("Footer", "Bridges\t1 of 1\tSECRET")]


def test_the_title_of_a_cover_is_set_down_the_page() -> None:
    file = written(cover(), said("a"), layout="book")
    styles = [style for style, _ in file.paragraphs()]
    assert styles == ["CoverOrganisation", "CoverTitleDown", "CoverImprint", "BodyText"]
    above = attributes(file.style("CoverTitleDown"), "./{*}pPr/{*}spacing")["before"]
    assert above == str(round(62 / 25.4 * 72 * 20))
    assert attributes(file.style("CoverTitleDown"), "./{*}basedOn") == {"val": "CoverTitle"}
    assert attributes(file.style("CoverTitle"), "./{*}basedOn") == {"val": "Title"}
