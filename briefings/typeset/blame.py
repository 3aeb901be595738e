"""Blame: which part of a document it is that the layout engine can't lay out.

Parts of it are laid out alone: halves, and halves of those, until one part is left that can't be
laid out by itself. Marked HTML (:mod:`briefings.galley.marks`) says which element was written for
which part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from lxml import html

from briefings.engine import Unlaid
from briefings.errors import Place, Problem
from briefings.galley.marks import PART

Fails = Callable[[str], bool]
"""Whether the engine can't lay out some HTML."""

_TOLD = {
    "time": ("W111", "takes longer than {} to lay out", "allow more with --time-limit"),
    "memory": ("W112", "takes more than {} of memory to lay out", "allow more with --memory-limit"),
    "stop": ("W113", "stops the layout engine ({})", "nest it less deeply"),
}
"""For each cause its code, what is said, and a remedy."""

_MARK = "data-suspect"


def unlaid(place: Place, error: Unlaid, what: str = "this document") -> Problem:
    """What to tell of *error*, which *what* at *place* is to blame for."""
    code, said, remedy = _TOLD[error.cause]
    remedy = f"make it shorter or simpler, or {remedy}"
    return Problem(place, code, f"{what} {said.format(error.said)}", remedy)


def culprit(marked: str, fails: Fails) -> str:
    """The key of the part that makes *marked*, a document's HTML, fail.

    Nothing where no part fails alone: then it is the document as a whole.
    """
    root = html.fragment_fromstring(marked, create_parent="div")
    for number, element in enumerate(root.iterfind(f".//*[@{PART}]")):
        element.set(_MARK, str(number))
    found = _within(root, fails, root)
    return str(found.get(PART, ""))


def _within(holder: Any, fails: Fails, root: Any) -> Any:
    """The innermost part in *holder* that fails alone, or else *holder* itself."""
    inner = [*_outermost(holder)]
    if not inner or fails(_only([], holder, root)):
        return holder
    group = _narrowed(inner, lambda some: fails(_only(some, holder, root)))
    return _within(group[0], fails, root) if len(group) == 1 else holder


def _narrowed(group: Sequence[Any], fails: Callable[[Sequence[Any]], bool]) -> Sequence[Any]:
    """The least part of *group* that still fails, by halves; one element if it fails alone."""
    if len(group) == 1:
        return group if fails(group) else ()
    while len(group) > 1:
        middle = len(group) // 2
        for half in (group[:middle], group[middle:]):
            if fails(half):
                group = half
                break
        else:
            return group
    return group


def _outermost(holder: Any) -> Iterator[Any]:
    """Elements in *holder* that are marked for a part, and stand in no other such."""
    for child in holder:
        if child.get(_MARK) is not None:
            yield child
        else:
            yield from _outermost(child)


def _only(kept: Sequence[Any], holder: Any, root: Any) -> str:
    """The HTML of *root* with only those parts that are *kept*, and what is for no part.

    Of *holder*, in which they stand, there is what is its own; notes are there if they are called.
    """
    names = {element.get(_MARK) for element in kept}
    around = {element.get(_MARK) for element in (holder, *holder.iterancestors())}
    copy = deepcopy(root)
    _prune(copy, names, around)
    _drop_uncalled(copy)
    return str(html.tostring(copy, encoding="unicode"))


def _prune(element: Any, names: set[str | None], around: set[str | None]) -> None:
    for child in [*element]:
        name = child.get(_MARK)
        if name is None or name in around:
            _prune(child, names, around)
        elif name not in names:
            child.drop_tree()


def _drop_uncalled(root: Any) -> None:
    calls = root.iterfind(".//a[@role='doc-noteref']")
    called = {str(call.get("href", ""))[1:] for call in calls}
    for note in [*root.iterfind(".//li[@id]")]:
        name = str(note.get("id"))
        if name.startswith("note-") and name not in called:
            note.drop_tree()
