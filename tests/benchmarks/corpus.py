"""A corpus: projects of as many renditions as wanted, made from the examples by rule.

A copy of an example is its content under a new name, in which some words have changed places with
the next one, by the seed and the number of the copy: no two say the same, and lengths stay. The
copies go round the examples, each with the kinds and audiences that are declared for it, as PDF
and Word; what goes beyond the number that is wanted is left out of the last copy. The same seed
gives the same bytes.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice, product
from pathlib import Path

import yaml

from benchmarks.findings import ROOT
from longreport import long_report

EXAMPLES = ROOT / "content"
FORMATS = ("pdf", "docx")
SEED = 2026
SHARE = 0.1
"""Of the pairs of words that could change places."""

WORDED = re.compile(r"^( *)(short|medium|long|plain): [>|]-?$")
"""Where a wording of several lines begins, and how far its key is indented."""

PAIR = re.compile(r"(?<![\w*_\[\]()^~|#.-])([a-z]{3,}) ([a-z]{3,})(?=[ ,;]|$)")
"""Two words of small letters, so that no mark of the small Markdown is touched."""

Product = tuple[str, str]
"""A kind and an audience."""


@dataclass(frozen=True, slots=True)
class Example:
    """One of the examples, with what is declared for it."""

    name: str
    products: tuple[Product, ...]

    @property
    def text(self) -> str:
        """Its content."""
        return (EXAMPLES / f"{self.name}.yaml").read_text(encoding="utf-8")


def examples() -> tuple[Example, ...]:
    """The examples with their products in their own language."""
    text = (EXAMPLES / "deliverables.yaml").read_text(encoding="utf-8")
    return tuple(
        Example(Path(entry["content"]).stem, tuple(product(entry["kinds"], entry["audiences"])))
        for entry in yaml.safe_load(text)["deliverables"]
        if "languages" not in entry
    )


def write(folder: Path, renditions: int, seed: int = SEED) -> Path:
    """A project in *folder* that declares so many *renditions*; the folder."""
    content = folder / "content"
    content.mkdir(parents=True)
    declared = []
    for name, example, products in copies(renditions):
        number = int(name.rpartition("-")[2])
        text = varied(example.text, random.Random(f"{seed}/{number}"))
        (content / f"{name}.yaml").write_text(text, encoding="utf-8")
        _beside(example, content)
        declared += [_entry(name, one, formats) for one, formats in products]
    text = "deliverables:\n" + "".join(declared)
    (content / "deliverables.yaml").write_text(text, encoding="utf-8")
    return folder


Declared = tuple[tuple[Product, Sequence[str]], ...]


def copies(renditions: int) -> Iterator[tuple[str, Example, Declared]]:
    """Each copy with its name, and its products with the formats they are made in."""
    known, left = examples(), renditions
    for number in count(1):
        if left <= 0:
            return
        example = known[(number - 1) % len(known)]
        wanted = islice(product(example.products, FORMATS), left)
        chosen: dict[Product, list[str]] = {}
        for one, form in wanted:
            chosen.setdefault(one, []).append(form)
        left -= sum(map(len, chosen.values()))
        yield f"{example.name}-{number:05}", example, tuple(chosen.items())


def varied(text: str, chance: random.Random) -> str:
    """*text*, content in YAML, with some neighbouring words of its wordings in each other's place.

    Lines keep their words, and so does everything else than wordings of several lines.
    """
    within: int | None = None
    lines = []
    for line in text.splitlines(keepends=True):
        indent = len(line) - len(line.lstrip(" "))
        if within is not None and line.strip() and indent <= within:
            within = None
        if within is not None:
            lines.append(PAIR.sub(lambda pair: _swapped(pair, chance), line))
            continue
        if begun := WORDED.match(line.rstrip("\n")):
            within = len(begun[1])
        lines.append(line)
    return "".join(lines)


def _swapped(pair: re.Match[str], chance: random.Random) -> str:
    return f"{pair[2]} {pair[1]}" if chance.random() < SHARE else pair[0]


def _beside(example: Example, content: Path) -> None:
    """What an example's content needs beside it: a folder of its name."""
    folder = EXAMPLES / example.name
    if folder.is_dir() and not (content / example.name).exists():
        shutil.copytree(folder, content / example.name)


def _entry(name: str, one: Product, formats: Sequence[str]) -> str:
    kind, audience = one
    return (
        f"  - content: {name}.yaml\n    kinds: [{kind}]\n    audiences: [{audience}]\n"
        f"    formats: [{', '.join(formats)}]\n"
    )


def write_report(folder: Path, chapters: int) -> Path:
    """A project in *folder* with one report of so many chapters, about six pages each."""
    content = folder / "content"
    content.mkdir(parents=True)
    (content / "report.yaml").write_text(long_report(chapters), encoding="utf-8")
    entry = _entry("report", ("full-report", "analyst"), FORMATS)
    (content / "deliverables.yaml").write_text(f"deliverables:\n{entry}", encoding="utf-8")
    return folder


def write_example(folder: Path, with_templates: bool = False) -> Path:
    """The main example as a project in *folder*: 36 renditions; *with_templates* to be edited."""
    content = folder / "content"
    content.mkdir(parents=True)
    main = examples()[0]
    shutil.copyfile(EXAMPLES / f"{main.name}.yaml", content / f"{main.name}.yaml")
    kinds, audiences = (tuple(dict.fromkeys(names)) for names in zip(*main.products, strict=True))
    (content / "deliverables.yaml").write_text(
        f"deliverables:\n  - content: {main.name}.yaml\n    kinds: [{', '.join(kinds)}]\n"
        f"    audiences: [{', '.join(audiences)}]\n    formats: [{', '.join(FORMATS)}]\n",
        encoding="utf-8",
    )
    if with_templates:
        shutil.copytree(ROOT / "templates", folder / "templates")
    return folder
