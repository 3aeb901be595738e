"""What the engine itself says of all elements is said of those alone that have such a thing."""

from __future__ import annotations

import re
from typing import Any

import pytest

from briefings.engine import Sheet
from briefings.engine.agent import spared, style_sheets
from briefings.engine.within import Within

PAGE = (
    "<!DOCTYPE html><html lang='en'><head><title>-</title><style>{css}</style></head><body>"
    "<ol><li>one</li><li>two</li></ol><p>said<span class='footnote'>by whom</span></p>"
    "<aside>more</aside></body></html>"
)
NOTE = ".footnote { float: footnote }"


def of_the_engine() -> Any:
    from weasyprint.html import UA_STYLESHEET

    return UA_STYLESHEET


def test_nothing_is_said_of_parts_that_every_element_could_have() -> None:
    from weasyprint.html import UA

    assert re.findall(r"^(::[\w-]+)", spared(UA), re.MULTILINE) == []
    of_parts = re.findall(r"^(\S+::(?:marker|[\w-]*note[\w-]*))", spared(UA), re.MULTILINE)
    assert of_parts == ["li::marker", ".footnote::footnote-call", ".footnote::footnote-marker"]


@pytest.mark.parametrize("css", ["", "p { color: red }", NOTE, f"p {{ color: red }} {NOTE}"])
def test_the_spare_sheet_is_for_pages_with_the_usual_notes_and_items(css: str) -> None:
    (found,) = style_sheets(css)
    assert found is not of_the_engine()


OTHERS = (
    "aside { float: footnote }",
    f"{NOTE} aside {{ color: red; FLOAT:footnote }}",
    "p .footnote { float: footnote }",
    "aside { display: block flow list-item }",
    "aside { position: note(a) }",
    ":root { --how: list-item } aside { display: var(--how) }",
    ":root { --where: footnote } aside { float: var(--where) }",
)


@pytest.mark.parametrize("css", OTHERS)
def test_where_other_elements_are_notes_or_items_the_engines_own_is_kept(css: str) -> None:
    assert [*style_sheets(css)] == [of_the_engine()]


@pytest.mark.parametrize("css", [NOTE, "li { list-style: lower-roman outside }", *OTHERS[:4]])
def test_pages_look_as_with_all_that_the_engine_says(
    css: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Sheet(PAGE.format(css=css), {})
    spare = Within().write(page)
    monkeypatch.setattr("briefings.engine.parsing.style_sheets", lambda _: [of_the_engine()])
    assert Within().write(page) == spare


def test_no_element_gets_styles_for_parts_that_it_does_not_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from weasyprint.css import StyleFor

    made, make = [], StyleFor.set_computed_styles

    def noted(self: Any, element: Any, *more: Any, **named: Any) -> Any:
        if part := named.get("pseudo_type"):
            made.append(f"{getattr(element, 'tag', '@page')}::{part}")
        return make(self, element, *more, **named)

    monkeypatch.setattr(StyleFor, "set_computed_styles", noted)
    Within().pages(Sheet(PAGE.format(css=NOTE), {}))
    notes = [f"span::footnote-{part}" for part in ("call", "marker")]
    of_elements = sorted(part for part in made if not part.startswith("@page"))
    assert of_elements == ["li::marker", "li::marker", *notes]
