"""Where templates and fonts lie, found without reading any of them, and so at hand early."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from briefings.letters import scripts
from briefings.naming import packaged


def templates(project: Path) -> tuple[Path, ...]:
    """Folders of templates: that of the *project*, then that which travels with the package."""
    return distinct((project / "templates", packaged() / "templates"))


def audiences(content: Path) -> tuple[Path, ...]:
    """Folders of audiences: that beside the *content*, then that which travels with the package."""
    data = packaged()
    own = data / "audiences" if (data / "audiences").is_dir() else data / "content/audiences"
    return distinct((content / "audiences", own))


def fonts(templates: Sequence[Path]) -> tuple[Path, ...]:
    """Folders of fonts: those in *templates*, then those of packages that are installed."""
    own = tuple(found for folder in templates if (found := folder / "fonts").is_dir())
    return (*own, *scripts.folders())


def distinct(folders: Iterable[Path]) -> tuple[Path, ...]:
    """*folders* by the paths that they really have, each once."""
    return tuple(dict.fromkeys(folder.resolve() for folder in folders))
