"""Typst sources as PDFs, in one process.

    python tests/benchmarks/scripts/typst_pdf.py FONTS NAME.typ…

Fonts are those of the folder FONTS and those inside the package; PDFs stand beside the sources.
"""

from __future__ import annotations

import sys

import typst


def main(fonts: str, *sources: str) -> None:
    """Compile each source."""
    for source in sources:
        typst.compile(
            source,
            output=source.removesuffix("typ") + "pdf",
            font_paths=[fonts],
            ignore_system_fonts=True,
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
