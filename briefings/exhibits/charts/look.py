"""How a chart looks: its type and colours, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefings.exhibits import typefaces

LEADING = 1.25
"""Baseline to baseline, in sizes of the type."""

CAP = 0.66
"""Height of capitals and figures, in sizes of the type; that of Source Sans 3."""

TALLEST = 168.0
"""The greatest height of a plot that gains nothing from more, pt."""

TEXT_CONTRAST = 4.5
"""The least contrast of text with its ground (WCAG 2.2, 1.4.3)."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a panel may take, pt: its plot's width and height, and names of categories before it."""

    plot: float
    tall: float
    names: float


@dataclass(frozen=True, slots=True)
class Look:
    """Type and colours of a chart; colours are ``#rrggbb``, lengths pt.

    ``palette`` colours the series in its order: the first ones should differ most, for readers who
    see few colours too. Of ``families`` the first that the folders ``font_dirs`` have is used.
    """

    palette: tuple[str, ...]
    ink: str
    soft: str
    rule: str
    families: tuple[str, ...]
    font_dirs: tuple[Path, ...]
    size: float = 8.0
    width: float = 334.0
    paper: str = "#ffffff"
    mirrored: bool = False
    """Whether charts are read from right to left, as their text is."""
    room: Room | None = None
    """Of each panel, if there are several within the width."""

    def colour(self, series: int) -> str:
        """The colour of the series of that number, from 0."""
        return self.palette[series % len(self.palette)]

    def measure(self, text: str, *, bold: bool = False) -> float:
        """How wide *text* is, pt. Raises MachineError if no font of the families is there."""
        return typefaces.face(self.families, self.font_dirs).width(text, self.size, bold=bold)

    def wrap(self, text: str, width: float, *, bold: bool = False) -> tuple[str, ...]:
        """*text* in lines no wider than *width* pt, where its words allow it."""
        lines = [""]
        for word in (piece for whole in text.split() for piece in self._broken(whole, width)):
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.measure(longer, bold=bold) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return tuple(lines)

    def _broken(self, word: str, width: float) -> Iterator[str]:
        """*word* in pieces no wider than *width*; mostly it is one."""
        start = 0
        for end in range(2, len(word) + 1):
            if self.measure(word[start:end], bold=True) > width:
                yield word[start : end - 1]
                start = end - 1
        yield word[start:]

    def height(self, shape: float) -> float:
        """The height of a plot of that share of the chart's width, up to a quarter of a page."""
        return min(self.width * shape, TALLEST) if self.room is None else self.room.tall

    @property
    def steps(self) -> int:
        """About how many steps an axis along the width has."""
        return 5 if self.room is None else 3

    def plot(self, before: float, after: float = 0.0) -> float:
        """The width of a plot, pt, with what stands *before* and *after* it."""
        return self.width - before - after if self.room is None else self.room.plot

    @property
    def family(self) -> str:
        """The first of the families that there is. Raises MachineError if there is none."""
        return typefaces.face(self.families, self.font_dirs).family

    @property
    def line(self) -> float:
        """Baseline to baseline, pt."""
        return self.size * LEADING


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def tint(colour: str, paper: str, share: float) -> str:
    """*colour* thinned with *paper*, until it is only that *share* of what is seen."""
    pairs = zip(_channels(colour), _channels(paper), strict=True)
    return "#" + "".join(f"{round(c * share + p * (1 - share)):02x}" for c, p in pairs)


def legible(colour: str, paper: str) -> str:
    """*colour*, darkened until text in it can be read on *paper*."""
    channels = _channels(colour)
    for step in range(20):
        darker = "#" + "".join(f"{round(c * (1 - step / 20)):02x}" for c in channels)
        if contrast(darker, paper) >= TEXT_CONTRAST:
            return darker
    return "#000000"


def upon(ground: str, *inks: str) -> str:
    """The first of *inks* that can be read upon *ground*, or else black or white, which can."""
    fallbacks = ("#000000", "#ffffff")
    return next(i for i in (*inks, *fallbacks) if contrast(i, ground) >= TEXT_CONTRAST)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def _luminance(colour: str) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
