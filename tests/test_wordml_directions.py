"""Scripts from right to left in a Word file: what runs, styles, tables and pages say of it."""

from __future__ import annotations

import pytest

from briefings.document import (
    Cell,
    Emphasis,
    Foreign,
    Group,
    Heading,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Text,
)
from briefings.wordml.xml import Element, qualified
from briefings.writers.docx import compose
from wordfile import WordFile, attributes, document, fonts, said, text_of, theme, words, written

URDU = "\u067e\u0627\u06a9\u0633\u062a\u0627\u0646"
HEBREW = "\u05e9\u05dc\u05d5\u05dd"
NASKH = ("Noto Naskh Arabic", "Noto Naskh Arabic Heading")


def urdu(*blocks: object, **more: object) -> WordFile:
    return written(*blocks, language="ur-PK", **more)  # type: ignore[arg-type]


def runs(file: WordFile, path: str = "//w:r") -> list[tuple[str, bool]]:
    """Words of each run, and whether it is set from right to left."""
    return [(text(run), run.find("./{*}rPr/{*}rtl") is not None) for run in file.find(path)]


def text(run: Element) -> str:
    return "".join(t.text or "" for t in run.iter(qualified("w:t")))


def languages(file: WordFile) -> list[dict[str, str]]:
    found = file.find("//w:rPr/w:lang")
    return [{k.rpartition("}")[2]: v for k, v in lang.attrib.items()} for lang in found]


# --- runs ----------------------------------------------------------------------------------------


def test_words_from_right_to_left_are_runs_of_their_own() -> None:
    file = written(said(f"the word {URDU}, twice"))
    assert runs(file) == [("the word ", False), (URDU, True), (", twice", False)]


def test_a_document_of_other_scripts_is_left_as_it_is() -> None:
    file = written(said("Łódź, Київ, 12"))
    assert runs(file) == [("Łódź, Київ, 12", False)]
    assert not file.find("//w:bidi | //w:rtl | //w:bidiVisual")


def test_latin_words_and_figures_of_an_urdu_document_run_from_left_to_right() -> None:
    file = urdu(said(f"{URDU} WTO {URDU} 1,250 ({URDU})"))
    assert runs(file) == [
        (f"{URDU} ", True),
        ("WTO", False),
        (f" {URDU} ", True),
        ("1,250", False),
        (f" ({URDU})", True),
    ]


def test_the_direction_of_a_blank_follows_from_the_whole_paragraph() -> None:
    both = Paragraph((Strong(words(URDU)), Text(" "), Emphasis(words(URDU))))
    assert runs(written(both)) == [(URDU, True), (" ", True), (URDU, True)]


def test_a_run_that_is_parted_keeps_its_style_in_every_piece() -> None:
    file = urdu(Paragraph((Strong(words(f"{URDU} WTO")),)))
    assert file.find("//w:r/w:rPr/w:rStyle/@w:val") == ["Strong", "Strong"]
    (properties, _) = file.find("//w:r/w:rPr")
    assert [child.tag for child in properties] == [qualified("w:rStyle"), qualified("w:rtl")]


def test_links_and_line_breaks_stay_what_they_are() -> None:
    file = urdu(
        Paragraph((Link("https://example.org", words(f"{URDU} a")), LineBreak(), Text("b")))
    )
    assert runs(file, "//w:hyperlink/w:r") == [(f"{URDU} ", True), ("a", False)]
    assert len(file.find("//w:br")) == 1
    assert "".join(text_of(p) for p in file.find("//w:p")) == f"{URDU} a\nb"


def test_letters_are_taken_for_the_language_of_their_script_where_nobody_says() -> None:
    assert languages(written(said(URDU), said(HEBREW))) == [{"bidi": "ar-SA"}, {"bidi": "he-IL"}]


def test_an_urdu_document_says_its_language_once() -> None:
    file = urdu(said(URDU), said(HEBREW))
    assert languages(file) == [{"bidi": "he-IL"}]
    (default,) = file.find("//w:docDefaults//w:lang", "word/styles.xml")
    assert [*default.attrib.values()] == ["en-GB", "ur-PK"]
    (fonts_,) = file.find("//w:themeFontLang", "word/settings.xml")
    assert [*fonts_.attrib.values()] == ["en-GB", "ur-PK"]
    assert file.find("//dc:language/text()", "docProps/core.xml") == ["ur-PK"]


def test_a_marked_phrase_has_its_language_and_its_direction() -> None:
    file = written(Paragraph((Foreign("ur", words(URDU)), Foreign("fr", words("mot")))))
    assert runs(file) == [(URDU, True), ("mot", False)]
    assert languages(file) == [{"bidi": "ur-PK"}, {"val": "fr-FR"}]


def test_heads_and_feet_are_marked_too() -> None:
    file = urdu(said(URDU))
    assert not file.find("//w:rtl", "word/footer1.xml")
    foot = WordFile(compose(document(said("a"), marking=URDU), theme(), {}, {}))
    assert (URDU, True) in [
        (text(r), r.find("./{*}rPr/{*}rtl") is not None)
        for r in foot.find("//w:r", "word/footer1.xml")
    ]


# --- the page ------------------------------------------------------------------------------------


def test_the_section_and_the_normal_style_are_from_right_to_left() -> None:
    file = urdu(said(URDU))
    (section,) = file.find("//w:sectPr")
    names = [child.tag for child in section][-3:]
    assert names == [qualified(n) for n in ("w:titlePg", "w:bidi", "w:rtlGutter")]
    assert file.find("//w:style[w:pPr/w:bidi]/@w:styleId", "word/styles.xml") == ["Normal"]
    assert not file.find("//w:p/w:pPr/w:bidi")


