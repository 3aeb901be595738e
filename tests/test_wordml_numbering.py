"""Lists and numbered headings of a Word file: the definitions, and who belongs to which."""

from __future__ import annotations

import pytest

from briefings.document import Block, Group, Heading, List, ListItem, ListRole, Note, Notes
from briefings.wordml.numbering import Counter
from briefings.wordml.xml import Element, qualified
from wordfile import WordFile, attributes, said, style_of, text_of, words, written


def items(*texts: str, **more: object) -> List:
    return List(tuple(ListItem((said(text),)) for text in texts), **more)  # type: ignore[arg-type]


def heading(level: int, text: str, number: str | None = None) -> Heading:
    return Heading(level, words(text), number=number)


def place(file: WordFile, paragraph: Element) -> tuple[str, str] | None:
    """The list and level of a paragraph, said by itself or by its style."""
    for holder in (paragraph, file.style(style_of(paragraph))):
        if (found := holder.find("./{*}pPr/{*}numPr")) is not None:
            level = (
                "0" if found.find("./{*}ilvl") is None else attributes(found, "./{*}ilvl")["val"]
            )
            return attributes(found, "./{*}numId")["val"], level
    return None


def places(file: WordFile) -> list[tuple[str, tuple[str, str] | None]]:
    return [(text_of(p), place(file, p)) for p in file.find("//w:p")]


def level_of(file: WordFile, paragraph: Element) -> Element:
    """The definition of the level that a paragraph stands in."""
    found = place(file, paragraph)
    assert found is not None
    number, level = found
    path = f"//w:num[@w:numId='{number}']/w:abstractNumId/@w:val"
    (kind,) = file.find(path, "word/numbering.xml")
    path = f"//w:abstractNum[@w:abstractNumId='{kind}']/w:lvl[@w:ilvl='{level}']"
    (definition,) = file.find(path, "word/numbering.xml")
    element: Element = definition
    return element


def prints(file: WordFile) -> list[tuple[str, str]]:
    """Format and text of the level of each paragraph that is in a list."""
    levels = (level_of(file, p) for p in file.find("//w:p") if place(file, p))
    return [
        (attributes(e, "./{*}numFmt")["val"], attributes(e, "./{*}lvlText")["val"]) for e in levels
    ]


def test_each_ordered_list_is_an_instance_that_starts_again() -> None:
    file = written(items("a", "b", ordered=True), items("c", ordered=True))
    (_, first), (_, second), (_, third) = places(file)
    assert first == second != third
    starts = file.find("//w:num/w:lvlOverride/w:startOverride/@w:val", "word/numbering.xml")
    assert starts == ["1", "1"]


def test_an_unordered_list_belongs_to_its_style_alone() -> None:
    file = written(items("a"))
    (paragraph,) = file.find("//w:p")
    assert paragraph.find("./{*}pPr/{*}numPr") is None
    assert style_of(paragraph) == "ListBullet"
    assert prints(file) == [("bullet", "–")]
    assert attributes(level_of(file, paragraph), "./{*}pStyle") == {"val": "ListBullet"}


def test_a_list_in_a_list_stands_a_level_deeper() -> None:
    inner = items("b")
    outer = List((ListItem((said("a"), inner, said("c"))),))
    file = written(outer)
    assert [style for style, _ in file.paragraphs()] == [
        "ListBullet",
        "ListBullet2",
        "ListContinue",
    ]
    assert [level for _, level in places(file)] == [("1", "0"), ("1", "1"), None]


def nested(deep: int, *, ordered: bool) -> List:
    """Lists inside each other, of one item each."""
    inner = (nested(deep - 1, ordered=ordered),) if deep > 1 else ()
    return List((ListItem((said("a"), *inner)),), ordered)


def test_lists_ten_deep_stay_at_the_ninth_level() -> None:
    styles = [style for style, _ in written(nested(10, ordered=False)).paragraphs()]
    assert styles[7:] == ["ListBullet8", "ListBullet9", "ListBullet9"]


def test_levels_that_word_has_no_style_for_are_named_after_those_it_has() -> None:
    file = written(nested(9, ordered=True))
    five, six = (file.style(f"ListNumber{n}") for n in (5, 6))
    assert attributes(six, "./{*}name") == {"val": "List Number 6"}
    assert [style.get(qualified("w:customStyle")) for style in (five, six)] == [None, "1"]


