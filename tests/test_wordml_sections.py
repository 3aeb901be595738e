"""Sections of a Word file: landscape pages, and heads that know the chapter."""

from __future__ import annotations

from briefings.document import (
    Block,
    Cell,
    Contents,
    ContentsEntry,
    Group,
    Heading,
    Note,
    Notes,
    Table,
)
from briefings.runninghead import running_title
from briefings.wordml.xml import qualified
from wordfile import WordFile, attributes, said, style_of, text_of, words, written


def table(*, wide: bool = True, caption: str = "Gates") -> Table:
    head = tuple(Cell((said(name),), "column") for name in ("Gate", "Width"))
    row = (Cell((said("North"),), "row"), Cell((said("9 m"),)))
    return Table("data", (40.0, 60.0), head, (row,), words(caption), wide=wide)


def book(*blocks: Block, **more: object) -> WordFile:
    cover = Group("cover", (Heading(1, words("Bridges")), said("May", role="imprint")))
    return written(cover, *blocks, layout="book", **more)


def sizes(file: WordFile) -> list[tuple[str, str, str]]:
    """Width, height and orientation of every section."""
    found = (attributes(section, "./{*}pgSz") for section in file.find("//w:sectPr"))
    return [(size["w"], size["h"], size.get("orient", "portrait")) for size in found]


UPRIGHT = ("11906", "16838", "portrait")
LANDSCAPE = ("16838", "11906", "landscape")


def shown(file: WordFile) -> list[list[str]]:
    """The words of what stands in each section: paragraphs, and tables as one."""
    made: list[list[str]] = [[]]
    for block in file.find("//w:body/*"):
        if block.tag == qualified("w:tbl"):
            made[-1].append("table")
        elif block.tag == qualified("w:p"):
            made[-1].append(text_of(block))
            if block.find("./{*}pPr/{*}sectPr") is not None:
                made.append([])
    return made


def test_a_wide_table_of_a_book_stands_on_a_landscape_page_with_its_caption() -> None:
    file = book(said("before"), table(), said("after"))
    assert sizes(file) == [UPRIGHT, UPRIGHT, LANDSCAPE, UPRIGHT]
    assert shown(file) == [["Bridges", "May"], ["before"], ["Gates", "table", ""], ["after"]]


def test_wide_tables_in_a_row_share_a_section() -> None:
    file = book(table(), table(caption="Locks"), said("after"))
    assert sizes(file) == [UPRIGHT, LANDSCAPE, UPRIGHT]
    assert shown(file)[1] == ["Gates", "table", "Locks", "table", ""]


def test_the_heading_right_above_a_wide_table_goes_with_it() -> None:
    chapter = Group("chapter", (Heading(2, words("Gates")), table()))
    annex = Group("annex", (Heading(2, words("Locks")), table(caption="Locks")))
    file = book(said("before"), chapter, annex)
    assert sizes(file) == [UPRIGHT, UPRIGHT, LANDSCAPE]
    assert shown(file)[2] == ["Gates", "Gates", "table", "Locks", "Locks", "table"]


def test_a_landscape_table_uses_the_whole_measure() -> None:
    (found,) = book(table()).find("//w:tbl")
    # 297 mm less the 24 and 25 mm that are the upright page's margins at its foot and head.
    assert int(attributes(found, "./{*}tblPr/{*}tblW")["w"]) == round(248 / 25.4 * 1440)


def test_landscape_margins_are_those_of_the_sheet_turned_to_the_left() -> None:
    section = book(table()).find("//w:sectPr")[1]
    margins = attributes(section, "./{*}pgMar")
    millimetres = {side: round(int(margins[side]) / 1440 * 25.4) for side in ("top", "left")}
    assert millimetres == {"top": 26, "left": 24}
    assert round(int(margins["right"]) / 1440 * 25.4) == 25


def test_other_layouts_set_a_wide_table_like_any_other() -> None:
    file = written(said("before"), table(), said("after"), layout="side")
    assert sizes(file) == [UPRIGHT]
    other = written(said("before"), table(wide=False), said("after"), layout="side")
    assert file.part("word/document.xml") == other.part("word/document.xml")


def test_what_begins_a_section_has_no_page_break_of_its_own() -> None:
    annex = Group("annex", (Heading(2, words("Locks")), said("a")))
    file = book(table(), annex, Group("annex", (Heading(2, words("Dams")), said("b"))))
    breaks = file.find("//w:p[w:pPr/w:pageBreakBefore]")
    assert [text_of(p) for p in breaks] == ["Dams"]


