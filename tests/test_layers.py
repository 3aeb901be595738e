"""The layers hold: a module imports only from below, and each ability has its place.

To move a module, move its name in LAYERS. A package is named as a whole; the modules within it may
import each other, but not in a circle.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "briefings"

LAYERS = """
__main__
cli
builds reference
press untranslated
rendering writers
content edition typeset wordml
glyphs watermark engine
library translation
folders checks exhibits compiled
files manifest
model
schema
source machine reader
markdown galley
document
conventions
digest
letters words runninghead meta naming lazily reports periods
errors
"""
"""From top to bottom; what stands on one line does not know of each other."""

ONLY_IN = {
    "babel": {"conventions"},
    "click": {"cli"},
    "distributed": {"builds.elsewhere"},
    "docx": {"wordml", "writers"},
    "fsspec": {"builds.depot"},
    "icu4py": {"words"},
    "jinja2": {"compiled", "rendering", "typeset"},
    "markdown_it": {"markdown"},
    "pydyf": {"engine"},
    "weasyprint": {"engine"},
    "xlsxwriter": {"wordml"},
    "yaml": {"source"},
    "ziamath": {"exhibits"},
}
"""Libraries, and the only packages or modules that may import them."""

NOWHERE = {
    "time": "nothing reads the clock",
    "random": "the same input gives the same bytes",
    "secrets": "the same input gives the same bytes",
    "socket": "nothing is fetched",
    "http": "nothing is fetched",
    "urllib.request": "nothing is fetched",
    "pickle": "content is never code",
}
"""Modules that nothing imports, and why."""

BUT = {
    "socket": {
        "machine.nursery",
        "machine.ward",
    },  # has no address: only a socket can carry the ends of pipes
    "time": {"machine.stopwatch"},  # says how long something took or is ago, never when
}
"""The only modules that import one of them all the same."""

UNSAID = {
    "datetime.now": "nothing reads the clock",
    "datetime.today": "nothing reads the clock",
    "datetime.utcnow": "nothing reads the clock",
    "date.today": "nothing reads the clock",
    "uuid.uuid1": "the same input gives the same bytes",
    "uuid.uuid4": "the same input gives the same bytes",
    "os.walk": "modules that read files do so through pathlib",
    "os.listdir": "modules that read files do so through pathlib",
    "os.system": "no program is run",
    "warnings.warn": "nothing but the command line prints",
}
"""Names that no module uses, and why."""

CLOCK = {"cli.dating": {"datetime.now"}}
"""Modules that may say such a name all the same: a schedule has to be told what day it is, by the
command that is asked for nothing else; all that builds gets it from there."""

READ = {"open", "read_text", "read_bytes", "iterdir", "glob", "rglob"}
READERS = {
    "source",  # content, templates' front matter, themes, labels
    "exhibits",  # CSV, pictures, the widths of type
    "library",  # names of kinds, themes, audiences
    "letters",  # families, faces and characters of fonts
    "wordml",  # fonts to embed
    "machine",
    "digest",  # all that is built or built from
    "manifest",  # the files of an output folder
    "translation",  # names of translations
    "files",  # the manifest before
    "glyphs",  # where in a file a character stands
    "cli",  # names of contents
}
WRITE = {"write_text", "write_bytes", "mkdir", "touch", "unlink", "rmdir", "rmtree", "mkdtemp"}
WRITERS = {"files", "machine"}

IN_MEMORY = {"Image", "zipfile", "tarfile"}
"""What else has an ``open``, and gets bytes."""

ENVIRONMENT = {"cli", "machine"}
"""Modules that may ask for environment variables."""

RUNS = {"machine.nursery", "machine.office", "machine.worker"}
"""Modules that run a program, and so may import ``subprocess``: LibreOffice; this one's engine."""

SPEAKS = {"print", "input", "breakpoint", "exit", "quit"}
PROGRAMS = {"builds.crew", "engine.child", "machine.parent", "machine.ward"}
"""Modules that end their process, which is theirs alone, beside the command line."""
ENDS = {"sys.exit", "os._exit", "os.abort", "sys.stdout", "sys.stderr", "SystemExit"}


@dataclass
class Module:
    """What one module imports and calls."""

    name: str
    imports: set[str] = field(default_factory=set)
    """Dotted names, those of this package without its own name."""
    calls: set[str] = field(default_factory=set)
    """Last names of what is called."""
    names: set[str] = field(default_factory=set)
    """Dotted names as they are written."""

    @property
    def unit(self) -> str:
        return unit(self.name)


@cache
def modules() -> Mapping[str, Module]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        name = name.removesuffix(".__init__")
        found[name] = read(name, path.read_text(encoding="utf-8"))
    return found


