"""The ledger of an output folder: what was made there of what, so that nothing is made twice.

``OUTPUT/.briefings/ledger.jsonl`` has a line for each edition, which is added as soon as its files
are written. A build that is stopped, however it is, thus loses no more than what it was at: a last
line that is not whole is no line. What a later line says of a file replaces what an earlier one
said; at the end of a build the ledger is written anew with what still holds.

Anyone may have touched it. What is no line of this form is none, and names no file outside the
folder: the worst that comes of it is that something is built again.

It is imported by builds that have nothing to do, and so imports next to nothing itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from briefings import files
from briefings.errors import Place, Problem
from briefings.naming import within

FOLDER = ".briefings"
NAME = "ledger.jsonl"
FORM = 2
"""Version of the form of its lines; lines of other forms are none."""

REQUESTS = 16
"""How many requests are remembered: those that came last."""

Told = tuple[str, int, int, str, str, str]
"""A notice: file, line, column, code, what and remedy."""


@dataclass(frozen=True, slots=True)
class Made:
    """One file, and what it was made of."""

    path: str
    """From the output folder, with slashes."""
    facets: Mapping[str, str]
    """What it depends on: digests by what they are of (:mod:`briefings.builds.facets`)."""
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
    products: Mapping[str, str]
    """SHA-256 of each of its products, by path. Another request may give one of the same path."""


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
    """By request, the last one last."""
    beside: dict[str, str] = field(default_factory=dict)
    """SHA-256 of what a build writes beside its products."""
    trees: dict[str, str] = field(default_factory=dict)
    """Digests of folders that surround contents, by how their files looked when they were read."""

    def take(self, entry: Made | Settled | Asked) -> None:
        """Have *entry* replace what was said before of the same."""
        match entry:
            case Made():
                self.made[entry.path] = entry
            case Settled():
                self.settled[entry.request, entry.content] = entry
            case Asked():
                self.asked.pop(entry.request, None)
                self.asked[entry.request] = entry

    def entries(self) -> Iterable[Made | Settled | Asked]:
        """All: products and contents in an order that does not depend on how they came."""
        for path in sorted(self.made):
            yield self.made[path]
        for key in sorted(self.settled):
            yield self.settled[key]
        yield from self.asked.values()

    def holding(self, sound: Callable[[Mapping[str, Any]], bool]) -> Ledger:
        """The same, of products only those of which what a manifest says is *sound*."""
        made = {path: one for path, one in self.made.items() if sound(one.record)}
        return replace(self, made=made)

    def tidy(self) -> None:
        """Forget old requests, and contents whose products have become others."""
        there = {path: one.sha256 for path, one in self.made.items()}
        self.asked = dict([*self.asked.items()][-REQUESTS:])
        self.settled = {
            key: one
            for key, one in self.settled.items()
            if one.request in self.asked and one.products.items() <= there.items()
        }


def told(notice: Problem) -> Told:
    """*notice* as an entry has it."""
    place = notice.place
    return place.file, place.line, place.column, notice.code, notice.what, notice.remedy


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
    files.write({place(output): written(ledger)})


def written(ledger: Ledger) -> bytes:
    """*ledger* as its file has it."""
    beside = _packed("beside", {"digests": ledger.beside})
    trees = _packed("trees", {"digests": ledger.trees})
    return b"".join((*map(_line, ledger.entries()), beside, trees))


def merged(ledgers: Iterable[Ledger], beside: Mapping[str, str]) -> Ledger:
    """What is known of a folder that has the files of several, of which each may have some.

    What was asked for in each of them alone was not asked for there.
    """
    made = {path: one for ledger in ledgers for path, one in ledger.made.items()}
    return Ledger(made, beside=dict(beside))


def _line(entry: Made | Settled | Asked) -> bytes:
    kind = type(entry).__name__.lower()
    return _packed(kind, {each.name: getattr(entry, each.name) for each in fields(entry)})


def _packed(kind: str, said: Mapping[str, Any]) -> bytes:
    line = {"form": FORM, "kind": kind, **said}
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"), default=dict)
    return text.encode("utf-8", "surrogatepass") + b"\n"  # not every file has a name in Unicode


def _take(ledger: Ledger, line: bytes) -> None:
    try:
        said = json.loads(line)
        if said.pop("form") != FORM:
            return
        kind = said.pop("kind")
        if kind == "beside":
            ledger.beside = _digests(said["digests"], paths=True)
        elif kind == "trees":
            ledger.trees = _digests(said["digests"])
        else:
            ledger.take(_READ[kind](said))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return  # not a whole line, or not one of ours


def _made(said: dict[str, Any]) -> Made:
    notices = tuple(map(_notice, said.pop("notices")))
    parts = _texts(said.pop("parts"))
    made = Made(**said, parts=parts, notices=notices)
    _digests({made.path: made.record["sha256"]}, paths=True)
    _digests(made.facets)
    _digests(made.inputs)
    if made.record["path"] != made.path:
        raise ValueError(made.path)
    return made


def _settled(said: dict[str, Any]) -> Settled:
    settled = Settled(**said)
    _texts([settled.content, settled.request, settled.surroundings])
    _digests(settled.inputs)
    _digests(settled.products, paths=True)
    return settled


def _asked(said: dict[str, Any]) -> Asked:
    contents = _texts(said.pop("contents"))
    asked = Asked(**said, contents=contents)
    _texts([asked.request])
    return asked


_READ: Mapping[str, Callable[[dict[str, Any]], Made | Settled | Asked]] = {
    "made": _made,
    "settled": _settled,
    "asked": _asked,
}


def _digests(found: Any, paths: bool = False) -> dict[str, str]:
    """*found*, if it is texts by names; or by *paths* in the folder. Raises ValueError."""
    if not isinstance(found, dict) or not all(type(one) is str for one in found.values()):
        raise ValueError(found)
    if paths and not all(map(within, found)):
        raise ValueError(found)
    return found


def _texts(found: Any) -> tuple[str, ...]:
    """*found*, if it is a list of texts. Raises ValueError."""
    if not isinstance(found, list) or not all(type(one) is str for one in found):
        raise ValueError(found)
    return tuple(found)


def _notice(found: Any) -> Told:
    """*found*, if it is a notice. Raises ValueError."""
    file, line, column, code, what, remedy = found
    if type(line) is not int or type(column) is not int:
        raise ValueError(found)
    _texts([file, code, what, remedy])
    return file, line, column, code, what, remedy
