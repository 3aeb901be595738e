"""The ledger of an output folder: what was made there of what, so that nothing is made twice.

``OUTPUT/.briefings/ledger.jsonl`` has a line for each edition, which is added as soon as its files
are written. A build that is stopped, however it is, thus loses no more than what it was at: a last
line that is not whole is no line. What a later line says of a file replaces what an earlier one
said; at the end of a build the ledger is written anew with what still holds.

It is imported by builds that have nothing to do, and so imports next to nothing itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from briefings import files
from briefings.errors import Place, Problem

FOLDER = ".briefings"
NAME = "ledger.jsonl"
FORM = 1
"""Version of the form of its lines; lines of other forms are none."""

Told = tuple[str, int, int, str, str, str]
"""A notice: file, line, column, code, what and remedy."""


@dataclass(frozen=True, slots=True)
class Made:
    """One file, and what it was made of."""

    path: str
    """From the output folder, with slashes."""
    facets: Mapping[str, str]
    """What it depends on: digests by what they are of (:mod:`briefings.facets`)."""
    inputs: Mapping[str, str]
    """SHA-256 of each file that it was made from, as far as they are known by name."""
    record: Mapping[str, Any]
    """What a manifest says of it."""
    parts: tuple[str, ...] = ()
    """Keys of the parts that there were to choose from, in the author's order."""
    notices: tuple[Told, ...] = ()

    @property
    def said(self) -> tuple[Problem, ...]:
        """What was said when it was made, and still is to be."""
        return tuple(
            Problem(Place(file, line, column), code, what, remedy)
            for file, line, column, code, what, remedy in self.notices
        )

    @property
    def sha256(self) -> str:
        """Of the file as it was written."""
        return str(self.record["sha256"])


@dataclass(frozen=True, slots=True)
class Settled:
    """A content of which all that was asked for is there, as it should be.

    As long as *request*, *surroundings* and *inputs* are the same, so are its products.
    """

    content: str
    request: str
    surroundings: str
    inputs: Mapping[str, str]
    """SHA-256 of each file that its products are made from, apart from what surrounds all."""
    paths: tuple[str, ...]
    """Its products."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, and which contents that comes to."""

    request: str
    contents: tuple[str, ...]


@dataclass(slots=True)
class Ledger:
    """What is known of an output folder."""

    made: dict[str, Made] = field(default_factory=dict)
    settled: dict[tuple[str, str], Settled] = field(default_factory=dict)
    """By request and content."""
    asked: dict[str, Asked] = field(default_factory=dict)
    """By request."""
    beside: dict[str, str] = field(default_factory=dict)
    """SHA-256 of what a build writes beside its products."""

    def take(self, entry: Made | Settled | Asked) -> None:
        """Have *entry* replace what was said before of the same."""
        match entry:
            case Made():
                self.made[entry.path] = entry
            case Settled():
                self.settled[entry.request, entry.content] = entry
            case Asked():
                self.asked[entry.request] = entry

    def entries(self) -> Iterable[Made | Settled | Asked]:
        """All, in an order that does not depend on the order in which they came."""
        for path in sorted(self.made):
            yield self.made[path]
        for key in sorted(self.settled):
            yield self.settled[key]
        for request in sorted(self.asked):
            yield self.asked[request]


def told(notice: Problem) -> Told:
    """*notice* as an entry has it."""
    place = notice.place
    return place.file, place.line, place.column, notice.code, notice.what, notice.remedy


_TYPES = {"made": Made, "settled": Settled, "asked": Asked}


def place(output: Path) -> Path:
    """Where the ledger of the folder *output* lies."""
    return output / FOLDER / NAME


def read(output: Path) -> Ledger:
    """What is known of *output*; of a ledger that is damaged, what can be read of it."""
    ledger = Ledger()
    for line in (files.read(place(output)) or b"").split(b"\n"):
        if line:
            _take(ledger, line)
    return ledger


def add(output: Path, entries: Iterable[Made | Settled | Asked]) -> None:
    """Say more of *output*, in one piece. Raises ContentError if it can't be written."""
    lines = b"".join(map(_line, entries))
    if lines:  # a line that an earlier build could not end must not take the first of these along
        files.append(place(output), b"\n" + lines)


def rewrite(output: Path, ledger: Ledger) -> None:
    """Replace all that is said of *output*. Raises ContentError if it can't be written."""
    beside = _packed("beside", {"digests": ledger.beside})
    files.write({place(output): b"".join((*map(_line, ledger.entries()), beside))})


def _line(entry: Made | Settled | Asked) -> bytes:
    (kind,) = (name for name, of in _TYPES.items() if isinstance(entry, of))
    return _packed(kind, asdict(entry))


def _packed(kind: str, said: Mapping[str, Any]) -> bytes:
    line = {"form": FORM, "kind": kind, **said}
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _take(ledger: Ledger, line: bytes) -> None:
    try:
        said = json.loads(line)
        if said.pop("form") != FORM:
            return
        kind = said.pop("kind")
        if kind == "beside":
            ledger.beside = {str(name): str(digest) for name, digest in said["digests"].items()}
        else:
            ledger.take(_entry(kind, said))
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
    ):  # not a whole line, or not one of ours
        return


def _entry(kind: str, said: dict[str, Any]) -> Made | Settled | Asked:
    match kind:
        case "made":
            notices = tuple(tuple(notice) for notice in said.pop("notices"))
            made = Made(**{**said, "parts": tuple(said["parts"])}, notices=notices)
            made.record["sha256"], made.facets.keys(), made.inputs.keys()
            return made
        case "settled":
            return Settled(**{**said, "paths": tuple(said["paths"])})
    return Asked(**{**said, "contents": tuple(said["contents"])})