def read(name: str, text: str) -> Module:
    """The module in *text*, whatever function an import or a call stands in."""
    module = Module(name)
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Import(names=names):
                module.imports |= {own(alias.name) for alias in names}
            case ast.ImportFrom(module=whole, names=names, level=0) if whole:
                module.imports |= {own(f"{whole}.{alias.name}") for alias in names}
            case ast.ImportFrom():
                module.imports.add("a relative import")
            case ast.Call(func=ast.Name(id=called)):
                module.calls.add(called)
            case ast.Call(func=ast.Attribute(attr=called, value=value)):
                holder = ast.unparse(value)
                module.calls |= set() if holder in IN_MEMORY else {called}
        if isinstance(node, ast.Name | ast.Attribute):
            module.names.add(ast.unparse(node))
    return module


def own(dotted: str) -> str:
    """A name of this package begins with a dot; ``briefings`` itself is nothing."""
    return dotted.removeprefix("briefings") if f"{dotted}.".startswith("briefings.") else dotted


def unit(name: str) -> str:
    return name.partition(".")[0]


def layers() -> Sequence[Sequence[str]]:
    return [line.split() for line in LAYERS.strip().splitlines()]


def imported(module: Module) -> Iterator[str]:
    """Modules of this package that *module* imports."""
    for dotted in module.imports:
        if dotted.startswith("."):
            name = dotted[1:]
            if name not in modules():
                name = name.rpartition(".")[0]  # a name in a module
            if name in modules():
                yield name


def says(module: Module, name: str) -> bool:
    """Whether *module* uses the dotted *name*, by whatever longer one."""
    return any(f".{dotted}".endswith(f".{name}") for dotted in module.names | module.imports)


def test_every_module_has_its_layer_and_every_layer_its_modules() -> None:
    placed = [name for layer in layers() for name in layer]
    assert sorted(placed) == sorted({module.unit for module in modules().values()} - {"__init__"})


def test_a_module_imports_only_from_layers_below() -> None:
    place = {name: number for number, layer in enumerate(layers()) for name in layer}
    place["__init__"] = len(place)
    assert [
        f"{module.name} imports {other}"
        for module in modules().values()
        for other in imported(module)
        if unit(other) != module.unit and place.get(unit(other), -1) <= place.get(module.unit, -1)
    ] == []


def test_no_imports_run_in_a_circle() -> None:
    graph = {name: {*imported(module)} - {name} for name, module in modules().items()}
    TopologicalSorter(graph).prepare()


def test_a_library_is_imported_only_where_it_belongs() -> None:
    assert [
        f"{module.name} imports {library}"
        for module in modules().values()
        for library in {unit(dotted) for dotted in module.imports} & ONLY_IN.keys()
        if not {module.unit, module.name} & ONLY_IN[library]
    ] == []


@pytest.mark.parametrize("library", ONLY_IN)
def test_every_library_is_still_imported_where_it_belongs(library: str) -> None:
    assert any(library in map(unit, module.imports) for module in modules().values())


def test_what_belongs_nowhere_is_nowhere() -> None:
    assert [
        f"{module.name} has {name}, but {why}"
        for module in modules().values()
        for name, why in NOWHERE.items()
        if any(f"{dotted}.".startswith(f"{name}.") for dotted in module.imports)
        and module.name not in BUT.get(name, ())
    ] + [
        f"{module.name} says {name}, but {why}"
        for module in modules().values()
        for name, why in UNSAID.items()
        if says(module, name) and name not in CLOCK.get(module.name, ())
    ] == []


def test_only_the_command_that_tells_the_period_reads_the_clock_and_it_does() -> None:
    reading = {
        m.name: {name for name, why in UNSAID.items() if "clock" in why and says(m, name)}
        for m in modules().values()
    }
    assert {name: said for name, said in reading.items() if said} == CLOCK
    assert {m.name for m in modules().values() if "cli.dating" in imported(m)} == {"cli"}


@pytest.mark.parametrize("name", BUT)
def test_who_may_import_it_all_the_same_still_does(name: str) -> None:
    assert {m.name for m in modules().values() if name in m.imports} == BUT[name]


def test_only_programs_print_and_exit() -> None:
    saying = {m.name for m in modules().values() if m.calls & SPEAKS or m.names & ENDS}
    assert {*filter(lambda name: unit(name) != "cli", saying)} == PROGRAMS


def test_only_some_modules_read_files_and_they_do() -> None:
    assert {m.unit for m in modules().values() if m.calls & READ} == READERS


def test_only_some_modules_write_files() -> None:
    assert {m.unit for m in modules().values() if m.calls & WRITE} == WRITERS


def test_only_some_modules_ask_for_environment_variables() -> None:
    asking = (m.unit for m in modules().values() if m.names & {"os.environ", "os.getenv"})
    assert {*asking} == ENVIRONMENT


def test_only_some_modules_run_a_program() -> None:
    assert {m.name for m in modules().values() if "subprocess" in map(unit, m.imports)} == RUNS


def test_only_its_child_process_runs_the_layout_engine() -> None:
    assert {m.name for m in modules().values() if "engine.within" in imported(m)} == {
        "engine.child"
    }


def test_imports_are_absolute() -> None:
    assert [m.name for m in modules().values() if "a relative import" in m.imports] == []