def test_levels_count_in_figures_letters_and_roman_figures_by_turns() -> None:
    forms = ["decimal", "lowerLetter", "lowerRoman"] * 3
    file = written(nested(9, ordered=True))
    assert prints(file) == [(form, f"%{n}.") for n, form in enumerate(forms, start=1)]


def test_a_list_inside_another_starts_again_under_each_item() -> None:
    inner = List((ListItem((said("b"),)), ListItem((said("c"),))), True)
    file = written(List((ListItem((said("a"), inner)), ListItem((said("d"), inner))), True))
    (_, b, c, _, e, f) = (place and place[0] for _, place in places(file))
    assert b == c != e == f
    starts = [
        (o.get(qualified("w:ilvl")), attributes(o, "./{*}startOverride")["val"])
        for o in file.find("//w:num/w:lvlOverride", "word/numbering.xml")
    ]
    assert starts == [("0", "1"), ("1", "1"), ("1", "1")]


@pytest.mark.parametrize(
    ("role", "ordered", "style", "mark"),
    [
        ("plain", False, "ListBullet", ("bullet", "–")),
        ("plain", True, "ListNumber", ("decimal", "%1.")),
        ("judgements", True, "Judgement", ("decimal", "%1")),
        ("recommendations", True, "Judgement", ("decimal", "%1")),
        ("steps", True, "Step", ("decimal", "%1.")),
        ("pros", False, "ArgumentFor", ("bullet", "–")),
        ("cons", False, "ArgumentAgainst", ("bullet", "–")),
        ("indicators", False, "Indicator", ("bullet", "–")),
    ],
)
def test_every_role_of_a_list_is_a_style_with_a_mark(
    role: ListRole, ordered: bool, style: str, mark: tuple[str, str]
) -> None:
    file = written(items("a", role=role, ordered=ordered))
    assert file.paragraphs() == [(style, "a")]
    assert prints(file) == [mark]


def test_the_second_list_of_steps_starts_again() -> None:
    file = written(items("a", ordered=True, role="steps"), items("b", ordered=True, role="steps"))
    (_, first), (_, second) = places(file)
    assert first != second


def test_further_paragraphs_of_an_item_are_indented_like_it() -> None:
    whole = List((ListItem((said("a"), said("b"), said("c", role="fact"))),), True, "judgements")
    file = written(whole)
    assert [style for style, _ in file.paragraphs()] == [
        "Judgement",
        "ListContinueinItem",
        "FactinItem",
    ]
    lefts = [
        attributes(file.style(style), "./{*}pPr/{*}ind")["left"] for style, _ in file.paragraphs()
    ]
    assert lefts == ["320"] * 3


def test_a_bibliography_hangs_without_marks() -> None:
    file = written(Group("sources", (items("Khan, A."),)))
    assert file.paragraphs() == [("Bibliography", "Khan, A.")]
    indents = attributes(file.style("Bibliography"), "./{*}pPr/{*}ind")
    assert indents["left"] == indents["hanging"] != "0"


def test_judgements_have_bare_numbers_in_display_type() -> None:
    file = written(items("a", ordered=True, role="judgements"))
    (paragraph,) = file.find("//w:p")
    level = level_of(file, paragraph)
    assert prints(file) == [("decimal", "%1")]
    assert attributes(level, "./{*}rPr/{*}rFonts")["ascii"] == "Source Serif 4 Display Semibold"
    assert attributes(level, "./{*}rPr/{*}sz") == {"val": "24"}


def panel(*blocks: Block) -> Group:
    return Group("judgements", (Heading(2, words("Key judgements")), *blocks))


def edge(indents: dict[str, str]) -> int:
    """Where the outer edge of a paragraph is, in twips."""
    return int(indents["left"]) - int(indents.get("hanging", 0))


def test_all_paragraphs_of_a_panel_have_one_outer_edge() -> None:
    inner = List((ListItem((said("b"), said("c", role="fact"))),))
    whole = List((ListItem((said("a"), said("d", role="fact"), inner)),), True, "judgements")
    file = written(panel(said("0"), whole, said("e")))
    styles = [file.style(style) for style, _ in file.paragraphs()]
    edges = {edge(attributes(style, "./{*}pPr/{*}ind")) for style in styles}
    assert len(styles) == 7
    assert edges == {20 * 13}  # the rule of 3 pt and 10 pt of padding


