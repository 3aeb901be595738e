"""Page breaks of a Word file: what the style sheet of the PDF keeps together stays together."""

from __future__ import annotations

from briefings.document import Cell, Group, Heading, List, ListItem, Quotation, Table
from briefings.wordml.xml import Element
from wordfile import WordFile, said, style_of, text_of, words, written


def tied(file: WordFile) -> list[str]:
    """Words of the paragraphs that are kept with the next, by hand or by their style."""
    return [text_of(p) for p in file.find("//w:body//w:p") if _has(file, p, "keepNext")]


def whole(file: WordFile) -> list[str]:
    """Words of the paragraphs whose lines are kept together."""
    return [text_of(p) for p in file.find("//w:body//w:p") if _has(file, p, "keepLines")]


def _has(file: WordFile, paragraph: Element, name: str) -> bool:
    holders = (paragraph, file.style(style_of(paragraph)))
    return any(holder.find(f"./{{*}}pPr/{{*}}{name}") is not None for holder in holders)


def test_a_quotation_stays_with_who_is_quoted() -> None:
    file = written(Quotation((said("one"), said("two"), said("A nurse", role="attribution"))))
    assert tied(file) == ["one", "two"]
    assert whole(file) == ["one", "two", "A nurse"]


def test_an_item_of_a_list_is_not_parted() -> None:
    inner = List((ListItem((said("c"),)), ListItem((said("d"),))))
    items = (ListItem((said("a"), said("b"), inner)), ListItem((said("e"),)))
    file = written(List(items))
    assert tied(file) == ["a", "b", "c"]
    assert whole(file) == ["a", "b", "c", "d", "e"]


def test_a_callout_in_the_text_is_not_parted() -> None:
    file = written(Group("callout", (said("L", role="label"), said("a"), said("b"))))
    assert tied(file) == ["L", "a"]


def test_a_panel_may_be_parted_below_its_heading() -> None:
    file = written(Group("judgements", (Heading(2, words("J")), said("a"), said("b"))))
    assert tied(file) == ["J"]


def test_a_caption_stays_with_the_head_of_its_table_and_that_with_the_first_row() -> None:
    head = (Cell((said("H"),), "column"),)
    rows = ((Cell((said("x"),)),), (Cell((said("y"),)),))
    file = written(Table("data", (100.0,), head, rows, words("Caption")))
    assert tied(file) == ["Caption", "H"]
    assert len(file.find("//w:trPr/w:cantSplit")) == 3


def test_a_judgement_of_a_book_may_be_parted() -> None:
    item = ListItem((said("a"), said("told", role="fact")))
    panel = Group("judgements", (Heading(2, words("J")), List((item,), True, "judgements")))
    book = written(panel, layout="book")
    assert (tied(book), whole(book)) == (["J"], ["J"])
    assert tied(written(panel)) == ["J", "a"]
