"""How long pages take: to measure, to lay out and to write, by kind and by number of pages.

    python tests/benchmarks/pages.py [--quick]

The examples in each kind, then a report that grows from some pages to more than a hundred, with
four tables, three charts and twenty footnotes every six pages. Everything is done once for warmth
and then three times (--quick: once), of which the least counts. A growth of 1.00 between two sizes
is linear. Beside the seconds stands what they are to laying out alone, which is the floor.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from briefings import machine  # noqa: E402
from briefings.builds.build import Builder  # noqa: E402
from briefings.builds.orders import Order  # noqa: E402
from briefings.library import Library  # noqa: E402
from briefings.writers import docx, pdf  # noqa: E402
from longreport import long_report  # noqa: E402

LIBRARY = Library.of(ROOT, ROOT / "content")
EXAMPLE = ROOT / "content/pakistan-afghanistan-talks.yaml"
CHAPTERS = (1, 2, 5, 10, 20)


@dataclass(frozen=True)
class Row:
    """What one product took, s."""

    name: str
    pages: int
    kilobytes: float
    fit: float
    layout: float
    pdf: float
    word: float

    def __str__(self) -> str:
        rest = (
            f"{part:8.2f} {part / self.layout:6.2f}x" for part in (self.fit, self.pdf, self.word)
        )
        return (
            f"{self.name:<34}{self.pages:5} {self.kilobytes:8.0f} kB {self.layout:8.2f}"
            f"{''.join(rest)}"
        )


def main(tries: int) -> None:
    """Print the tables."""
    machine.use_fonts(LIBRARY.fonts)
    head = "".join(f"{name:>16}" for name in ("measure, fit", "write PDF", "write Word"))
    print(f"{'':<34}{'pages':>5}{'size':>12}{'layout s':>9}{head}")
    for kind in LIBRARY.kind_names:
        print(timed(EXAMPLE, kind, kind, tries))
    before: Row | None = None
    for row in growing(tries):
        growth = ""
        if before is not None:
            exponent = log(row.layout / before.layout) / log(row.pages / before.pages)
            growth = f"   growth {exponent:.2f}"
        print(f"{row}{growth}")
        before = row


def growing(tries: int) -> Iterator[Row]:
    """Reports of more and more chapters."""
    with tempfile.TemporaryDirectory() as folder:
        for chapters in CHAPTERS if tries > 1 else CHAPTERS[:3]:
            path = Path(folder) / f"long-{chapters}.yaml"
            path.write_text(long_report(chapters), encoding="utf-8")
            yield timed(path, "full-report", f"report of {chapters} chapters", tries)


def timed(content: Path, kind: str, name: str, tries: int) -> Row:
    """What *content* takes as *kind* for an analyst."""
    order = Order(content, kind, "analyst", ("pdf", "docx"))
    builder = Builder(LIBRARY, Path())
    fitted = builder.fitted(order)
    press = builder.desk.press(order)
    pages = press.pages(fitted.edition, fitted.stretch)

    def fit() -> None:
        Builder(LIBRARY, Path()).fitted(order)

    def layout() -> None:
        press._made.clear()
        press.pages(fitted.edition, fitted.stretch)

    size = len(pdf.write(pages)) / 1000
    return Row(
        name,
        pages.count,
        size,
        least(fit, tries),
        least(layout, tries),
        least(lambda: pdf.write(pages), tries),
        least(lambda: docx.write(pages), tries),
    )


def least(do: Callable[[], object], tries: int) -> float:
    """The least seconds that *do* took."""
    taken = []
    for _ in range(tries):
        begun = perf_counter()
        do()
        taken.append(perf_counter() - begun)
    return min(taken)


if __name__ == "__main__":
    main(1 if "--quick" in sys.argv[1:] else 3)
