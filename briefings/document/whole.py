"""The document as a whole, and what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefings import meta
from briefings.document.blocks import Blocks
from briefings.document.pictures import Asset

Meta = meta.Meta


@dataclass(frozen=True, slots=True)
class Written:
    """One place of the content as the author wrote it, for those that a document prints."""

    anchors: tuple[str, ...]
    """By which its paragraphs are known: 12 hexadecimal digits each, never a place in the file."""
    field: str
    """The key it stands under."""
    text: str
    """As it is written, in the small Markdown where the field has that; a line for each of a list.

    Notes and links that the document does not print are not in it.
    """
    level: str = ""
    """Which wording it is (``short``, ``medium``, ``long``, ``plain``), if it is one."""
    label: str = ""
    """What people call it, for what is filled in as on a form: date, reference, and the like."""
    note: str = ""
    """What the author has to say to who edits it, in plain characters; never printed."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document was made from: the base of a merge, for the way back from an edited file.

    It says nothing of what the document does not have.
    """

    content: str
    kind: str
    audience: str
    length: str = ""
    """The length that was asked for, as file names say it."""
    written: tuple[Written, ...] = ()
    """What is printed, in the order in which it first is."""
    theme: str = ""
    """The theme that was asked for, where it is not the content's own."""


@dataclass(frozen=True, slots=True)
class RunningHead:
    """What stands at the head and foot of every page, beside the page number."""

    title: str
    kind: str
    organisation: str
    page_of: str
    """Words of "page X of Y", with ``{page}`` and ``{pages}`` in them."""
    page_reference: str = "({page})"
    """What stands after words that refer to another page, with ``{page}`` in it."""
    watermark: str = ""
    """Words set large and pale across every page, if any."""


@dataclass(frozen=True, slots=True)
class Document:
    """An edition rendered: typed blocks, and the HTML they were read from."""

    meta: Meta
    running: RunningHead
    blocks: Blocks
    html: str
    layout: str
    """Name of the page layout of the theme (margins, columns) that the kind asked for."""
    numbered: bool
    """Whether headings carry numbers."""
    assets: Mapping[str, Asset] = field(default_factory=dict)
    origin: Origin | None = None
