"""What can go wrong, and how it is told.

Everything a person can put right is a :class:`Problem`: where it is, what is wrong, how to put it
right, and a stable code. Problems travel together in one exception, so that an author sees all of
them at once::

    BriefingsError
    ├── ContentError    content, template, theme or audience at fault      (exit code 1)
    ├── UsageError      the command was typed wrong                        (exit code 2)
    └── MachineError    something the machine needs is missing             (exit code 3)

Anything else that escapes is a bug of this program (exit code 5).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file: the path as the user knows it, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: *what* it is, and the *remedy*, each without a full stop."""

    place: Place
    code: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}. {self.remedy} [{self.code}]"


class BriefingsError(Exception):
    """The root of every error meant for the user; it carries one problem or more."""

    exit_code = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        found = [problems] if isinstance(problems, Problem) else list(problems)
        self.problems: tuple[Problem, ...] = tuple(sorted(set(found)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ContentError(BriefingsError):
    """Content, a template, a theme or an audience is at fault."""


class UsageError(BriefingsError):
    """What was asked for does not exist or cannot be combined."""

    exit_code = 2


class MachineError(BriefingsError):
    """Something the machine needs is missing."""

    exit_code = 3
