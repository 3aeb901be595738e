"""What outputs are made with beside their inputs: this program, versions, fonts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from briefings import __version__
from briefings.digest import sha256_of
from briefings.machine import versions as installed
from briefings.manifest import Manifest, Rendition
from briefings.naming import known, packaged

TOOL: Mapping[str, str] = {"name": "briefings", "version": __version__}

FONTS = frozenset({".ttf", ".otf", ".ttc", ".otc"})


def manifest(
    renditions: Iterable[Rendition], inputs: Mapping[str, str], fonts: Mapping[str, str]
) -> Manifest:
    """The manifest of what this program has built on this machine. *fonts*: as :func:`fonts_in`."""
    return Manifest(TOOL, versions(), fonts, inputs, tuple(renditions))


def versions() -> dict[str, str]:
    """Versions of Python, of packages and of shared libraries, by name."""
    return {"python": installed.python(), **installed.packages(), **installed.libraries()}


def fonts_in(folders: Iterable[Path], digest: Callable[[Path], str] = sha256_of) -> dict[str, str]:
    """SHA-256 of the fonts below *folders*, those of the first of two of one name.

    Fonts of the project and of this package have the name that inputs would have; those of other
    packages that of their file, for where these are installed differs. *digest* is what knows the
    digest of a file; by itself it is read.
    """
    found: dict[str, str] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in FONTS and (name := _name(path)) not in found:
                found[name] = digest(path)
    return found


def _name(path: Path) -> str:
    real = path.resolve()
    ours = real.is_relative_to(Path.cwd()) or real.is_relative_to(packaged())
    return known(path) if ours and "site-packages" not in real.parts else path.name
