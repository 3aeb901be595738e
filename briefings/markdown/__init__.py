"""The small Markdown of text fields, as XHTML of the document's closed vocabulary.

Supported: emphasis, strong, ``^superscript^``, ``~subscript~``, links (http, https, mailto,
``#id``; the last with the title "number" or "page" to refer by it), words in another language
``[…]{fr}``, notes ``^[…]``; in bodies also paragraphs, forced line breaks, nested lists and block
quotations. Straight quotes, ``--``, ``---`` and ``...`` become typographic ones; a backslash keeps
any mark as it is. Author text is data: nothing else is ever passed through as markup. What is not
supported is printed as the characters it was written with, and :func:`problems` names it, so that
content is refused before it gets that far. Parsing is `CommonMark <https://spec.commonmark.org>`_
by markdown-it-py::

    parsing      text into tokens; typography
    writing      tokens into XHTML or plain words
    faults       what is not supported
    trimming     a text without what is not printed of it
"""

from __future__ import annotations

from briefings.markdown.faults import Fault, problems
from briefings.markdown.parsing import ENGLISH, Quotes
from briefings.markdown.trimming import trimmed
from briefings.markdown.writing import blocks, inline, plain

__all__ = ["ENGLISH", "Fault", "Quotes", "blocks", "inline", "plain", "problems", "trimmed"]
