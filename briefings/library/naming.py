"""Which templates a template names: what it is made from beside itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_TAG = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b(.*?)[-+]?%\}", re.DOTALL)
_ONE = re.compile(
    r"""\s*(?:'([^'\\]*)'|"([^"\\]*)")\s*(?:(?:as|import|ignore|with|without)\b.*)?""", re.DOTALL
)


def templates_named(text: str, folders: Sequence[Path]) -> Iterator[Path]:
    """Files in *folders* that the template *text* extends, includes or imports, each folder's.

    Where it works a name out, any template may be meant.
    """
    for said in _TAG.findall(text):
        one = _ONE.fullmatch(said)
        for folder in folders:
            yield from _called(one[1] or one[2], folder) if one else _all(folder)


def _called(name: str, folder: Path) -> Iterator[Path]:
    """Templates of that name: kinds name them from *folder*, themes from their own."""
    return (path for at in (folder, folder / "themes") if (path := at / name).is_file())


def _all(folder: Path) -> Iterator[Path]:
    fonts = folder / "fonts"
    found = (path for path in sorted(folder.rglob("*")) if not path.is_relative_to(fonts))
    return (path for path in found if path.is_file())
