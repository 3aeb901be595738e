"""Standing: whether what was asked for is there already, found out without reading any content.

Files are compared by their digests: those that products are made from, and the products
themselves. Only where something differs is content read, and then its editions are compared
(:mod:`briefings.builds.facets`). Fonts, templates and this program's own files are read only if
they look other than when they were last read. So this imports next to nothing, and a build that has
nothing to do costs little more than starting Python and reading contents and products once.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from briefings import folders
from briefings.builds.ledger import FOLDER, Ledger, Made, Settled
from briefings.digest import below, digest, looks, sha256_of
from briefings.machine import versions
from briefings.machine.lock import left_off
from briefings.machine.stopwatch import settled
from briefings.naming import known, named

DELIVERABLES = "deliverables.yaml"
"""Beside contents: what is built of them when nothing else is asked for."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for: all that decides which products are built, and how they come out."""

    folder: Path
    """Where the contents lie."""
    contents: tuple[Path, ...] = ()
    """Those that were named."""
    kinds: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    length: str = ""
    stamp: str = ""
    """Date of files whose content has none (ISO 8601)."""
    verify: bool = False
    reference: Path | None = None
    style_map: Path | None = None
    shard: str = ""

    @property
    def digest(self) -> str:
        """What tells it from other requests, and from the same one when more was declared."""
        said = {name: str(value) for name, value in asdict(self).items()}
        said["declared"] = digest_of(self.folder / DELIVERABLES) or ""
        said["contents"] = json.dumps([known(path) for path in self.contents])
        return of_facts(said)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is there of a request: contents of which nothing needs to be looked at again."""

    contents: tuple[str, ...] = ()
    """All that the request comes to, if it was made before."""
    settled: Mapping[str, Settled] = field(default_factory=dict)
    sealed: bool = False
    """Whether what is written beside products is as it was, by a build that came to its end."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The products that are there, in the order of what was asked for."""
        there = (self.settled[name] for name in self.contents if name in self.settled)
        return tuple(path for one in there for path in one.products)

    @property
    def whole(self) -> bool:
        """Whether nothing is to be done."""
        there = all(name in self.settled for name in self.contents)
        return bool(self.contents) and there and self.sealed


def standing(request: Request, output: Path, ledger: Ledger) -> Standing:
    """What *ledger* knows to be there, in *output*, of what is asked for."""
    asked = request.digest
    before = ledger.asked.get(asked)
    if before is None:
        return Standing()
    around, state = surroundings(request.folder), State(output)
    found = {
        name: settled
        for name in before.contents
        if (settled := ledger.settled.get((asked, name)))
        and settled.surroundings == around
        and state.same(settled.inputs)
        and all(state.sound(ledger.made.get(path), sha) for path, sha in settled.products.items())
    }
    sealed = all(digest_of(output / name) == sha for name, sha in ledger.beside.items())
    ended = not left_off(output / FOLDER)
    return Standing(before.contents, found, sealed and ended and bool(ledger.beside))


@dataclass(frozen=True, slots=True)
class State:
    """The files of an output folder, and those they are made from; each is read at most once."""

    output: Path

    def same(self, inputs: Mapping[str, str]) -> bool:
        """Whether files are what they were."""
        return all((digest_of(named(name)) or "") == sha for name, sha in inputs.items())

    def sound(self, made: Made | None, sha256: str) -> bool:
        """Whether a product is there as it was written, and has that digest."""
        return made is not None and sha256 == made.sha256 == digest_of(self.output / made.path)

    def fate(self, made: Made) -> str:
        """What became of a product, in words; nothing if it is as it was written."""
        found = digest_of(self.output / made.path)
        if found is None:
            return "its file is gone"
        return "" if found == made.sha256 else "its file is not as it was written"


def look_again() -> None:
    """Forget what files and engines were like: whoever asks from now on asks how they are now."""
    digest_of.cache_clear()
    tree_of.cache_clear()
    _trees.clear()
    engines.cache_clear()


@functools.cache
def digest_of(path: Path) -> str | None:
    """SHA-256 of a file as it was when it was first asked for; None if it can't be read."""
    try:
        return sha256_of(path)
    except OSError:
        return None


def of_facts(facts: Mapping[str, str]) -> str:
    """One digest of many facts, whatever order they come in."""
    said = json.dumps(dict(sorted(facts.items())), ensure_ascii=False)
    return digest(said.encode("utf-8", "surrogatepass"))


def surroundings(content: Path) -> str:
    """A digest of all that surrounds contents: templates, audiences, fonts, program, engines."""
    templates = folders.templates(Path.cwd())
    library = (*templates, *folders.audiences(content))
    facts = {f"library {number}": tree_of(folder) for number, folder in enumerate(library)}
    return of_facts({**facts, "fonts": fonts(templates), "program": program(), **engines()})


def fonts(templates: Sequence[Path]) -> str:
    """A digest of all files that a font may be in."""
    return of_facts({f"{n}": tree_of(f) for n, f in enumerate(folders.fonts(templates))})


@functools.cache
def tree_of(folder: Path, *endings: str) -> str:
    """A digest of the files below a folder as they were when they were first asked for.

    Where all of them look as they did when the digest was made that is recalled, that is it.
    """
    found = below(folder, *endings)
    look = _look(found)
    if not look or not (tree := _recalled.get(look)):
        tree = of_facts({name: digest_of(Path(path)) or "" for name, path in found.items()})
    if look:
        _trees[look] = tree
    return tree


def _look(found: Mapping[str, str]) -> str:
    """How files look; nothing where one changed just now, and could again without looking so."""
    try:
        look, last = looks(found)
    except OSError:
        return ""
    return look if settled(last) else ""


def recall(trees: Mapping[str, str]) -> None:
    """Know digests of trees, by how their files looked (:func:`trees`)."""
    _recalled.update(trees)


def trees() -> Mapping[str, str]:
    """Digests of the trees that were asked for since :func:`look_again`, by how they looked."""
    return dict(_trees)


_recalled: dict[str, str] = {}
_trees: dict[str, str] = {}


def program() -> str:
    """A digest of this program's own files, which change between releases too."""
    return tree_of(Path(__file__).parents[1], ".py", ".json")


@functools.cache
def engines() -> Mapping[str, str]:
    """Versions of all that shows in the bytes of products, and what of it there is."""
    python, packages = {"python": versions.python()}, versions.packages()
    return {**python, **packages, **versions.libraries(), **versions.present()}
