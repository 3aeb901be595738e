"""Who else makes such files, from the same words: how each is run, and what it does not do."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks import processes
from benchmarks.findings import PROFILE, ROOT, Missing, Way
from benchmarks.processes import Command, Failed

SCRIPTS = ROOT / "tests/benchmarks/scripts"
FONTS = ROOT / "templates/fonts"
OWN_FONTS = {"FONTCONFIG_FILE": str(FONTS / "fonts.conf")}
INSTALL = "python -m pip install --group bench"

Steps = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Peer:
    """Another way to a file of the same words."""

    name: str
    makes: tuple[str, ...]
    """Files, by their names in the folder of the sources."""
    steps: Steps
    """Run in the folder of a product's sources."""
    lacks: str
    """What it does not do that the products of this project have."""
    absent: str = ""
    """Why it can't be run here; or nothing."""
    fonts: bool = False
    """Whether it finds its fonts through fontconfig."""

    def way(self, folder: Path, size: float | None = None) -> Way:
        """The peer at work on the sources in *folder*."""
        command = Command(self.steps, folder, OWN_FONTS if self.fonts else {})
        made = [folder / name for name in self.makes]

        def clean() -> None:
            for path in made:
                path.unlink(missing_ok=True)

        def look() -> None:
            if absent := [path.name for path in made if not path.exists()]:
                raise Failed(f"{', '.join(absent)} was not made")

        return Way(self.name, command, clean, look, size)


def script(name: str, *words: str) -> tuple[str, ...]:
    """A script of these benchmarks, run by the Python that runs this."""
    return (sys.executable, str(SCRIPTS / f"{name}.py"), *words)


def pandoc() -> str:
    """The program, as installed with its package or on the machine; or nothing."""
    if find_spec("pypandoc") is not None:
        import pypandoc

        try:
            return str(Path(pypandoc.get_pandoc_path()).resolve())
        except OSError:
            return ""
    return shutil.which("pandoc") or ""


def without(*modules: str) -> str:
    """Why what needs *modules* can't be run; or nothing."""
    missing = [name for name in modules if find_spec(name) is None]
    return f"{', '.join(missing)} not installed: {INSTALL}" if missing else ""


def peers() -> tuple[Peer, ...]:
    """All of them, those that can't be run here too."""
    program = pandoc()
    no_pandoc = "" if program else f"pandoc not installed: {INSTALL}"
    text = (program or "pandoc", "-f", "markdown-smart", "text.md", "-o")
    typeset = (program or "pandoc", "-s", *text[1:], "pandoc.typ")
    return (
        Peer(
            "plain script",
            ("plain.pdf", "plain.docx"),
            (script("plain", "text.html", "text.json", "plain.pdf", "plain.docx"),),
            "fitting, tags, PDF/A; in Word: footnotes, contents, styles, charts to be edited",
            fonts=True,
        ),
        Peer(
            "WeasyPrint alone",
            ("plain.pdf",),
            (script("plain", "text.html", "text.json", "plain.pdf", "-"),),
            "fitting, tags, PDF/A",
            fonts=True,
        ),
        Peer(
            "python-docx alone",
            ("plain.docx",),
            (script("plain", "text.html", "text.json", "-", "plain.docx"),),
            "fitting, footnotes, contents, styles, charts to be edited",
        ),
        Peer(
            "pandoc → docx",
            ("pandoc.docx",),
            ((*text, "pandoc.docx"),),
            "fitting, the theme, contents, charts to be edited",
            no_pandoc,
        ),
        Peer(
            "pandoc → typst → PDF",
            ("pandoc.pdf",),
            (typeset, script("typst_pdf", str(FONTS), "pandoc.typ")),
            "fitting, the theme, contents, PDF/A",
            no_pandoc or without("typst"),
        ),
        Peer(
            "typst",
            ("text.pdf",),
            (script("typst_pdf", str(FONTS), "text.typ"),),
            "fitting, boxes and side column of the theme, PDF/A",
            without("typst"),
        ),
        Peer(
            "docxtpl",
            ("docxtpl.docx",),
            (script("docxtpl_word", "../template.docx", "text.json", "docxtpl.docx"),),
            "fitting, the theme, footnotes, contents, charts to be edited",
            without("docxtpl"),
        ),
        Peer(
            "LibreOffice docx → PDF",
            ("ours.pdf",),
            (_office("ours.docx"),),
            "all but turning a finished Word file into a PDF",
            "" if shutil.which("soffice") else "soffice is not on PATH",
            fonts=True,
        ),
        Peer(
            "Quarto",
            ("text.pdf", "text.docx"),
            (("quarto", "render", "text.md"),),
            "",
            "its package fetches the program from elsewhere while it is installed",
        ),
    )


def _office(source: str) -> tuple[str, ...]:
    return (
        shutil.which("soffice") or "soffice",
        f"-env:UserInstallation={PROFILE.as_uri()}",
        *("--headless", "--convert-to", "pdf", source),
    )


def sources(project: Path, folder: Path, *chosen: str) -> list[Path]:
    """The folders of what peers take of *project*'s products, made below *folder*; [kind, audience]
    *chosen* for one. Raises Failed.
    """
    processes.run(Command((script("make_sources", str(folder), *chosen),), project))
    return sorted(path for path in folder.iterdir() if path.is_dir())


def ways(
    folder: Path, size: float | None = None, which: Callable[[Peer], bool] = lambda _: True
) -> tuple[list[Way], list[Missing]]:
    """The peers that can be run on the sources in *folder*, and why the others can't."""
    chosen = [peer for peer in peers() if which(peer)]
    there = [peer.way(folder, size) for peer in chosen if not peer.absent]
    return there, [Missing(peer.name, peer.absent) for peer in chosen if peer.absent]


def making(ending: str, among: Sequence[Peer] | None = None) -> tuple[str, ...]:
    """Names of the peers that make files with that *ending* and nothing else."""
    return tuple(
        peer.name for peer in among or peers() if all(name.endswith(ending) for name in peer.makes)
    )
