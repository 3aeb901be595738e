"""What a reader finds in a product: words, headings, links, notes, tables, figures.

Products are read by :mod:`reading_pdf` and :mod:`reading_docx`; what the engines draw by themselves
(list markers, running heads, page numbers) is left out of the words of both. Word files are laid
out by LibreOffice here, and pages counted by poppler.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

LINE = "\v"
"""Where a line ends inside a block of the PDF: a blank, or nothing after a hyphen."""

BLOCK = "\n"
"""Where a block ends."""

BREAKABLE = "-‐‑–—/"
"""Characters after which a line may end although no blank follows."""


@dataclass
class Reading:
    """What a reader finds, in reading order."""

    text: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    outline: list[tuple[int, str]] = field(default_factory=list)
    """What a viewer offers for navigation."""
    contents: list[tuple[str, str]] = field(default_factory=list)
    """Entries of the table of contents, with their pages."""
    links: list[tuple[str, str]] = field(default_factory=list)
    """Addresses outside the document, with the words that lead there."""
    note_links: list[tuple[str, str]] = field(default_factory=list)
    """Addresses in notes at the foot of pages."""
    items: list[tuple[str, str]] = field(default_factory=list)
    """Items of lists, each with the heading it stands under."""
    tables: list[list[list[str]]] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    """Alternative texts."""
    captions: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    """Notes at the foot of pages, each with its number."""
    formulas: int = 0
    """Formulas that are set, not drawn."""

    @property
    def notes(self) -> list[str]:
        """The notes: those at the foot of pages, or the items under their heading."""
        listed = [text for heading, text in self.items if plain(heading).startswith("notes")]
        return self.footnotes or listed


def plain(text: str) -> str:
    """*text* in one case, with single blanks, and without soft hyphens."""
    return " ".join(text.replace("\u00ad", "").casefold().split())


def bare(text: str) -> str:
    """*text* in one case, without what lines may break at or that only says a direction."""
    return re.sub(r"[\s\u00ad\u200e\u200f‐‑-]", "", text.casefold())


def words(text: str, other: str = "") -> list[str]:
    """The words of *text*, in one case.

    Where a line of *text* ends after a hyphen, *other*, the same text from the other format,
    decides whether the hyphen is the author's and whether a blank follows. A line that ends
    without one always ends a word.
    """
    mine, theirs = (t.replace("\u00ad", "").casefold() for t in (text, other))
    said = [(n, c) for n, c in enumerate(theirs) if not c.isspace()]
    made: list[str] = []
    count = 0
    for before, character in zip(" " + mine, mine, strict=False):
        if character.isspace() and character != LINE:
            made.append(" ")
        elif character != LINE:
            made.append(character)
            count += 1
        elif before in BREAKABLE and 0 < count <= len(said):
            if before in "-‐" and said[count - 1][1] != before:
                made.pop()  # the engine's own hyphen
                count -= 1
            last = said[count - 1][0] if count else 0
            made.append(" " if theirs[last + 1 : last + 2].isspace() else "")
        else:
            made.append(" ")
    return "".join(made).split()


def laid_out(files: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Each Word file as the PDF that LibreOffice makes of it, by the stem of its name."""
    _convert(files, folder, "pdf")
    return {path.stem: path for path in folder.glob("*.pdf")}


def saved_again(files: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Each Word file as LibreOffice saves it when it has opened it, by the stem of its name."""
    _convert(files, folder, "docx:MS Word 2007 XML")
    return {path.stem: path for path in folder.glob("*.docx")}


@cache
def _profile() -> TemporaryDirectory[str]:
    """A profile for all calls of this process, for to make one takes a fifth of a call."""
    return TemporaryDirectory(prefix="profile-")


def _convert(files: Sequence[Path], folder: Path, to: str) -> None:
    """One call for all files, in a profile of the tests: no window of the user's is used."""
    profile = Path(_profile().name).as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", to]
    done = subprocess.run(
        [*command, "--outdir", str(folder), *map(str, files)],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr


def page_count(pdf: Path) -> int:
    """Pages of a PDF, as poppler counts them."""
    done = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True)
    return int(re.findall(r"^Pages:\s+(\d+)$", done.stdout, re.M)[0])


def page_heads(pdf: Path) -> list[str]:
    """What is at the left of the head of each page, as poppler finds it."""
    box = ("-layout", "-x", "0", "-y", "0", "-W", "2000", "-H", "68")
    command = ["pdftotext", *box, str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = []
    for page in text.split("\f")[:-1]:
        (line,) = page.strip("\n").splitlines() or [""]
        found.append("" if line.startswith("  ") else re.split(r"\s{2,}", line.strip())[0])
    return found


def page_text(pdf: Path) -> str:
    """All text of a PDF, as poppler finds it on the pages."""
    done = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True)
    return done.stdout
