"""Small, explicit builders for tests: a briefing, an audience, a kind, an edition, a document."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefings import machine, reader, schema, source
from briefings.document import Asset, Document, Meta, RunningHead
from briefings.edition import Edition
from briefings.edition.selection import select
from briefings.errors import ContentError, Place
from briefings.library import Library, packaged
from briefings.library.audience import Audience
from briefings.library.kind import Kind
from briefings.machine.processors import cores
from briefings.model.briefing import Briefing
from briefings.model.tree import settle
from briefings.source import Source
from project import Call, Project

LIBRARY = Library.of(packaged(), packaged() / "content")

HEAD = {
    "title": "Bridges",
    "organisation": "Road Office",
    "marking": "TLP:CLEAR",
    "bottom_line": "{short: Two bridges will close.}",
}


LONGEST = (
    "test_conformance",
    "test_bootstrap",
    "test_lengths",
    "test_validity",
    "test_workflows",
    "test_cli",
    "test_types",
    "test_proof",
    "test_elsewhere",
    "test_sound_builds",
    "test_secrets",
    "test_house",
    "test_same_bytes",
    "test_pages",
    "test_report_lengths",
    "test_fit_properties",
    "test_columns",
    "test_parity",
    "test_nursery",
    "test_engine",
    "test_footnotes",
    "test_stress",
    "test_disturbed",
    "test_choice",
    "test_docx",
)
"""Files whose tests take longest. They are begun first, so that no process ends long after others
when each takes the tests of a file (as ``./bootstrap test`` has them do).
"""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One process more than cores: there is always one that waits for another program."""
    return cores() + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of files that take long before others."""
    ranks = {name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path.stem, len(ranks)))


def pytest_collection_finish() -> None:
    """Look for garbage seldom: validators and readers make millions of objects that stay."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture
def call() -> Call:
    """The command line, run in the working folder and in this process."""
    return Project(Path()).call


@pytest.fixture(scope="session", autouse=True)
def _fonts() -> None:
    machine.use_fonts(LIBRARY.fonts)


def loaded(text: str, **head: str) -> tuple[Briefing, Source]:
    """The briefing of the YAML *text*, not settled; what every briefing has stands after it."""
    lines = [f"{name}: {value}\n" for name, value in {**HEAD, **head}.items()]
    found = source.read(Path("b.yaml"), text=text + "".join(lines))
    return schema.load(Briefing, found), found


def briefing(text: str, **head: str) -> Briefing:
    """The settled briefing of the YAML *text*."""
    return settle(loaded(text, **head)[0])


def blocks(*written: str) -> str:
    """One section, called Now, of blocks written in YAML's flow style, one a line."""
    return "sections:\n- title: Now\n  id: now\n  blocks:\n" + "".join(
        f"  - {{{block}}}\n" for block in written
    )


def told(do: Callable[[], object]) -> list[str]:
    """The problems that *do* is refused with."""
    with pytest.raises(ContentError) as caught:
        do()
    return [str(problem) for problem in caught.value.problems]


def audience(name: str = "reader", **fields: Any) -> Audience:
    """An audience that may see up to TLP:GREEN."""
    own = {"label": "Reader", "description": "Reads", "ceiling": {"tlp": "TLP:GREEN"}}
    return Audience.model_validate({**own, "name": name, **fields})


def kind(name: str = "note", **fields: Any) -> Kind:
    """A kind that takes everything, in full."""
    own = {"label": "Note", "description": "A note", "layout": "page", "wording": "long"}
    return Kind.model_validate({**own, "name": name, **fields})


NOTE = kind()
READER = audience()


def edition(text: str, as_: Kind = NOTE, for_: Audience = READER, **head: str) -> Edition:
    """The edition of the YAML *text*."""
    written, found = loaded(text, **head)
    return select("b", settle(written), as_, for_, found)


def keys(found: Edition) -> list[str]:
    """The ids that authors gave to what *found* keeps."""
    return [part.key for part in found.parts if "." not in part.key]


def document(html: str, assets: dict[str, Asset] | None = None, **meta: Any) -> Document:
    """The document of *html*, on plain A4 pages."""
    own = {"title": "Bridges", "language": "en-GB", "kind": "Note", **meta}
    return Document(
        meta=Meta(**own),
        running=RunningHead("Bridges", "Note", "Road Office", "{page} of {pages}"),
        blocks=reader.read(html, lambda line: Place("t.html.j2", line)),
        html=html,
        layout="page",
        numbered=False,
        assets=assets or {},
    )
