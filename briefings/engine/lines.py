"""Lines that were set before: the same words, in the same type, with the same room.

What is measured is set once more on pages, and products of one briefing say much of what the others
say. The engine finds out anew each time which words stand on a line, which is a third of its work.
What it found out last is kept here, as long as the fonts are that it goes by.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Hashable
from hashlib import blake2b
from itertools import count
from operator import itemgetter
from typing import Any
from weakref import WeakKeyDictionary

MOST = 16_384
"""How many lines are kept, of less than a kilobyte each; then they are found out anew."""

ASKED = (
    "direction",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "white_space",
    "word_break",
    "word_spacing",
)
"""The properties of a style that the engine asks for when it sets a line, as they can be compared;
beside them it asks which fonts there are, and whether a line is drawn along the words.
"""

_asked = itemgetter(*ASKED)


class Kept:
    """The lines that were set with some fonts."""

    def __init__(self) -> None:
        self.lines: dict[Hashable, Any] = {}
        self.types: dict[Hashable, int] = {}
        self._numbers = count()  # none is given twice, not even after some were let go of

    def type_of(self, style: Any) -> int:
        """The number of a style among those that lines are set in alike."""
        drawn = style["text_decoration_line"] != "none"
        asked = (tuple(style["font_family"]), drawn, *_asked(style))
        return self.types.setdefault(asked, next(self._numbers))

    def take(self, key: Hashable, line: Any) -> None:
        """Keep *line*."""
        if len(self.lines) >= MOST:
            self.lines.clear()
            self.types.clear()
        self.lines[key] = line


_kept: WeakKeyDictionary[Any, Kept] = WeakKeyDictionary()


@functools.cache  # once: other lessons may be about the same function
def teach() -> None:
    """Have the engine look, from now on, among the lines that are kept.

    This takes the place of a function that the engine has for itself, in the version that is
    pinned.
    """
    from weasyprint.layout import inline, preferred
    from weasyprint.text import line_break

    split = line_break.split_first_line

    @functools.wraps(split)
    def known(text: str, style: Any, context: Any, *room: Any, **more: Any) -> Any:
        fonts = style.font_config
        kept = _kept.get(fonts) or _kept.setdefault(fonts, Kept())
        words = str(text)  # it may be of a type that another lesson is about
        digest = blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        key = digest, kept.type_of(style), room, *more.items()
        if key not in kept.lines:
            kept.take(key, split(words, style, context, *room, **more))
        layout, *measures = kept.lines[key]
        return copy.copy(layout), *measures  # which has the style of who draws it

    for module in (line_break, inline, preferred):
        module.split_first_line = known