def test_levels_of_a_panel_are_indented_like_their_styles() -> None:
    whole = List((ListItem((said("a"), items("b"))),), True, "judgements")
    file = written(panel(whole))
    for paragraph in file.find("//w:p")[1:]:
        own = attributes(file.style(style_of(paragraph)), "./{*}pPr/{*}ind")
        level = attributes(level_of(file, paragraph), "./{*}pPr/{*}ind")
        assert (own["left"], own["hanging"]) == (level["left"], level["hanging"])


def test_deeper_marks_of_a_panel_stand_after_spaces() -> None:
    deepest = items("c")
    inner = List((ListItem((said("b"), deepest)),))
    file = written(panel(List((ListItem((said("a"), inner)),))))
    gap = "\u00a0" * 8
    assert prints(file) == [("bullet", "–"), ("none", f"{gap}–"), ("none", f"{gap * 2}–")]


def test_headings_are_numbered_by_their_styles() -> None:
    blocks = (heading(2, "One", "1"), heading(3, "Deeper", "1.1"), heading(2, "Two", "2"))
    file = written(*blocks, numbered=True)
    assert [text for _, text in file.paragraphs()] == ["One", "Deeper", "Two"]
    assert prints(file) == [("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1")]
    (path,) = {"//w:lvl[w:pStyle]/w:pStyle/@w:val"}
    assert file.find(path, "word/numbering.xml") == ["Heading1", "Heading2"]


def test_a_level_without_numbers_is_not_numbered() -> None:
    file = written(heading(2, "One", "1"), heading(3, "Deeper"), numbered=True)
    assert [level for _, level in places(file)] == [("1", "0"), None]
    assert [style for style, _ in file.paragraphs()] == ["Heading1", "Heading2"]


def test_a_heading_without_a_number_is_in_a_style_that_has_none() -> None:
    file = written(heading(2, "Summary"), heading(2, "One", "1"), numbered=True)
    assert [style for style, _ in file.paragraphs()] == ["UnnumberedHeading1", "Heading1"]
    style = file.style("UnnumberedHeading1")
    assert attributes(style, "./{*}basedOn") == {"val": "Heading1"}
    assert attributes(style, "./{*}pPr/{*}numPr/{*}numId") == {"val": "0"}
    assert attributes(style, "./{*}pPr/{*}outlineLvl") == {"val": "0"}


def test_annexes_count_in_letters_after_their_word() -> None:
    blocks = (heading(2, "One", "1"), heading(2, "Method", "Annex A"), heading(2, "Who", "Annex B"))
    file = written(*blocks, numbered=True)
    assert prints(file)[1:] == [("upperLetter", "Annex %1")] * 2
    assert [style for style, _ in file.paragraphs()] == ["Heading1"] * 3


def test_a_heading_in_an_annex_counts_below_its_letter() -> None:
    file = written(heading(2, "Method", "A"), heading(3, "How", "A.1"), numbered=True)
    assert prints(file) == [("upperLetter", "%1"), ("decimal", "%1.%2")]


def test_a_number_that_word_would_not_count_to_is_written_out() -> None:
    file = written(heading(2, "One", "1"), heading(2, "Three", "3"), numbered=True)
    assert file.paragraphs()[1] == ("UnnumberedHeading1", "3 Three")


def test_numbers_are_written_out_where_the_document_is_not_numbered() -> None:
    assert written(heading(2, "One", "1")).paragraphs() == [("Heading1", "1 One")]


def test_the_counter_counts_as_word_does() -> None:
    counter = Counter()
    said_so = [counter.counts(n, n.count(".")) for n in ("1", "1.1", "1.2", "2", "2.1")]
    assert said_so == [True] * 5
    assert not counter.counts("2.3", 1)
    assert counter.counts("2.2", 1)


def test_notes_are_numbered_by_word_and_start_again_where_they_jump() -> None:
    notes = (Note("n-1", 1, words("a")), Note("n-2", 2, words("b")), Note("n-5", 5, words("e")))
    file = written(Notes(heading(2, "Notes"), notes))
    starts = file.find("//w:lvlOverride/w:startOverride/@w:val", "word/numbering.xml")
    assert starts == ["1", "5"]
    (_, first), (_, second), (_, third) = places(file)[1:]
    assert first == second != third
    assert [style for style, _ in file.paragraphs()[1:]] == ["NoteText"] * 3
