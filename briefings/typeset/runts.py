"""Last lines: none of a heading or paragraph is one short word, if the word before can go with it.

The word before then begins the last line, so that there are as many lines as without, and what is
fitted to pages stays as long as it was. Words are kept together by a sign that is not seen, so that
the blank between them is copied as one. Scripts without blanks have no such words.
"""

from __future__ import annotations

import re

from briefings.engine.aloud import JOINER

_SHORT = 7
"""Signs of the longest word, with its full stop, that does not fill a line by itself."""
_BEFORE = 16
"""Signs of the longest word that goes with it: no narrow column is to be too narrow for both."""

_END = (
    r'(?:</(?:em|strong|span|data)>)*(?:<a role="doc-noteref"[^<]*</a>)*'
    r"</(?:h[1-6]|p|li|figcaption|caption|dd)>"
)
_LAST = re.compile(rf"(?<![^\s>])([^\s<>]{{1,{_BEFORE}}} )(?=[^\s<>]{{1,{_SHORT}}}{_END})")


def without_runts(fragment: str) -> str:
    """*fragment*, whose last words go with those before them."""
    return _LAST.sub(rf"\g<1>{JOINER}", fragment)
