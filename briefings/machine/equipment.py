"""What is there besides libraries and fonts: packages, programs, room to write, an encoding."""

from __future__ import annotations

import locale
import os
import re
import shutil
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from briefings.machine import office
from briefings.machine.check import Check, Status, numbers

LEAST_DISK = 100_000_000  # bytes; a build of every deliverable takes a tenth of it


def checks(output: Path) -> Iterator[Check]:
    """All of it, for who writes to the folder *output*."""
    yield from _packages()
    yield from _programs()
    yield _folder(output)
    yield _disk(output)
    yield _locale()


_REQUIREMENT = re.compile(r"(?!.*sys_platform)([\w.-]+)\s*(==|>=)\s*([\w.]+)")


def _packages() -> Iterator[Check]:
    try:
        requirements = metadata.requires("briefings") or []
    except metadata.PackageNotFoundError:
        yield Check("briefings", "warn", "not installed, so nothing to compare", "run ./bootstrap")
        return
    for requirement in requirements:
        if match := _REQUIREMENT.match(requirement):
            name, relation, wanted = match.groups()
            needed = "extra ==" not in requirement
            yield _package(name, relation, wanted, "fail" if needed else "warn")


def _package(name: str, relation: str, wanted: str, status: Status) -> Check:
    advice = f"run ./bootstrap, or: python -m pip install '{name}{relation}{wanted}'"
    try:
        found = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Check(name, status, "not installed", advice, "I106")
    exact = relation == "=="
    if found == wanted if exact else numbers(found) >= numbers(wanted):
        return Check(name, "ok", found)
    return Check(name, status, f"{found}, not {relation}{wanted}", advice, "I106")


def _programs() -> Iterator[Check]:
    for program, package in (("soffice", "LibreOffice Writer"), ("pdftoppm", "Poppler's tools")):
        path = shutil.which(program)
        advice = "" if path else f"only the tests need it; ./bootstrap test installs {package}"
        yield Check(program, "ok" if path else "warn", path or "not found", advice)
    found = office.find()
    advice = "" if found else f"needed only for --verify-pages; {office.REMEDY}"
    yield Check("libreoffice", "ok" if found else "warn", str(found or "not found"), advice)


def _folder(output: Path) -> Check:
    nearest = _nearest(output)
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return Check("output folder", "ok", str(output))
    what = f"{nearest} cannot be written to"
    return Check("output folder", "fail", what, "choose another output folder", "I107")


def _disk(output: Path) -> Check:
    try:
        free = shutil.disk_usage(_nearest(output)).free
    except OSError as error:
        return Check("free disk", "warn", error.strerror or "unknown")
    found = f"{free // 1_000_000} MB"
    if free >= LEAST_DISK:
        return Check("free disk", "ok", found)
    return Check("free disk", "warn", found, "make room, or choose another output folder")


def _nearest(path: Path) -> Path:
    whole = path.absolute()
    return next((p for p in (whole, *whole.parents) if os.path.exists(p)), whole)


def _locale() -> Check:
    found = locale.getpreferredencoding(False)
    if found.lower().replace("-", "") == "utf8":
        return Check("locale", "ok", found)
    return Check("locale", "warn", found, "set PYTHONUTF8=1, so that every message can be printed")
