"""Facets: what a product depends on, by what it is of, so that it is known what changed.

The first is the edition, as it is before it is fitted: what is kept from these readers is not in
it, so a change that they may not see does not touch their files. The others are digests of files
and versions. Two products of the same facets are the same, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from briefings.builds.orders import Order
from briefings.builds.standing import digest_of, engines, of_facts, program
from briefings.content import Content
from briefings.edition import Edition
from briefings.model.briefing import Briefing
from briefings.model.tree import walk
from briefings.untranslated import ABOUT

SAID: Mapping[str, str] = MappingProxyType(
    {
        "words": "what its readers get of the content",
        "data": "a table or picture that it shows",
        "translation": "what of its translation is out of date",
        "kind": "the template of its kind",
        "audience": "its audience",
        "theme": "its theme",
        "labels": "the labels of its language",
        "fonts": "the fonts",
        "house": "the reference document",
        "office": "what LibreOffice is asked",
        "options": "what was asked for",
        "program": "this program",
        "engines": "an engine or a library",
    }
)
"""What changed, in words, by the facet that it shows in; in the order in which they are told."""


def words(edition: Edition) -> str:
    """A digest of all that *edition* may say. Where a part stands among others that are not in it
    does not count.
    """
    parts = [here.part for here in walk(edition.briefing)]
    made = {part.key: f".{n}" for n, part in enumerate(parts) if "." in part.key}
    said = {
        "name": edition.name,
        "briefing": _said(edition.briefing, made),
        "kind": edition.kind.name,
        "audience": edition.audience.name,
        "levels": sorted((made.get(key, key), level) for key, level in edition.levels.items()),
    }
    return of_facts({"edition": json.dumps(said, ensure_ascii=False, default=str)})


def _said(value: Any, made: Mapping[str, str]) -> Any:
    """What a model says, the names that were made for parts without one being as in *made*.

    It is asked field by field: to dump a model, pydantic would first have to make of each type in
    it something that can, which takes longer than the digests of all its files.
    """
    if isinstance(value, BaseModel):
        whole = {name: _said(getattr(value, name), made) for name in type(value).model_fields}
        if whole.get("id") in made:
            whole["id"] = made[whole["id"]]
        return whole
    return [_said(one, made) for one in value] if isinstance(value, tuple) else value


def data(edition: Edition, content: Content) -> str:
    """A digest of the files that *edition* shows."""
    named = {getattr(here.part, "file", None) for here in walk(edition.briefing)}
    return of(content.folder / name for name in sorted(filter(None, named)))


def translation(edition: Edition, content: Content) -> str:
    """A digest of what *edition* says that has changed since it was translated, or is not."""
    if content.translated is None:
        return ""
    keys = {here.loc: here.part.key for here in walk(content.briefing)}
    there = {here.part.key for here in walk(edition.briefing)}
    wanting = (*content.translated.missing, *content.translated.stale)
    about = (t for t in wanting if (t.part and keys[t.part] in there) or t.field in ABOUT)
    return of_facts({f"{text.field} {text.text}": "" for text in about})


def of(paths: Iterable[Path]) -> str:
    """A digest of files, wherever they lie. Their order counts: the first of a name may be used."""
    found = [(path.name, digest_of(path)) for path in dict.fromkeys(paths)]
    return of_facts({"files": json.dumps(found)})


def asked(order: Order, briefing: Briefing, stamp: str) -> str:
    """A digest of what was asked for; of the *stamp*, only where *briefing* has no date."""
    dated = briefing.created or briefing.issued
    said = repr(order.length), order.theme, order.language, "" if dated else stamp
    return of_facts({"asked": json.dumps(said)})


def makers() -> dict[str, str]:
    """The facets that all products share: the program, and what it makes files with."""
    return {"program": program(), "engines": of_facts(engines())}


def told(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    """What is not as it was, in words; nothing if all is."""
    return ", ".join(said for name, said in SAID.items() if before.get(name) != now.get(name))
