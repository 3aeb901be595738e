"""The package of a Word file: its parts, what it says about itself, its contents."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from briefings.document import Contents, ContentsEntry, Group, Heading, Inlines, Label, Meta, Text
from briefings.wordml import properties
from briefings.wordml.xml import qualified
from briefings.writers.docx import compose
from wordfile import WordFile, document, said, style_of, text_of, theme, words, written

META = {
    "title": "Bridges & roads",
    "kind": "Policy brief",
    "authors": ("A. Khan", "B. Noor"),
    "organisation": "Road Office",
    "subject": "Transport",
    "keywords": ("bridges", "roads"),
    "reference": "RO/1",
    "version": "1.2",
    "status": "final",
    "marking": "TLP:RED",
    "created": "2026-01-15",
    "modified": "2026-02-01T10:30:00+02:00",
}


def test_nothing_of_python_docx_own_template_is_left() -> None:
    assert written(said("a")).names == sorted(ROOTS, key=lambda name: (name[0] not in "[_", name))


def test_every_part_is_what_its_name_says() -> None:
    file = written(said("a"))
    roots = {name: file.find("/*", name)[0].tag for name in file.names}
    assert {name: qualified(root) for name, root in ROOTS.items()} == roots


ROOTS = {
    "[Content_Types].xml": "ct:Types",
    "_rels/.rels": "rel:Relationships",
    "docProps/app.xml": "app:Properties",
    "docProps/core.xml": "cp:coreProperties",
    "docProps/custom.xml": "custom:Properties",
    "word/_rels/document.xml.rels": "rel:Relationships",
    "word/document.xml": "w:document",
    "word/fontTable.xml": "w:fonts",
    "word/footer1.xml": "w:ftr",
    "word/footer2.xml": "w:ftr",
    "word/header1.xml": "w:hdr",
    "word/header2.xml": "w:hdr",
    "word/numbering.xml": "w:numbering",
    "word/settings.xml": "w:settings",
    "word/styles.xml": "w:styles",
    "word/theme/theme1.xml": "a:theme",
}


def test_entries_have_one_time_and_no_mark_of_the_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(written(said("a")).data)) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {0}


def test_a_short_file_is_small() -> None:
    assert len(written(said("a")).data) < 12_000


def test_python_docx_opens_it_and_finds_its_styles() -> None:
    file = written(Heading(2, words("Now")), said("a"), **META)
    opened = docx.Document(io.BytesIO(file.data))
    found = [(p.style.name, p.text) for p in opened.paragraphs if p.style]
    assert found == [("Heading 1", "Now"), ("Body Text", "a")]
    assert opened.core_properties.title == "Bridges & roads"


def test_the_file_says_about_itself_what_the_document_says() -> None:
    file = written(said("a"), **META)
    found = {e.tag.rpartition("}")[2]: e.text for e in file.find("/*/*", "docProps/core.xml")}
    assert found == {
        "title": "Bridges & roads",
        "subject": "Transport",
        "creator": "A. Khan; B. Noor",
        "keywords": "bridges, roads",
        "category": "Policy brief",
        "identifier": "RO/1",
        "language": "en-GB",
        "version": "1.2",
        "contentStatus": "final",
        "created": "2026-01-15T00:00:00Z",
        "modified": "2026-02-01T08:30:00Z",
    }


def test_what_the_document_does_not_say_the_file_does_not() -> None:
    root = properties.core(Meta(title="Bridges", language="en", kind="Note"))
    assert [e.tag.rpartition("}")[2] for e in root] == ["title", "category", "language"]


def test_more_keywords_than_python_docx_takes_are_all_kept() -> None:
    keywords = tuple(f"keyword {n}" for n in range(60))
    file = written(said("a"), keywords=keywords)
    ((text),) = [e.text for e in file.find("//cp:keywords", "docProps/core.xml")]
    assert text == ", ".join(keywords)


def test_a_records_system_finds_marking_and_reference() -> None:
    file = written(said("a"), **META)
    part = "docProps/custom.xml"
    names = file.find("//custom:property/@name", part)
    texts = [e.text for e in file.find("//vt:lpwstr", part)]
    assert dict(zip(names, texts, strict=True)) == {
        "Marking": "TLP:RED",
        "Reference": "RO/1",
        "Version": "1.2",
        "Status": "final",
    }
    assert file.find("//custom:property/@pid", part) == ["2", "3", "4", "5"]


def test_the_theme_of_the_file_has_the_colours_and_fonts_of_ours() -> None:
    file = written(said("a"))
    part = "word/theme/theme1.xml"
    colours = file.find("//a:clrScheme/*/a:srgbClr/@val", part)
    assert colours[:4] == ["1B232B", "FFFFFF", "10304D", "EEF2F5"]
    assert colours[4:10] == [c.removeprefix("#").upper() for c in theme().palette]
    fonts = file.find("//a:fontScheme/*/a:latin/@typeface", part)
    assert fonts == ["Source Serif 4 Display Semibold", "Source Serif 4"]


def test_the_file_is_laid_out_as_by_word_2013_and_asks_nothing() -> None:
    file = written(said("a"))
    mode = "//w:compatSetting[@w:name='compatibilityMode']/@w:val"
    assert file.find(mode, "word/settings.xml") == ["15"]
    assert file.find("//w:updateFields", "word/settings.xml") == []


# --- the contents ---------------------------------------------------------------------------------


def entry(target: str, *children: Text | Label, level: int = 1) -> ContentsEntry:
    inlines: Inlines = children or words(target.title())
    return ContentsEntry(level, inlines, target)


def with_contents(*entries: ContentsEntry, **pages: int) -> WordFile:
    """A file with contents and a heading for each entry, and one in a panel."""
    contents = Contents(entries, Heading(2, words("Contents")))
    panel = Group("judgements", (Heading(2, words("Panel"), id="panel"),))
    headings = [Heading(2, words(e.target), id=e.target) for e in entries if e.target != "panel"]
    return WordFile(compose(document(contents, panel, *headings), theme(), pages, {}))


def lines(file: WordFile) -> list[tuple[str, str]]:
    return [(style_of(p), text_of(p)) for p in file.find("//w:sdtContent/w:p")]


def test_the_contents_are_filled_in_with_the_pages_that_are_known() -> None:
    file = with_contents(entry("now"), entry("then"), now=3)
    assert lines(file) == [("TOCHeading", "Contents"), ("TOC1", "Now\t3"), ("TOC1", "Then\t")]


def test_the_contents_are_a_field_of_words_own_gallery() -> None:
    file = with_contents(entry("now"), entry("then", level=2))
    codes = [e.text for e in file.find("//w:sdtContent//w:instrText")]
    assert codes == [
        r' TOC \o "1-2" \h \z ',
        r" PAGEREF now \h ",
        r" PAGEREF then \h ",
    ]
    assert file.find("//w:sdtPr/w:docPartObj/w:docPartGallery/@w:val") == ["Table of Contents"]


def test_every_entry_leads_to_its_heading() -> None:
    file = with_contents(entry("now"), entry("then"))
    assert file.find("//w:sdtContent//w:hyperlink/@w:anchor") == ["now", "then"]


def test_an_entry_for_a_panel_makes_the_field_look_at_the_outline() -> None:
    code = with_contents(entry("panel")).find("//w:sdtContent//w:instrText")[0].text
    assert code == r' TOC \o "1-1" \h \z \u '


@pytest.mark.parametrize(("number", "shown"), [("2", "2\tNow"), ("Annex A", "Annex A Now")])
def test_a_number_has_a_column_of_its_own_if_it_is_short(number: str, shown: str) -> None:
    file = with_contents(entry("now", Label("number", words(number)), Text(" Now")))
    assert lines(file)[1] == ("TOC1", f"{shown}\t")


def test_page_numbers_are_at_the_right_after_dots() -> None:
    style = with_contents(entry("now")).style("TOC1")
    tab = style.findall("./{*}pPr/{*}tabs/{*}tab")[-1]
    assert [*tab.attrib.values()][:2] == ["right", "dot"]


def test_a_new_page_begins_after_the_contents() -> None:
    file = with_contents(entry("now"))
    (after,) = file.find("//w:sdt/following-sibling::w:p[1]")
    assert after.find("./{*}pPr/{*}pageBreakBefore") is not None
