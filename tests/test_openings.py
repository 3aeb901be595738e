"""A heading goes on to the next page with the callout beside it."""

from __future__ import annotations

import pytest
import weasyprint

from briefings.typeset.openings import opened

CSS = """
@page { size: 300px 200px; margin: 0 } * { margin: 0; font: 10px/20px monospace }
h2 { break-after: avoid } aside { float: right; width: 90px; height: 60px }
.opening { break-inside: avoid; break-after: avoid }
"""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<h2>A</h2><p>b</p><aside>c</aside>", "<h2>A</h2><p>b</p><aside>c</aside>"),
        (
            "<h2>A</h2><aside>b</aside><aside>c</aside><p>d</p>",
            '<div class="opening"><h2>A</h2><aside>b</aside><aside>c</aside></div><p>d</p>',
        ),
    ],
)
def test_a_heading_is_in_one_box_with_the_asides_right_after_it(
    written: str, expected: str
) -> None:
    assert opened(written) == expected


def test_a_heading_does_not_stay_behind_when_its_callout_finds_no_room() -> None:
    first = "<section>" + "<p>Line</p>" * 8 + "</section>"
    second = "<section><h2>Heading</h2><aside>Callout</aside><p>Text</p></section>"
    body = opened(first + second)
    pages = weasyprint.HTML(string=f"<style>{CSS}</style>{body}").render().pages
    heads = [
        [box.element_tag for box in page._page_box.descendants() if box.element_tag == "h2"]
        for page in pages
    ]
    assert (bool(heads[0]), bool(heads[1])) == (False, True)
