"""Lines below a float are laid out as on a page without one, and once."""

from __future__ import annotations

from typing import Any

import pytest

from briefings.engine import Sheet
from briefings.engine.within import Within

PAGE = """
<style>
  @page {{ size: 300px 400px; margin: 0 }}
  body {{ margin: 0; font: 10px/20px sans-serif; direction: {direction} }}
  aside {{ float: right; width: 100px; height: 40px }}
</style>
<html lang="en"><title>-</title><body><aside></aside>{lines}
"""


def lines(direction: str = "ltr") -> list[Any]:
    """The four lines of a page; a float reaches down to the top of the third."""
    html = PAGE.format(direction=direction, lines="<p style='margin: 0'>a</p>" * 4)
    (page,) = Within().pages(Sheet(html, {})).pages
    return [box for box in page._page_box.descendants() if type(box).__name__ == "LineBox"]


@pytest.mark.parametrize(("direction", "ends"), [("ltr", []), ("rtl", [200, 200, 300, 300])])
def test_lines_give_way_to_a_float_as_far_as_it_reaches(direction: str, ends: list[int]) -> None:
    found = lines(direction)
    assert [line.position_y for line in found] == [0, 20, 40, 60]
    assert [round(line.position_x + line.width) for line in found if ends] == ends


def test_only_lines_that_a_float_could_reach_are_tried_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from weasyprint.layout import inline

    tried, ask = [], inline.inline_min_content_width

    def asked(context: Any, box: Any, *more: Any, **named: Any) -> Any:
        tried.append(box.position_y)
        return ask(context, box, *more, **named)

    monkeypatch.setattr(inline, "inline_min_content_width", asked)
    lines()
    assert tried == [0, 20, 40]
