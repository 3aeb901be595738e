"""Leaves: the places of the content that a document prints, and how each is found again.

A leaf is what stands under one key of the YAML: a title, a wording, an owner, a cell. Its address
is ``<part>/<field>``, and ``<part>/<field>/<n>`` from the second paragraph on; its anchor is a hash
of that, so that nothing can be read from it. A part is addressed by the id that its author gave it.
One without is never addressed by its position, which would count what an edition does not have: it
is known by its own words and by the nearest holder that has an id. So what is put in, left out or
changed elsewhere changes no address.

=====================  ===================================================================
``/title``             the briefing's title
``#kj-1/short``        the short wording of the part with that id
``#kj-1/short/2``      its second paragraph
``#op-a/pros/5f0c…``   a point for that option, which has no id, by its words
=====================  ===================================================================
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256

from markupsafe import Markup, escape

from briefings import markdown
from briefings.document import Written
from briefings.edition import Edition
from briefings.model.blocks import Data
from briefings.model.briefing import Briefing, Change
from briefings.model.parts import LEVELS, Part, Worded
from briefings.model.tree import walk
from briefings.rendering.material import Material

WORDINGS = (*LEVELS, "plain")

MARKED_UP = frozenset((*WORDINGS, "mitigation", "confidence_basis", "where", "rows"))
"""Fields in the small Markdown."""

FORM = ("title", "organisation", "unit", "issued", "reference", "version", "status")
"""Fields of a briefing that are filled in as on a form."""

_NAMES = ("title", "heading", "name", "term")
_ANCHOR = re.compile(r'<data value="(\w+)">')
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


def anchor(address: str) -> str:
    """What stands for an address: the first 12 hexadecimal digits of its SHA-256."""
    return sha256(address.encode()).hexdigest()[:12]


def addresses(edition: Edition) -> dict[str, str]:
    """The address of every part of *edition*, by the part's key."""
    within: dict[str, str] = {}
    found: dict[str, str] = {}
    twins: Counter[str] = Counter()
    for here in walk(edition.briefing):
        part, last = here.part, here.loc[-1]
        above = within[here.holders[-1].key] if here.holders else ""
        path = f"{above}/{last if isinstance(last, str) else here.loc[-2]}"
        if _named(part):
            path = address = f"#{part.key}"
        else:
            address = path if isinstance(last, str) else f"{path}/{_known_by(part, edition)}"
            twins[address] += 1
            address += f".{twins[address]}" if twins[address] > 1 else ""
        within[part.key], found[part.key] = path, address
    return found


def _named(part: Part) -> bool:
    return "." not in part.key  # an id that was made from a place has a dot, an author's has none


def _known_by(part: Part, edition: Edition) -> str:
    """A short digest of what a part is called, or else of its wording in *edition*."""
    named = (str(name) for key in _NAMES if (name := getattr(part, key, None)))
    said = edition.wording(part) if isinstance(part, Worded) else ""
    return _digest(next(named, said))


Owner = Briefing | Part | Change
"""What has fields that are printed."""


