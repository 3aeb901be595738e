"""Diagrams in words, for those who don't see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def listed(texts: Iterable[str], words: Mapping[str, str]) -> str:
    """*texts* as one list in a sentence, each without its full stop."""
    return f"{words['between']} ".join(text.rstrip(".۔") for text in texts)


def named(name: str, texts: Iterable[str], words: Mapping[str, str]) -> str:
    """A sentence of what is under a *name*."""
    return words["series"].format(name=name, points=listed(texts, words))
