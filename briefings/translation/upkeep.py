"""Keeping a translation's file up to date, and writing it so that it is pleasant to fill in."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable

from briefings.translation import Entries, Entry, Text, Translation


def brought_up_to_date(
    translation: Translation, wanted: Iterable[Text], every: Iterable[Text]
) -> tuple[Entry, ...]:
    """The entries of *translation*, in the order of the content, with one for each of *wanted*.

    What has changed since it was translated says what it was. Entries whose text is not in the
    content any more, which has *every* text, stand at the end.
    """
    every = tuple(every)
    entries, asked = Entries(translation), {text.loc for text in wanted}
    standing = {(text.at, text.text) for text in every}
    made: dict[tuple[str, str], Entry] = {}
    used: set[int] = set()
    for text in every:
        number = entries.find(text)
        if number is not None:
            used |= entries.alike(number)
            old = translation.texts[number]
            changed = old.of if old.to is not None and old.of != text.text else None
            at = old.at if (old.at, text.text) in standing else text.at
            entry = Entry(at=at, of=text.text, was=old.was or changed, to=old.to)
        elif text.loc in asked:
            entry = Entry(at=text.at, of=text.text)
        else:
            continue
        made.setdefault((text.text, entry.to or ""), entry)
    rest = (entry for number, entry in enumerate(translation.texts) if number not in used)
    return (*made.values(), *rest)


def written(translator: str | None, entries: Iterable[Entry], head: str) -> str:
    """The file of a translation, under the comment *head*."""
    lines = [f"# {line}".rstrip() for line in head.splitlines()]
    lines += [f"translator: {_scalar(translator, 2)}"] if translator else []
    lines.append("texts:")
    for entry in entries:
        lines.append(f"- at: {entry.at}")
        lines.append(f"  from: {_scalar(entry.of, 4)}")
        lines += [f"  was: {_scalar(entry.was, 4)}"] if entry.was else []
        lines.append(f"  to: {'~' if entry.to is None else _scalar(entry.to, 4)}")
    return "\n".join(lines if lines[-1] != "texts:" else [*lines[:-1], "texts: []"]) + "\n"


def _scalar(text: str, indent: int) -> str:
    """*text* as YAML, as it is read most easily; quoted where only that keeps every character."""
    if len(text) < 80:
        return json.dumps(text, ensure_ascii=False)
    plainly = text == text.strip() and not re.search(r"\n[ \t]|[ \t]\n|\t", text)
    if plainly and "\n" not in text and "  " not in text:
        words = textwrap.wrap(text, 98 - indent, break_long_words=False, break_on_hyphens=False)
        return ">-\n" + "\n".join(" " * indent + line for line in words)
    if plainly:
        return "|-\n" + "\n".join(" " * indent * bool(line) + line for line in text.split("\n"))
    return json.dumps(text, ensure_ascii=False)
