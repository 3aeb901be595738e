"""The lint finds each defect in a small file that has it, and none in a sound one."""

from __future__ import annotations

import io
import zipfile

import pytest

from briefings.document import Asset, Cell, Figure, Heading, List, ListItem, Table
from briefings.wordml.lint import lint
from wordfile import PNG, WordFile, said, words, written

ASSETS = {"map": Asset("image/png", PNG, 100, 50)}
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"


def table() -> Table:
    cells = (Cell((said("a"),)), Cell((said("b"),)))
    return Table("data", (50, 50), cells, (cells,), words("Table 1. What"))


@pytest.fixture(scope="module")
def sound() -> WordFile:
    heading = Heading(2, words("Now"), id="now")
    return written(heading, table(), Figure("map", "A map"), assets=ASSETS, marking="TLP:RED")


def broken(file: WordFile, part: str, before: str, after: str) -> list[str]:
    """What the lint says of *file* with a change in one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in file.names:
            text = file.part(name)
            if name == part:
                assert before.encode() in text, before
                text = text.replace(before.encode(), after.encode(), 1)
            archive.writestr(name, text)
    return [str(finding) for finding in lint(out.getvalue())]


def without(file: WordFile, part: str) -> list[str]:
    """What the lint says of *file* without a part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in file.names:
            if name != part:
                archive.writestr(name, file.part(name))
    return [str(finding) for finding in lint(out.getvalue())]


def test_a_sound_file_has_no_defects(sound: WordFile) -> None:
    assert lint(sound.data) == ()


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ('w:val="Heading1"', 'w:val="Heading9"', "uses the style Heading9, which is not there"),
        (
            "</w:pPr>",
            '<w:numPr><w:numId w:val="77"/></w:numPr></w:pPr>',
            "uses the list 77, which is not there",
        ),
        ('w:name="now"', 'w:name="1now"', "has a bookmark that Word does not take: 1now"),
        ('w:name="now"', f'w:name="{"n" * 41}"', "has a bookmark that Word does not take: nnn"),
        ('<w:bookmarkEnd w:id="248900506"/>', "", "does not close the bookmark now"),
        ("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>', "has a row of 3 columns in a table of 2"),
        ("</w:tc>", "<w:tbl/></w:tc>", "has a cell that does not end in a paragraph"),
        ("<w:tbl>", "<w:tbl/><w:tbl>", "has two tables that Word would join"),
        ('descr="A map"', 'descr=""', "has a picture without alternative text"),
        ('w:val="Figure"', 'w:val="Caption"', "has a picture in Caption, whose exact leading"),
        ('r:embed="rId', 'r:embed="rId9', "uses the relation rId9"),
    ],
)
def test_a_defect_of_the_text_is_found(sound: WordFile, before: str, after: str, what: str) -> None:
    found = broken(sound, DOCUMENT, before, after)
    assert any(line.startswith(f"{DOCUMENT}: {what}") for line in found), found


BEGIN, SHOW, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)
BEGIN_DIRTY = BEGIN.replace("/></w:r>", ' w:dirty="1"/></w:r>')
LINK = '<w:hyperlink w:anchor="now">{}</w:hyperlink>'
CONTROL = '<w:sdt><w:sdtPr><w:id w:val="{}"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'


def bookmark(number: int, name: str) -> str:
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}<w:bookmarkEnd w:id="{number}"/>'


@pytest.mark.parametrize(
    ("added", "what"),
    [
        (f"<w:p>{bookmark(9, 'NOW')}</w:p>", "has the bookmark now twice"),
        (f"<w:p>{bookmark(248900506, 'b')}</w:p>", "has two bookmarks with the id 248900506"),
        (
            '<w:p><w:hyperlink w:anchor="then"/></w:p>',
            "leads to the bookmark then, which is not there",
        ),
        (
            "<w:p><w:r><w:instrText> PAGEREF then \\h </w:instrText></w:r></w:p>",
            "leads to the bookmark then, which is not there",
        ),
        (f"<w:p>{LINK.format(LINK.format(''))}</w:p>", "has a link inside a link"),
        (f"<w:p>{BEGIN}</w:p>", "does not end a field"),
        (f"<w:p>{END}</w:p>", "has the end of a field in the wrong place"),
        (f"<w:p>{BEGIN}{END}</w:p>", "has the end of a field in the wrong place"),
        (
            f"<w:p>{BEGIN_DIRTY}{SHOW}{END}</w:p>",
            "has a field that is to be updated, about which Word would ask",
        ),
        (
            CONTROL.format(5, "<w:p/>"),
            "has a block control, which LibreOffice destroys the content of",
        ),
        (
            f"<w:p>{CONTROL.format(5, '<w:r/>') * 2}</w:p>",
            "has two controls with the id 5",
        ),
    ],
)
def test_a_defect_of_something_added_is_found(sound: WordFile, added: str, what: str) -> None:
    found = broken(sound, DOCUMENT, "<w:body>", f"<w:body>{added}")
    assert found == [f"{DOCUMENT}: {what}"]


def test_two_pictures_with_one_id_are_found() -> None:
    two = written(Figure("map", "A map"), Figure("map", "The map"), assets=ASSETS)
    found = broken(two, DOCUMENT, '<wp:docPr id="2"', '<wp:docPr id="1"')
    assert f"{DOCUMENT}: has two pictures with the id 1" in found


def test_a_style_that_is_there_twice_is_found(sound: WordFile) -> None:
    found = broken(sound, STYLES, 'w:styleId="BodyText"', 'w:styleId="Title"')
    assert f"{STYLES}: has the style Title twice" in found


def test_two_styles_of_one_name_are_found(sound: WordFile) -> None:
    found = broken(sound, STYLES, '<w:name w:val="Body Text"/>', '<w:name w:val="title"/>')
    assert f"{STYLES}: has two styles of the name title" in found


def test_a_style_based_on_none_is_found(sound: WordFile) -> None:
    found = broken(sound, STYLES, '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Other"/>')
    assert f"{STYLES}: uses the style Other, which is not there" in found


def test_a_list_without_a_definition_is_found() -> None:
    file = written(List((ListItem((said("a"),)),), ordered=True))
    found = broken(
        file, "word/numbering.xml", '<w:abstractNumId w:val="0"/>', '<w:abstractNumId w:val="7"/>'
    )
    assert "word/numbering.xml: uses the list definition 7, which is not there" in found


def test_a_part_without_a_content_type_is_found(sound: WordFile) -> None:
    found = broken(sound, "[Content_Types].xml", 'Extension="png"', 'Extension="gif"')
    assert [line for line in found if line.endswith("has no content type")] != []


def test_a_missing_part_is_found_where_it_is_named(sound: WordFile) -> None:
    found = without(sound, "word/header1.xml")
    assert "word/_rels/document.xml.rels: leads to header1.xml, which is not there" in found
    assert "[Content_Types].xml: names word/header1.xml, which is not there" in found


def test_settings_that_make_word_ask_are_found(sound: WordFile) -> None:
    found = broken(sound, "word/settings.xml", "<w:zoom", "<w:updateFields/><w:zoom")
    assert found == ["word/settings.xml: asks for fields to be updated, about which Word would ask"]
