"""The baseline grid: lines of neighbouring columns align, whatever stands between them."""

from __future__ import annotations

from dataclasses import replace

import pypdf
import pytest

from briefings.document import Group, Heading
from briefings.galley import Frame, Galley, Lines
from briefings.galley.makeup import Step, Strip, extent, made_up
from briefings.library.theme import Theme
from briefings.typeset import Typeset, typeset
from briefings.writers.docx import compose
from conftest import LIBRARY, document
from editions import Product, Shelf, shelf
from inside import ENGINE, engine_pages
from wordfile import WordFile, said, words
from wordfile import document as of

THEME = LIBRARY.theme("risk-desk")
STEP = 11.0
"""The leading of its body text, pt."""
CLOSE = 0.05
"""pt."""

# --- what is foreseen ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "within", "begun"), [(0, 0, 0), (11, 0, 11), (11.5, 0, 22), (7, 0, 11), (12, 5.5, 16.5)]
)
def test_what_is_off_the_grid_begins_at_its_next_line(
    at: float, within: float, begun: float
) -> None:
    assert Step(11, within).begun(at) == begun


def test_text_below_what_has_another_height_begins_on_the_grid() -> None:
    text = Strip(0, 11, step=Step(11))
    assert made_up((text, Strip(10, 25), text), 1000).used == (55 + 11,)
    assert extent((text, Strip(10, 25), text)) == 55 + 11


def test_the_grid_begins_at_the_top_of_each_page() -> None:
    text = Strip(3, 11, step=Step(11))
    assert made_up((Strip(0, 40), text, text), 50).used == (40, 33)


def test_frames_hand_their_grid_to_what_they_begin_with() -> None:
    frame = Frame((Frame((Lines((11.0, 11.0)),)),), step=Step(11))
    first, *_ = Galley(frame, {}, 100).strips({})
    assert first.step == Step(11)


# --- the PDF -------------------------------------------------------------------------------------

HEAD = '<header class="masthead"><h1>Bridges</h1></header>'
PARAGRAPH = f"<p>{'Two bridges will close. ' * 12}</p>"
COLUMN = "<colgroup><col style='width:100%'/></colgroup>"
ROW = f"{COLUMN}<thead><tr><th scope='col'>It</th></tr></thead>"
TABLE = f"<table class='data'>{ROW}<tbody><tr><td>One</td></tr></tbody></table>"


def laid(html: str, theme: Theme = THEME) -> Typeset:
    made = replace(document(HEAD + html), layout="side")
    return typeset(made, theme, LIBRARY.templates, engine=ENGINE)


def lines(pages: Typeset, *tags: str) -> list[float]:
    """How far below the top of its column each line begins of elements with such a tag, pt."""
    found = []
    for page in engine_pages(pages):
        boxes = page._page_box.descendants()
        for column in (box for box in boxes if getattr(box, "is_column", False)):
            for box in column.descendants():
                if type(box).__name__ == "LineBox" and box.element_tag in tags:
                    found.append((box.position_y - column.position_y) * 0.75)
    return found


def off(places: list[float]) -> list[float]:
    """Those that are not on the grid."""
    return [at for at in places if min(at % STEP, -at % STEP) > CLOSE]


def test_lines_stand_on_the_grid_below_a_table() -> None:
    section = f'<section class="chapter"><h2>Now</h2>{PARAGRAPH}{TABLE}{PARAGRAPH * 2}</section>'
    found = lines(laid(section * 4), "p")
    assert len(found) == 48
    assert off(found) == []


def test_without_a_grid_they_do_not() -> None:
    layout = THEME.layouts["side"].model_copy(update={"grid": False})
    loose = THEME.model_copy(update={"layouts": {**THEME.layouts, "side": layout}})
    section = f'<section class="chapter"><h2>Now</h2>{PARAGRAPH}{TABLE}{PARAGRAPH * 2}</section>'
    assert off(lines(laid(section, loose), "p")) != []


def test_text_in_cells_keeps_its_own_leading() -> None:
    cell = TABLE.replace("One", "<p>One</p><p>Two</p>")
    first, second = lines(laid(f'<section class="chapter">{cell}</section>'), "p")
    assert round(second - first, 2) == 9.6 + 2.2  # its leading, and what parts paragraphs of cells


def test_a_paragraph_is_a_whole_line_below_the_one_before() -> None:
    found = lines(laid('<section class="chapter"><p>One.</p><p>Two.</p></section>'), "p")
    assert [round(at, 2) for at in found] == [0, 22]


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(tmp_path_factory)


BRIEFS = (("heat-health-plan", "minister"), ("pakistan-afghanistan-talks", "senior-official"))


@pytest.mark.parametrize(("content", "audience"), BRIEFS)
def test_all_running_text_of_a_brief_in_columns_stands_on_one_grid(
    content: str, audience: str, editions: Shelf
) -> None:
    file = editions.file(Product(content, "policy-brief", audience, "risk-desk"), "pdf")
    found = [_grid(page) for page in pypdf.PdfReader(file).pages]
    assert [on for on, _ in found] == [every for _, every in found]
    assert sum(every for _, every in found) > 30


def _grid(page: pypdf.PageObject) -> tuple[int, int]:
    """How many lines of running text of a page share a grid, and how many there are."""
    size, places = THEME.style("body", "side").size, set()

    def see(text: str, cm: list[float], tm: list[float], _: object, points: float) -> None:
        if text.strip() and abs(abs(cm[3] * tm[3] * points) - size) < CLOSE:
            across, down = (cm[n] * tm[4] + cm[n + 2] * tm[5] + cm[n + 4] for n in (0, 1))
            places.add((across > float(page.mediabox.width) / 2, round(down, 2)))

    page.extract_text(visitor_text=see)
    most = max(
        sum(min((at - first) % STEP, (first - at) % STEP) <= 0.3 for _, at in places)
        for _, first in places
    )
    return most, len(places)


# --- the rest ------------------------------------------------------------------------------------


def test_a_layout_has_the_leading_of_its_body_for_a_grid_but_not_from_right_to_left() -> None:
    assert [THEME.step(name) for name in ("side", "page", "book")] == [STEP, STEP, 12]
    assert THEME.written("rtl").step("side") == 0


def test_word_parts_paragraphs_by_a_whole_line_as_well() -> None:
    blocks = (Group("chapter", (Heading(2, words("Now")), said("One."), said("Two."))),)
    file = WordFile(compose(of(*blocks, layout="side"), THEME, {}, {}))
    assert [style for style, _ in file.paragraphs()][-2:] == ["BodyText", "BodyTextNext"]
