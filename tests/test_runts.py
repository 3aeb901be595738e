"""Last lines: a short word does not stand alone on one, and all else is as it would be."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdf
import pytest

from briefings.typeset import typeset
from briefings.typeset.runts import without_runts
from conftest import LIBRARY, document
from reading import page_text

CALL = '<a role="doc-noteref" href="#n1">1</a>'


@pytest.mark.parametrize(
    "html",
    [
        "<p>The gates will stay|open.</p>",
        "<h2>What we|know</h2>",
        f"<p>It is <em>not|so</em>{CALL}</p>",
        "<li>Two of|them</li>",
        "<p>그 존엄과|같다.</p>",
    ],
)
def test_a_short_last_word_goes_with_the_one_before(html: str) -> None:
    assert without_runts(html.replace("|", " ")) == html.replace("|", " \u2060")


@pytest.mark.parametrize(
    "html",
    [
        "<p>The gates stay until the inspection.</p>",
        "<p>Donaudampfschifffahrt AG</p>",
        '<p><span class="number">1</span> May</p>',
        "<td>Two of them</td>",
        '<p><a href="x y">z</a></p>',
        "<p>人人生而自由</p>",
    ],
)
def test_what_fills_a_line_or_would_not_fit_one_is_left_as_it_is(html: str) -> None:
    assert without_runts(html) == html


def test_a_runt_takes_a_word_with_it_and_no_line_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = f"{'word ' * 18}that on."
    found = document(f"<h1>All of it</h1><p>{said}</p>")

    def lines() -> tuple[list[str], float]:
        laid = typeset(found, LIBRARY.theme("institute"), LIBRARY.templates, LIBRARY.fonts)
        path = tmp_path / "a.pdf"
        path.write_bytes(laid.pdf())
        outline: Any = pypdf.PdfReader(io.BytesIO(path.read_bytes())).outline
        assert [str(entry["/Title"]) for entry in outline] == ["All of it"]
        return [line for line in page_text(path).splitlines() if "on." in line], laid.used

    with_it, used = lines()
    monkeypatch.setattr("briefings.typeset.body.without_runts", lambda fragment: fragment)
    assert (with_it, lines()) == (["that on."], (["on."], used))