def test_margins_change_places() -> None:
    left, right = (
        urdu(said(URDU), layout="side").find(f"//w:pgMar/@w:{s}")[0] for s in ("left", "right")
    )
    other = written(said("a"), layout="side")
    assert [left, right] == [other.find(f"//w:pgMar/@w:{s}")[0] for s in ("right", "left")]


def panel() -> Group:
    return Group("judgements", (Heading(2, words(URDU)), said(URDU)))


def test_the_rule_of_a_panel_stands_at_the_right() -> None:
    rules = urdu(panel()).style("PanelText").find("./{*}pPr/{*}pBdr")
    assert rules is not None
    assert [child.tag for child in rules] == [
        qualified(f"w:{side}") for side in ("top", "left", "bottom", "right")
    ]
    assert (attributes(rules, "./{*}right")["sz"], attributes(rules, "./{*}left")["sz"]) == (
        "24",
        "8",
    )
    indents = attributes(urdu(panel()).style("PanelText"), "./{*}pPr/{*}ind")
    assert indents == attributes(written(panel()).style("PanelText"), "./{*}pPr/{*}ind")


def test_a_quotation_has_its_rule_at_the_right() -> None:
    style = urdu(Quotation((said(URDU),))).style("Quote")
    assert style.find("./{*}pPr/{*}pBdr/{*}right") is not None
    assert style.find("./{*}pPr/{*}pBdr/{*}left") is None


@pytest.mark.parametrize(("language", "side"), [("ur-PK", "left"), ("en-GB", "right")])
def test_frames_stand_where_lines_end(language: str, side: str) -> None:
    callout = Group("callout", (said("a"),))
    imprint = Group("masthead", (said("b", role="imprint"),))
    file = written(imprint, callout, layout="side", language=language)
    assert {*file.find("//w:framePr/@w:xAlign")} == {side}


def test_a_table_begins_at_the_right() -> None:
    cells = tuple(Cell((said(t),)) for t in "ab")
    head = tuple(Cell((said(t),), "column") for t in "cd")
    file = urdu(Table("data", (50, 50), head, (cells,)))
    (properties,) = file.find("//w:tblPr")
    assert [child.tag for child in properties][:2] == [
        qualified("w:tblStyle"),
        qualified("w:bidiVisual"),
    ]
    assert [text_of(c) for c in file.find("//w:tc")] == ["c", "d", "a", "b"]


def test_what_is_aligned_to_the_end_says_right_as_word_means_it() -> None:
    file = urdu(Group("masthead", (Heading(1, words(URDU)), said("2026", role="imprint"))))
    assert attributes(file.style("Imprint"), "./{*}pPr/{*}jc") == {"val": "right"}


def test_columns_of_figures_stand_at_the_right_where_lines_begin() -> None:
    cell = Cell((said("5"),), align="right")
    file = urdu(Table("data", (100,), (Cell((said("n"),), "column"),), ((cell,),)))
    (run,) = file.find("//w:p[w:r/w:t='5']")
    style = attributes(run, "./{*}pPr/{*}pStyle")["val"]
    assert file.style(style).find("./{*}pPr/{*}jc") is None


def test_marks_of_lists_are_centred_between_their_edge_and_the_text() -> None:
    file = urdu(List((ListItem((said(URDU),)),), True))
    (level,) = file.find("//w:abstractNum[1]/w:lvl[1]", "word/numbering.xml")
    assert attributes(level, "./{*}lvlJc") == {"val": "center"}
    assert attributes(level, "./{*}pPr/{*}ind") == {"left": "260", "hanging": "180"}
    assert attributes(file.style("ListNumber"), "./{*}pPr/{*}ind") == {
        "left": "260",
        "right": "0",
        "hanging": "180",
    }


def test_joined_letters_are_not_set_apart_and_not_slanted() -> None:
    file = urdu(
        said("a", role="kicker"), Quotation((said(URDU),)), Paragraph((Emphasis(words("b")),))
    )
    assert not file.find("//w:style/w:rPr/w:spacing | //w:style/w:rPr/w:iCs", "word/styles.xml")
    assert file.style("Emphasis").find("./{*}rPr/{*}bCs") is not None


# --- fonts ---------------------------------------------------------------------------------------


def test_styles_name_the_family_for_complex_scripts() -> None:
    family = attributes(written(said("a")).style("BodyText"), "./{*}rPr/{*}rFonts")
    assert (family["ascii"], family["cs"]) == ("Source Serif 4", NASKH[0])
    (cs,) = written(said("a")).find("//a:minorFont/a:cs/@typeface", "word/theme/theme1.xml")
    assert cs == NASKH[0]


def embedded(*blocks: Paragraph) -> tuple[list[str], int]:
    file = WordFile(compose(document(*blocks), theme(), {}, fonts()))
    names = file.find("//w:font/@w:name", "word/fontTable.xml")
    return names, len([name for name in file.names if name.endswith(".odttf")])


def test_a_family_for_complex_scripts_is_embedded_only_where_it_is_used() -> None:
    latin = ["Source Serif 4", "Source Serif 4 Display Semibold", "Source Sans 3"]
    assert embedded(said("a")) == (latin, 9)
    assert embedded(said(URDU)) == ([*latin, *NASKH], 12)


def test_an_embedded_family_says_which_character_set_it_is_for() -> None:
    file = WordFile(compose(document(said(URDU)), theme(), {}, fonts()))
    sets = file.find("//w:font/w:charset/@w:val", "word/fontTable.xml")
    assert sets == ["00", "00", "00", "B2", "B2"]
