"""What checks found, whatever the form in which it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Literal

from briefings.errors import Place, Problem

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong, what deserves a look, and what was found good, by the files' names."""

    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    good: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[tuple[Level, Problem]]:
        """Every problem with its level, errors first, each in the order of places."""
        for problem in sorted(set(self.errors)):
            yield "error", problem
        for problem in sorted(set(self.warnings) - set(self.errors)):
            yield "warning", problem

    def seen_from(self, root: PurePath, here: PurePath) -> Findings:
        """The same with files named from *root* instead of from *here*, where they lie below it.

        Programs that show problems beside a change look for files from the repository's root.
        """

        def name(file: str) -> str:
            path = here / file
            return path.relative_to(root).as_posix() if path.is_relative_to(root) else file

        def moved(problem: Problem) -> Problem:
            place = problem.place
            named = name(place.file) if is_file(place) else place.file
            return replace(problem, place=replace(place, file=named))

        return Findings(
            tuple(map(moved, self.errors)),
            tuple(map(moved, self.warnings)),
            tuple(map(name, self.good)),
        )


def is_file(place: Place) -> bool:
    """Whether *place* is in a file: problems can also lie with an option or argument typed, as in
    ``--theme`` or ``CONTENT``, or with the machine.
    """
    return bool({"/", "."} & {*place.file}) and not place.file.startswith("--")


ABOUT = {
    "S": "reading YAML",
    "M": "fields of the model",
    "C": "references, names, terms",
    "X": "Markdown of text fields",
    "E": "what an audience may see, and needs",
    "F": "length",
    "K": "kinds",
    "R1": "a reference document",
    "R2": "a mapping of its styles",
    "Q": "formulas",
    "V": "themes",
    "T": "a template that stops",
    "H": "HTML outside the vocabulary",
    "W": "what pages or Word files can't hold",
    "P": "pictures",
    "D": "tables, charts and drawings",
    "G": "tables, charts and drawings",
    "O": "output that can't be written, or is not as built",
    "L": "names typed, the machine",
    "I": "names typed, the machine",
    "N": "translations",
    "U": "characters that no font has",
}
"""What codes are about, by how they begin: the table of the README."""


def about(code: str) -> str:
    """What a problem of that *code* is about, in a few words."""
    return next(words for start, words in ABOUT.items() if code.startswith(start))


def sentence(problem: Problem) -> str:
    """What is wrong and how to put it right, without place and code."""
    return f"{problem.what}. {problem.remedy}"