@dataclass
class Leaves:
    """Marks the leaves of one edition as they are printed, and keeps what was marked."""

    edition: Edition
    material: Material
    inline: Callable[[str], Markup]
    """Prints a text in the small Markdown."""
    leads: Callable[[str], bool]
    """Whether a link to the part of that key leads anywhere."""
    on: bool = True
    """Whether anything is marked."""
    _written: dict[str, tuple[Owner, Written]] = field(default_factory=dict)
    _grids: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)

    def written(self, html: str) -> tuple[Written, ...]:
        """The leaves that are marked in *html*, in its order; a part's first has what is noted.

        A template may have asked for more than it prints.
        """
        anchors = dict.fromkeys(_ANCHOR.findall(html))
        found: list[Written] = []
        noted: set[str] = set()
        for owner, leaf in (self._written[a] for a in anchors if a in self._written):
            note = self._note(owner, noted)
            found.append(replace(leaf, note=note) if note else leaf)
        return tuple(found)

    def _note(self, owner: Owner, noted: set[str]) -> str:
        """What is noted on a part that is none of *noted*, of which it is one from now on."""
        if not isinstance(owner, Part) or owner.key in noted:
            return ""
        noted.add(owner.key)
        return owner.note_to_editor or ""

    def name(self, part: Part) -> str:
        """What *part* is called in files: its author's id, or else a hash of its address."""
        return part.key if _named(part) else anchor(self._address(part))

    def said(self, owner: Owner, name: str, printed: object = None) -> Markup:
        """What *owner* says in the field *name*, printed as its kind of value is, or as *printed*.

        Empty where the field is.
        """
        value = getattr(owner, name)
        if value is None:
            return Markup("")
        shown = self.inline(value) if name in MARKED_UP else escape(self._shown(value))
        return self.line(owner, name, shown if printed is None else escape(printed))

    def _shown(self, value: object) -> object:
        if isinstance(value, datetime.date):
            return self.material.labels.date(value)
        comma = self.material.labels.comma
        return comma.join(map(str, value)) if isinstance(value, tuple) else value

    def line(self, owner: Owner, name: str, printed: Markup) -> Markup:
        """*printed*, which is what *owner* says in the field *name*, on one paragraph."""
        return self._marked(owner, name, _text(getattr(owner, name)), name, printed)

    def blocks(self, owner: Worded, name: str, printed: str) -> str:
        """*printed*, a wording of several blocks, with each of its paragraphs marked."""
        if not self.on:
            return printed
        leaf = self._leaf(owner, name, _text(getattr(owner, name)), name)
        anchors: list[str] = []

        def marked(paragraph: re.Match[str]) -> str:
            nth = f"/{len(anchors) + 1}" if anchors else ""
            anchors.append(anchor(f"{self._address(owner)}/{name}{nth}"))
            return f"<p>{_data(anchors[-1], Markup(paragraph[1]))}</p>"

        html = _PARAGRAPH.sub(marked, printed)
        self._written.setdefault(anchors[0], (owner, replace(leaf, anchors=tuple(anchors))))
        return html

    def cell(self, table: Data, row: int, column: int) -> Markup:
        """What stands in a cell, counted from 0; it is a leaf if the content has the rows."""
        printed = self.inline(self.material.rows[table.key].body[row][column])
        if not table.rows:
            return printed
        rows, columns = self._grid(table)
        place = f"rows/{rows[row]}/{columns[column]}"
        return self._marked(table, "rows", table.rows[row][column], place, printed)

    def column(self, table: Data, column: int) -> Markup:
        """What stands at the head of a column, counted from 0; a leaf if the content has it."""
        printed = escape(self.material.rows[table.key].head[column])
        if not table.columns:
            return printed
        place = f"columns/{self._grid(table)[1][column]}"
        return self._marked(table, "columns", table.columns[column].label, place, printed)

    def _marked(self, owner: Owner, name: str, text: str, place: str, printed: Markup) -> Markup:
        if not self.on or not printed.strip():
            return printed
        leaf = self._leaf(owner, name, text, place)
        self._written.setdefault(leaf.anchors[0], (owner, leaf))
        return _data(leaf.anchors[0], printed)

    def _leaf(self, owner: Owner, name: str, text: str, place: str) -> Written:
        form = isinstance(owner, Briefing) and name in FORM
        return Written(
            anchors=(anchor(f"{self._address(owner)}/{place}"),),
            field=type(owner).model_fields[name].alias or name,
            text=self._trimmed(text) if name in MARKED_UP else text,
            level=name if name in WORDINGS else "",
            label=self.material.labels.words[name] if form else "",
        )

    def _trimmed(self, text: str) -> str:
        """*text* without what is not printed of it."""
        notes = self.edition.kind.sources != "line"
        return markdown.trimmed(text, self.leads, notes=notes)

    def _address(self, owner: Owner) -> str:
        match owner:
            case Briefing():
                return ""
            case Change(version=version, summary=summary):
                return f"/changes/{_digest(version, summary)}"
            case _:
                return self._addresses[owner.key]

    @cached_property
    def _addresses(self) -> dict[str, str]:
        return addresses(self.edition)

    def _grid(self, table: Data) -> tuple[list[str], list[str]]:
        """What rows and columns are known by: digests of first cells and of labels."""
        if table.key not in self._grids:
            rows = _told_apart(row[0] for row in table.rows)
            self._grids[table.key] = rows, _told_apart(c.label for c in table.columns)
        return self._grids[table.key]


def _digest(*words: str) -> str:
    return anchor("\n".join(words))[:8]


def _told_apart(texts: Iterable[str]) -> list[str]:
    """A digest for each of *texts*, the same ones counted."""
    seen: Counter[str] = Counter()
    names = []
    for text in texts:
        seen[text] += 1
        names.append(_digest(text) + (f".{seen[text]}" if seen[text] > 1 else ""))
    return names


def _data(anchor: str, printed: Markup) -> Markup:
    return Markup(f'<data value="{anchor}">{printed}</data>')


def _text(value: object) -> str:
    """A value as it is written: dates as ISO 8601, of a list a line each."""
    return "\n".join(map(str, value)) if isinstance(value, tuple) else str(value)
