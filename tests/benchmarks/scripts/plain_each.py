"""The plain script for many products, one after the other, in one process.

    python tests/benchmarks/scripts/plain_each.py FOLDER…

In each FOLDER there are the sources of one product.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.scripts.plain import main as make


def main(*folders: str) -> None:
    """Write a PDF and a Word file into each folder of sources."""
    for folder in map(Path, folders):
        make(
            str(folder / "text.html"),
            str(folder / "text.json"),
            str(folder / "plain.pdf"),
            str(folder / "plain.docx"),
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
