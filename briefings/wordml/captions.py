"""Captions: a label and a number that Word counts, marked so that references can quote them."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from briefings.document import Inlines, Label, Strong, Text
from briefings.wordml import characters
from briefings.wordml.references import caption_label
from briefings.wordml.text import PLAIN, Setter, field_runs
from briefings.wordml.xml import Element

Counted = Literal["Figure", "Table"]
"""Word's names of the sequences, which are the same in every language."""


def caption(
    children: Inlines, sequence: Counted, identifier: str | None, setter: Setter
) -> list[Element]:
    """The runs of a caption; its label is in the colour of headings."""
    setter = replace(setter, strong=characters.CAPTION_LABEL)
    match children:
        case (Strong((Text(word), Label("number", (Text(number),)), *rest)), *title):
            manner = PLAIN.under(characters.CAPTION_LABEL)
            count = field_runs(rf"SEQ {sequence} \* ARABIC", setter.text(number, manner))
            label = [*setter.text(word, manner), *count]
            if identifier:
                label = setter.bookmarks.around(caption_label(identifier), label)
            return [*label, *setter.runs(tuple(rest), manner), *setter.runs(tuple(title))]
        case _:
            return setter.runs(children)
