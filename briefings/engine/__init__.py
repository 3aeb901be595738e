"""The layout engine, WeasyPrint: what it is given, what it gives back, and what it may take.

It gets a :class:`Sheet`: one string of HTML and all that it may fetch, neither a file nor an
address. Whoever asks holds plain data only; the engine's own objects stay where it runs:

    within    here, in this process; also how it runs in the child process
    apart     in a child process with limits on time and memory, restarted when it ended
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from briefings.meta import Meta

if TYPE_CHECKING:
    from briefings.galley import Frame, Held
    from briefings.galley.marks import Callers, Named

Cause = Literal["time", "memory", "stop"]

UNSAID = Meta(title="", language="en", kind="")

SAID = 200
"""Characters that are passed on of what the engine says when it stops."""


class File(NamedTuple):
    """What the engine gets when it asks for an address."""

    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be laid out: a page of HTML with its style sheet in it."""

    html: str
    files: Mapping[str, File]
    """All that may be fetched, by address."""
    notes: tuple[str, ...] = ()
    """Ids of the footnotes, each of which has to stand once."""
    columns: int = 1
    """How many columns the text runs in."""
    meta: Meta = UNSAID
    """What its file says about itself."""

    @property
    def digest(self) -> str:
        """SHA-256 of all that is printed of it, in hexadecimal."""
        whole = sha256(self.html.encode("utf-8", "surrogatepass"))
        for address, file in sorted(self.files.items()):
            whole.update(sha256(f"{address}\n{file.media_type}".encode()).digest())
            whole.update(sha256(file.data).digest())
        return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class Laid:
    """A sheet on pages."""

    count: int
    page_of: Mapping[str, int]
    """The page of each anchor, counted from 1."""
    used: float
    """Height taken on the last page, pt; of several columns, that of all together."""
    height: float
    """Height of a page's text area, pt; of several columns, that of all together."""
    misplaced: tuple[str, ...] = ()
    """Footnotes that do not stand once and whole."""
    turn: int | None = None
    """The block that best begins the second column of a last page which is not full."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Whose wordings stand side by side on a sheet that is measured, one variant a column."""

    callers: Callers
    variants: tuple[tuple[Mapping[str, int], Named], ...]
    """The ranks of each variant's wordings, and what the first one calls its notes."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The column of the first variant, and what stands in the places of parts in any of them."""

    root: Frame
    parts: Mapping[Held, Mapping[int, Frame]]


class Engine(Protocol):
    """Lays out sheets. Each raises :class:`Complained` and :class:`Unlaid`."""

    def lay_out(self, sheet: Sheet) -> Laid:
        """How *sheet* falls onto pages."""

    def write(self, sheet: Sheet) -> bytes:
        """The PDF of *sheet*; what was laid out lately is not laid out again."""

    def measure(self, sheet: Sheet, columns: Columns) -> Measured:
        """The frames of the one tall page that *sheet* is."""

    def spare(self, sheet: Sheet) -> Engine:
        """Another one for trying parts of *sheet*, with a share of the time; end it afterwards."""

    def end(self) -> None:
        """Let go of what it holds; asked again, it begins anew."""


class Complained(Exception):  # noqa: N818 - it is the content or the theme that is at fault
    """What the engine goes on after with other pages than were asked for, and what it must not."""

    def __init__(self, said: tuple[str, ...]) -> None:
        super().__init__("; ".join(said))
        self.said = said


class Unlaid(Exception):  # noqa: N818 - it becomes a Problem where the place is known
    """The engine can't lay out a sheet: it took longer or more than it may, or stopped."""

    def __init__(self, cause: Cause, said: str) -> None:
        super().__init__(said)
        self.cause = cause
        self.said = said
        """The limit that it met, or what stopped it."""
