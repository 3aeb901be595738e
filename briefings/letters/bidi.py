"""The Unicode bidirectional algorithm for one paragraph (UAX #9): which characters run which way.

Word does not work it out, but is told run by run; the PDF's engine does for words of one element,
but sets one element after another. So it is worked out here for both. Explicit embeddings,
overrides and isolates do not occur in documents and count as nothing. Pairs of brackets are those
of :data:`_PAIRS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from unicodedata import bidirectional

LINE = "\u2028"
"""Stands for a line break inside a paragraph."""
OBJECT = "\ufffc"
"""Stands for what is no text, such as a picture."""

_STRONG = frozenset(("R", "AL", "AN"))
_IGNORED = frozenset(("BN", "LRE", "RLE", "LRO", "RLO", "PDF"))
_ISOLATES = frozenset(("LRI", "RLI", "FSI", "PDI"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON"))
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_FARSI_DIGITS = frozenset(map(chr, range(0x06F0, 0x06FA)))
"""Digits of Persian, Urdu and others, which count as European ones and are set as Arabic ones."""


def has_right_to_left(text: str) -> bool:
    """Whether *text* has a character of a script that is written from right to left."""
    return not text.isascii() and any(
        bidirectional(c) in _STRONG or c in _FARSI_DIGITS for c in frozenset(text)
    )


def right_to_left(text: str, base: bool) -> list[bool]:
    """For each character of *text* whether it belongs into a run from right to left.

    *base* says that the paragraph is one. Digits of a paragraph from right to left stay apart from
    its words, in runs from left to right; between such words in another paragraph they go along.
    What holds no such words, from one tab or line break to the next, is left whole.
    """
    deep = levels(text, base)
    for start, end in _stretches(text):
        if base and not has_right_to_left(text[start:end]) and 2 in deep[start:end]:
            deep[start:end] = [2] * (end - start)
    made: list[bool] = []
    for level, piece in groupby(zip(deep, text, strict=True), key=lambda pair: pair[0]):
        characters = [character for _, character in piece]
        if base and level == 2:
            rtl = any(bidirectional(c) == "AN" or c in _FARSI_DIGITS for c in characters)
        else:
            rtl = level > 0
        made += [rtl] * len(characters)
    return made


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of what stands between tabs and line breaks."""
    ends = [n for n, character in enumerate(text) if character in (LINE, "\t")]
    starts = (0, *(end + 1 for end in ends))
    return zip(starts, (*ends, len(text)), strict=True)


def levels(text: str, base: bool) -> list[int]:
    """The embedding level of each character: even ones run from left to right."""
    classes = [bidirectional(c) or "L" for c in text]
    kept = [n for n, kind in enumerate(classes) if kind not in _IGNORED]
    kinds = ["ON" if classes[n] in _ISOLATES else classes[n] for n in kept]
    embedding = "R" if base else "L"
    _weak(kinds, embedding)
    _brackets(kinds, [text[n] for n in kept], embedding)
    _neutral(kinds, embedding)
    found = {n: _level(kind, base) for n, kind in zip(kept, kinds, strict=True)}
    made, last = [], int(base)
    for n in range(len(text)):
        last = found.get(n, last)
        made.append(last)
    return made


def visual_runs(levels: Sequence[int]) -> list[tuple[int, int, int]]:
    """Start, end and level of each run of one level, in the order of the eye from the left (L2)."""
    runs, start = [], 0
    for level, piece in groupby(levels):
        end = start + len(list(piece))
        runs.append((start, end, level))
        start = end
    for least in range(max(levels, default=0), 0, -1):
        turned: list[tuple[int, int, int]] = []
        for deep, piece_of in groupby(runs, key=lambda run: run[2] >= least):
            found = list(piece_of)
            turned += reversed(found) if deep else found
        runs = turned
    return runs


def _level(kind: str, base: bool) -> int:
    """I1 and I2."""
    if base:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)


def _weak(kinds: list[str], embedding: str) -> None:
    """W1 to W7, in place."""
    before = embedding
    for n, kind in enumerate(kinds):
        kinds[n] = before = before if kind == "NSM" else kind
    strong = embedding
    for n, kind in enumerate(kinds):
        strong = kind if kind in ("L", "R", "AL") else strong
        if kind == "EN" and strong == "AL":
            kinds[n] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for n in range(1, len(kinds) - 1):
        beside = {kinds[n - 1], kinds[n + 1]}
        if (kinds[n] in ("ES", "CS") and beside == {"EN"}) or (kinds[n], beside) == ("CS", {"AN"}):
            kinds[n] = kinds[n - 1]
    for start, end, kind in _pieces(kinds):
        if kind == "ET" and "EN" in (*kinds[max(0, start - 1) : start], *kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
    strong = embedding
    for n, kind in enumerate(kinds):
        strong = kind if kind in ("L", "R") else strong
        if kind in ("ES", "ET", "CS"):
            kinds[n] = "ON"
        elif kind == "EN" and strong == "L":
            kinds[n] = "L"


def _pieces(kinds: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of what is of one kind."""
    start = 0
    for kind, piece in groupby(list(kinds)):
        end = start + len(list(piece))
        yield start, end, kind
        start = end


def _side(kind: str) -> str | None:
    """What a kind is to the neutral characters beside it: numbers count as R."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind)


def _brackets(kinds: list[str], text: Sequence[str], embedding: str) -> None:
    """N0, in place: the brackets of a pair run the same way."""
    for opening, closing in sorted(_pairs(kinds, text)):
        inside = {_side(kind) for kind in kinds[opening + 1 : closing]} - {None}
        if embedding in inside:
            side = embedding
        elif inside:
            before = (_side(kind) for kind in reversed(kinds[:opening]))
            side = next((side for side in before if side), embedding)
        else:
            continue
        kinds[opening] = kinds[closing] = side


def _pairs(kinds: Sequence[str], text: Sequence[str]) -> Iterator[tuple[int, int]]:
    """BD16: pairs of brackets."""
    open_: list[tuple[str, int]] = []
    for n, character in enumerate(text):
        if kinds[n] == "ON" and character in _PAIRS:
            open_.append((_PAIRS[character], n))
        elif kinds[n] == "ON" and character in _PAIRS.values():
            fitting = [place for place, (closing, _) in enumerate(open_) if closing == character]
            if fitting:
                yield open_[fitting[-1]][1], n
                del open_[fitting[-1] :]


def _neutral(kinds: list[str], embedding: str) -> None:
    """N1 and N2, in place; breaks of lines and tabs (L1) go with the paragraph."""
    flat = ["ON" if kind in _NEUTRAL else kind for kind in kinds]
    apart = {n for n, kind in enumerate(kinds) if kind in ("B", "S")}
    for start, end, kind in _pieces(flat):
        if kind == "ON":
            before = _side(kinds[start - 1]) if start else embedding
            after = _side(kinds[end]) if end < len(kinds) else embedding
            kinds[start:end] = [before if before == after and before else embedding] * (end - start)
    for n in apart:
        kinds[n] = embedding
