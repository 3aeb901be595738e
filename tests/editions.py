"""Every product of the examples, built once for all tests, whichever process needs it first."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from briefings import machine
from briefings.builds import deliverables
from briefings.builds.build import Builder
from briefings.builds.orders import Order
from briefings.library import Library
from briefings.machine.lock import locked

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content"
LIBRARY = Library.of(ROOT, CONTENT)
FORMATS = ("pdf", "docx", "html")


@dataclass(frozen=True, order=True)
class Product:
    """A content as one kind for one audience, in another theme than its own if one is named."""

    content: str
    kind: str
    audience: str
    theme: str = ""

    def __str__(self) -> str:
        named = (self.content, self.kind, self.audience, self.theme)
        return "_".join(filter(None, named))

    @property
    def formats(self) -> tuple[str, ...]:
        """Those it is built in; Word files of other themes have tests of their own."""
        return ("pdf",) if self.theme else FORMATS


def _matrix() -> Iterator[Product]:
    """What is declared in contents' own languages, and of each content the full report as well."""
    declared = deliverables.read(CONTENT)
    assert declared is not None
    for entry in declared.deliverables:
        if entry.languages:
            continue
        for kind in dict.fromkeys((*(entry.kinds or LIBRARY.kind_names), "full-report")):
            for audience in entry.audiences or LIBRARY.audience_names:
                yield Product(Path(entry.content).stem, kind, audience)


MATRIX = tuple(_matrix())

SAMPLE = tuple(
    Product(content, kind, audience)
    for content, kind, audience in (
        ("pakistan-afghanistan-talks", "one-page-summary", "minister"),
        ("pakistan-afghanistan-talks", "one-page-summary", "parliamentarian"),
        ("pakistan-afghanistan-talks", "policy-brief", "press"),
        ("pakistan-afghanistan-talks", "policy-brief", "senior-official"),
        ("pakistan-afghanistan-talks", "full-report", "analyst"),
        ("heat-health-plan", "one-page-summary", "public"),
        ("heat-health-plan", "policy-brief", "minister"),
        ("heat-health-plan", "policy-brief", "public"),
        ("heat-health-plan", "full-report", "senior-official"),
        ("harbour-outage", "one-page-summary", "analyst"),
        ("harbour-outage", "policy-brief", "minister"),
        ("harbour-outage", "full-report", "analyst"),
    )
)
"""A third of :data:`MATRIX` that has all that the others have: every kind of every content, every
audience, and of each kind every element (`test_conformance` looks). Other audiences' products are
the same with less, or with other words.
"""

OTHER_THEMES = tuple(name for name in LIBRARY.theme_names if name != "institute")

THEMED = tuple(replace(product, theme=theme) for theme in OTHER_THEMES for product in SAMPLE)
"""The sample in every other theme."""

every_product = pytest.mark.parametrize("product", MATRIX, ids=str)


@dataclass
class Shelf:
    """A folder of products, which the processes of one test run share."""

    folder: Path
    _builder: Builder = field(init=False)

    def __post_init__(self) -> None:
        self._builder = Builder(LIBRARY, self.folder)

    def file(self, product: Product, format: str) -> Path:
        """The file of *product* in *format*, built if nobody has done so yet."""
        folder = self.folder / str(product)
        if not folder.is_dir():
            with locked(self.folder / "locks" / str(product)):
                if not folder.is_dir():
                    self._build(product, folder)
        return folder / f"{product}.{format}"

    def read(self, product: Product, format: str) -> bytes:
        """The bytes of *product* in *format*."""
        return self.file(product, format).read_bytes()

    def _build(self, product: Product, folder: Path) -> None:
        machine.use_fonts(LIBRARY.fonts)
        self._builder.output = self.folder / f"{product}.part"
        content = CONTENT / f"{product.content}.yaml"
        order = Order(content, product.kind, product.audience, product.formats, theme=product.theme)
        outcome = self._builder.build(order)
        if outcome.problems:
            pytest.fail("\n".join(map(str, outcome.problems)), pytrace=False)
        (self._builder.output / product.content).rename(folder)
        shutil.rmtree(self._builder.output)


def shelf(temporary: pytest.TempPathFactory) -> Shelf:
    """The shelf of this test run, the same for all processes that take part in it."""
    base = temporary.getbasetemp()
    together = base.parent if base.name.startswith("popen-") else base
    (together / "shelf").mkdir(exist_ok=True)
    return Shelf(together / "shelf")
