"""Style sheets that were read before: most rules of a sheet stand in those before it as well.

The style sheets of products differ in a marking, a title, some spaces. Reading one takes as long as
laying out a page, so its rules are read one by one, and kept. What could mean anything else when it
is read alone, or makes the engine complain, is left to the engine to read as a whole.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

RULES, SHEETS = 4096, 8
"""How many rules and whole sheets are kept."""

_SIGN = re.compile(r"/\*.*?\*/|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\\.|[{}]", re.DOTALL)
_WHOLE = re.compile(r"@(?!page\b|media\b|(?:top|bottom|left|right|footnote)\b)|<!--|-->")
"""What means something for the rules after it, or for the document."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of HTML, and what is read of its style sheet."""

    html: str
    sheets: tuple[Any, ...]
    css: str = ""
    """The style sheet as it was written, if it was read."""


def taken_out(html: str) -> Page:
    """*html* without its style sheet, if that can be read rule by rule."""
    before, _, rest = html.partition("<style>")
    css, end, after = rest.partition("</style>")
    if not end or "<style" in after or _WHOLE.search(css):
        return Page(html, ())
    sheet = _sheet(css)
    return Page(before + after, (sheet,), css) if sheet else Page(html, ())


@lru_cache(maxsize=SHEETS)
def _sheet(css: str) -> Any:
    """The engine's style sheet of *css*; None where it has to be read as a whole."""
    made = _read("")
    for text in rules(css):
        rule = _rule(text)
        if rule is None:
            return None
        for selector, declared in rule.matcher.added:
            made.matcher.add_selector(selector, declared)
        made.page_rules.extend(rule.page_rules)
    return made


@lru_cache(maxsize=RULES)
def _rule(text: str) -> Any:
    """One rule as a style sheet; None where the engine has something to say about it."""
    logger, listener = logging.getLogger("weasyprint"), _Listener(logging.WARNING)
    before, logger.handlers = logger.handlers, [listener]
    try:
        rule = _read(text)
    finally:
        logger.handlers = before
    return None if listener.heard else rule


class _Listener(logging.Handler):
    """Knows whether anything was said."""

    heard = False

    def emit(self, record: logging.LogRecord) -> None:
        self.heard = True


def _read(css: str) -> Any:
    """*css* as the engine's style sheet, whose matcher knows what was added to it."""
    import weasyprint

    return weasyprint.CSS(string=css, url_fetcher=_nothing, matcher=_matcher()())


@cache
def _matcher() -> Any:
    """The engine's own way of finding what a selector means, which also lists the selectors."""
    from weasyprint.css import cssselect2

    class Matcher(cssselect2.Matcher):  # type: ignore[misc]
        """Knows what was added to it."""

        def __init__(self) -> None:
            super().__init__()
            self.added: list[tuple[Any, Any]] = []

        def add_selector(self, selector: Any, payload: Any) -> None:
            """Add one selector, with what is declared for it."""
            self.added.append((selector, payload))
            super().add_selector(selector, payload)

    return Matcher


def _nothing(url: str, *_: object) -> Any:
    raise ValueError(f"a style sheet read rule by rule fetches nothing: {url}")


def rules(css: str) -> Iterator[str]:
    """The rules of *css*, each with all that stands before it."""
    begin = depth = 0
    for sign in _SIGN.finditer(css):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if sign[0] == "}" and depth <= 0:
            yield css[begin : sign.end()].strip()
            begin, depth = sign.end(), 0
    if rest := css[begin:].strip():
        yield rest
