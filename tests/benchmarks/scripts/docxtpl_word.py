"""A template of Word filled by docxtpl.

python tests/benchmarks/scripts/docxtpl_word.py TEMPLATE NAME.json NAME.docx
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from docx.shared import Pt
from docxtpl import DocxTemplate, InlineImage, RichText


def main(template: str, words: str, word: str) -> None:
    """Fill *template* with the blocks of *words*."""
    made = DocxTemplate(template)
    text = json.loads(Path(words).read_text(encoding="utf-8"))
    folder = Path(words).parent
    made.render({"blocks": [filled(made, block, folder) for block in text["blocks"]]})
    made.save(word)


def filled(made: Any, block: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What the template asks for of *block*."""
    found = {**block, "text": rich(block.get("spans") or block.get("caption") or [])}
    if block["is"] == "picture":
        file = str(folder / block["dots"])
        found["picture"] = InlineImage(made, file, width=Pt(block["width"]))
    if block["is"] == "grid":
        found["rows"] = [[rich(cell) for cell in row] for row in (block["head"], *block["rows"])]
    return found


def rich(spans: list[dict[str, Any]]) -> Any:
    """Runs of a paragraph."""
    text = RichText()
    for span in spans:
        if span["note"]:
            text.add(str(span["note"]), superscript=True)
        else:
            text.add(span["text"], bold=span["bold"], italic=span["italic"])
    return text


if __name__ == "__main__":
    main(*sys.argv[1:])
