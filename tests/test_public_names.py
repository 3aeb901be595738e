"""The names that others may rely on, written out: to change one is to change this list.

Whatever is not here may change at any time.
"""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

PACKAGE = Path(__file__).parents[1] / "briefings"

WHOLE: Mapping[str, str] = {
    "briefings": "",
    "briefings.errors": "BriefingsError ContentError MachineError Place Problem UsageError",
    "briefings.document": """
        APART Alignment Asset Block Blocks Cell ChartData ChartForm ChartKey ChartPanels ChartSeries
        Contents
        ContentsEntry ContentsOf CrossReference
        Definition Definitions Document Emphasis Figure Foreign Formula Group GroupRole Heading
        Inline Inlines Label LabelRole Leaf LineBreak Link List ListItem ListRole Meta Note NoteCall
        Notes NotesPlace Origin Paragraph ParagraphRole Quotation RunningHead Script Strong Table
        TableRole Text Written
        is_address is_identifier plain_text walk word_count
    """,
    "briefings.writers": "Writer load names writer",
}
"""Modules that are a contract as a whole: templates and writers of others rest on them."""

PARTS: Mapping[str, str] = {
    "briefings.builds.batch": "Batch Settings hands",
    "briefings.builds.build": "Builder Outcome",
    "briefings.cli": "main",
    "briefings.content": "Content load",
    "briefings.library": "Library",
    "briefings.manifest": "Rendition",
    "briefings.builds.orders": "Order plan",
    "briefings.builds.planning": "Plan planned recalled",
    "briefings.builds.run": "Run",
    "briefings.library.theme": "Theme",
    "briefings.typeset": "Typeset",
}
"""Modules of which some names may be relied on."""


def defined(module: ModuleType) -> set[str]:
    """Public names that *module* itself makes, or says that it has."""
    if hasattr(module, "__all__"):
        return {*module.__all__}
    assert module.__file__ is not None
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    return {name for node in tree.body for name in named(node) if not name.startswith("_")}


def named(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            yield name
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name
        case ast.Assign(targets=targets):
            yield from (target.id for target in targets if isinstance(target, ast.Name))


@pytest.mark.parametrize("name", WHOLE)
def test_a_contract_has_these_names_and_no_others(name: str) -> None:
    assert sorted(defined(importlib.import_module(name))) == sorted(WHOLE[name].split())


@pytest.mark.parametrize("name", PARTS)
def test_a_module_has_the_names_that_others_may_rely_on(name: str) -> None:
    assert {*PARTS[name].split()} <= defined(importlib.import_module(name))


def test_the_package_tells_its_version() -> None:
    import briefings

    assert briefings.__version__.split(".")[0].isdecimal()


def undocumented(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    place = path.relative_to(PACKAGE.parent)
    if not ast.get_docstring(tree):
        yield f"{place}:1 the module"
    holders: list[ast.Module | ast.ClassDef] = [tree]
    while holders:
        for node in holders.pop().body:
            if not isinstance(node, ast.ClassDef | ast.FunctionDef) or node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                yield f"{place}:{node.lineno} {node.name}"
            if isinstance(node, ast.ClassDef):
                holders.append(node)


def test_everything_public_says_what_it_is() -> None:
    assert [gap for path in sorted(PACKAGE.rglob("*.py")) for gap in undocumented(path)] == []