def running(file: WordFile, section: int, kind: str, pages: str = "default") -> tuple[str, str]:
    """Style and words of a head or foot of a section, and the codes of its fields."""
    path = f"./{{*}}{kind}Reference[@{qualified('w:type')}='{pages}']"
    sections = reversed(file.find("//w:sectPr")[: section + 1])
    references = (found.find(path) for found in sections)
    relation = next(one.get(qualified("r:id")) for one in references if one is not None)
    where = f"//rel:Relationship[@Id='{relation}']/@Target"
    (target,) = file.find(where, "word/_rels/document.xml.rels")
    (line,) = file.find("//w:p", f"word/{target}")
    codes = [str(code.text).strip() for code in line.iter(qualified("w:instrText"))]
    return style_of(line), " ".join([text_of(line), *codes])


CHAPTER = 'STYLEREF "Chapter Title"'


def test_heads_of_a_book_find_the_title_of_the_chapter() -> None:
    file = book(Group("chapter", (Heading(2, words("Gates")), said("a"))))
    assert running(file, 1, "header") == ("Header", f"Bridges\tNote {CHAPTER}")
    assert running(file, 1, "footer") == ("Footer", "Bridges\t1 of 1\t PAGE NUMPAGES")


def test_before_the_first_chapter_heads_show_the_title() -> None:
    contents = Contents((ContentsEntry(1, words("Gates"), "gates"),), Heading(2, words("Contents")))
    file = book(contents, Group("chapter", (Heading(2, words("Gates"), "gates"), said("a"))))
    assert sizes(file) == [UPRIGHT, UPRIGHT, UPRIGHT]
    assert running(file, 1, "header") == ("Header", "Bridges\tNote")
    assert running(file, 1, "footer") == ("Footer", "Road Office\t1 of 1\t PAGE NUMPAGES")
    assert running(file, 2, "header") == ("Header", f"Bridges\tNote {CHAPTER}")


def test_heads_and_feet_of_landscape_pages_reach_their_margins() -> None:
    file = book(table(), marking="SECRET")
    style, said_there = running(file, 1, "header")
    assert (style, said_there) == ("HeaderLandscape", f"Bridges\tSECRET {CHAPTER}")
    tabs = [attributes(tab, ".") for tab in file.style(style).findall("./{*}pPr/{*}tabs/{*}tab")]
    assert tabs == [{"val": "right", "pos": str(round(248 / 25.4 * 1440))}]
    assert running(file, 1, "footer")[0] == "FooterLandscape"


def test_every_heading_of_a_chapter_is_one_that_heads_find() -> None:
    """Numbered, unnumbered, and in the style of the back matter; not the contents'."""
    notes = Notes(Heading(2, words("Notes")), (Note("note-1", 1, words("d")),))
    file = book(
        Contents((ContentsEntry(1, words("Gates"), "g"),), Heading(2, words("Contents"))),
        Group("summary", (Heading(2, words("Summary")), said("a"))),
        Group(
            "chapter", (Heading(2, words("Gates"), "g", "1"), Heading(3, words("Old")), said("b"))
        ),
        Group("glossary", (Heading(2, words("Glossary")), said("c"))),
        notes,
        numbered=True,
    )
    found = file.find("//w:r[w:rPr/w:rStyle[@w:val='ChapterTitle']]")
    assert [text_of(run.getparent()) for run in found] == ["Summary", "Gates", "Glossary", "Notes"]


def test_other_layouts_have_the_title_at_their_heads() -> None:
    file = written(Heading(2, words("Gates")), said("a"), layout="side")
    assert running(file, 0, "header") == ("Header", "Bridges\tNote")
    assert file.find("//w:rStyle[@w:val='ChapterTitle']") == []


LONG = "Who is at risk in the long and hot summers of the years to come, and where they live"


def test_of_a_long_title_heads_show_the_words_that_leave_room_for_the_marking() -> None:
    file = book(Group("chapter", (Heading(2, words(LONG)), said("a"))))
    (run,) = file.find("//w:r[w:rPr/w:rStyle[@w:val='ChapterTitle']]")
    assert "".join(run.itertext()) == "Who is at risk in the long and hot summers of the years to"
    assert text_of(run.getparent()) == LONG
    assert running_title(LONG) == "Who is at risk in the long and hot summers of the years to"


def test_a_title_is_cut_at_a_word_and_without_a_comma_or_anywhere_if_it_is_one_word() -> None:
    assert running_title("x" * 60) == "x" * 60
    assert running_title("x" * 61) == "x" * 60
    assert running_title("Gates, " * 9 + "and locks") == ("Gates, " * 8).rstrip(" ,")
