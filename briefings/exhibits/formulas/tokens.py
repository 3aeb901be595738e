"""The tokens of a formula, one after the other, and the faults found among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from briefings.markdown.faults import Fault

_TOKEN = re.compile(
    r"""
    \\(?P<worded>text|mathrm|operatorname)\s*\{(?P<words>(?:[^{}\\]|\\[%$\#&_\ ])*)\}
  | \\(?P<edge>begin|end)\s*\{(?P<name>[^{}\\]*)\}
  | (?P<plain>
        \\[A-Za-z]+ | \\.                                  # a command
      | \d{1,3}(?:,\d{3})+(?:\.\d+)? | \d+(?:\.\d+)?       # a number
      | \S )
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)


class Token(NamedTuple):
    """A command with its backslash, a number or a sign; *words* are the plain words it takes."""

    text: str
    line: int
    """Counted from 0 within the formula."""
    words: str | None = None


END = Token("", 0)


class Broken(Exception):  # noqa: N818 - never leaves this package
    """The structure is broken, and nothing sensible can be read any more."""


def _tokens(tex: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(tex):
        line = tex.count("\n", 0, found.start())
        if found["worded"]:
            yield Token(f"\\{found['worded']}", line, re.sub(r"\\(.)", r"\1", found["words"]))
        elif found["edge"]:
            yield Token(f"\\{found['edge']}", line, found["name"].strip())
        else:
            yield Token(re.sub(r"\s", " ", found["plain"]), line)


@dataclass(slots=True)
class Cursor:
    """Goes from token to token; behind the last of them there is :data:`END`."""

    tokens: tuple[Token, ...]
    at: int = 0
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def of(cls, tex: str) -> Cursor:
        """A cursor before the first token of *tex*."""
        return cls(tuple(_tokens(tex)))

    @property
    def next(self) -> Token:
        """The next token."""
        return self.tokens[self.at] if self.at < len(self.tokens) else END

    def take(self) -> Token:
        """The next token, passed over."""
        token = self.next
        self.at += 1
        return token

    def skip(self, text: str) -> bool:
        """Pass over the next token if it is *text*, and say whether it was."""
        found = self.next.text == text
        self.at += found
        return found

    def fault(self, code: str, what: str, remedy: str) -> None:
        """Note what is wrong with the token that was taken last."""
        line = self.tokens[min(self.at, len(self.tokens)) - 1].line if self.tokens else 0
        self.faults.append(Fault(line, code, what, remedy))

    def broken(self, code: str, what: str, remedy: str) -> Broken:
        """Note what is wrong with the structure, for raising."""
        self.fault(code, what, remedy)
        return Broken()
