"""What peers take, made from this project's own documents of the project in the folder it runs in.

    python tests/benchmarks/scripts/make_sources.py FOLDER [KIND AUDIENCE]

For each product that is declared, or for the one that is named, FOLDER gets a folder with
``text.html`` and its pictures (the printed page, theme and all), ``text.json``, ``text.md``,
``text.typ``, and ``pages.txt``, how many pages it has here; and for all ``template.docx``.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path[:1] = [str(ROOT), str(ROOT / "tests")]

from benchmarks.sources import file_names, manuscript, markdown, plain, template  # noqa: E402
from benchmarks.sources import typst_source as typst  # noqa: E402
from briefings import machine  # noqa: E402
from briefings.builds.build import Builder  # noqa: E402
from briefings.builds.orders import Order, plan  # noqa: E402
from briefings.document import Document  # noqa: E402
from briefings.exhibits import raster  # noqa: E402
from briefings.library import Library  # noqa: E402
from briefings.typeset import Typeset  # noqa: E402

SHARPNESS = 2.0
"""Of pictures as PNG: so many pixels to one of CSS."""


def main(folder: Path, kinds: tuple[str, ...], audiences: tuple[str, ...]) -> None:
    """Write the sources."""
    here = Path("content")
    library = Library.of(Path.cwd(), here)
    machine.use_fonts(library.fonts)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "template.docx").write_bytes(template.write())
    builder = Builder(library, Path())
    for order in plan(library, here, (), kinds, audiences, ()):
        write(folder / order.name, laid_out(builder, order), library)


def laid_out(builder: Builder, order: Order) -> Typeset:
    """The pages of *order*, fitted as products are."""
    fitted = builder.fitted(order)
    return builder.desk.press(order).pages(fitted.edition, fitted.stretch)


def write(folder: Path, pages: Typeset, library: Library) -> None:
    """The sources of one product."""
    folder.mkdir(exist_ok=True)
    text = manuscript(pages.document)
    (folder / "text.md").write_text(markdown.write(text), encoding="utf-8")
    (folder / "text.typ").write_text(typst.write(text), encoding="utf-8")
    (folder / "text.json").write_text(json.dumps(plain.write(text)), encoding="utf-8")
    (folder / "text.html").write_text(page(pages, folder), encoding="utf-8")
    (folder / "pages.txt").write_text(str(pages.count), encoding="utf-8")
    pictures(folder, pages.document, library)


def page(pages: Typeset, folder: Path) -> str:
    """The printed page, its pictures as files beside it."""
    html = pages.sheet.html
    for number, (address, file) in enumerate(pages.sheet.files.items()):
        name = f"file-{number}.{re.split('[/+]', file.media_type)[1]}"
        (folder / name).write_bytes(file.data)
        html = html.replace(f'"{address}"', f'"{name}"').replace(f"({address})", f"({name})")
    return html


def pictures(folder: Path, document: Document, library: Library) -> None:
    """The document's pictures, both drawn and in dots."""
    for number, asset in enumerate(document.assets.values()):
        drawn, dots = file_names(number, asset)
        (folder / drawn).write_bytes(asset.data)
        if dots != drawn:
            svg = asset.data.decode()
            png = raster.engine(library.fonts).svg_to_png(svg, scale=SHARPNESS)
            (folder / dots).write_bytes(png)


if __name__ == "__main__":
    chosen = sys.argv[2:]
    main(Path(sys.argv[1]), tuple(chosen[:1]), tuple(chosen[1:2]))
