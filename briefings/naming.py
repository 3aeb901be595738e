"""What files are called: in messages, and in manifests, where the name is the same everywhere."""

from __future__ import annotations

from pathlib import Path


def packaged() -> Path:
    """The folder of the templates and audiences that travel with the package."""
    here = Path(__file__).resolve().parent
    return here / "_data" if (here / "_data").is_dir() else here.parent


def shown(path: Path) -> str:
    """*path* as messages show it: from the working folder where it lies below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
