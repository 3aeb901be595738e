"""Lists of any length go to the library of fonts as one type, and no other is parsed for them."""

from __future__ import annotations

from typing import Any

import pytest

from briefings.engine import Sheet, arrays
from briefings.engine.within import Within


def parsed() -> dict[str, Any]:
    """The types that the engine's way to libraries has parsed."""
    from weasyprint.text.ffi import ffi

    known: dict[str, Any] = ffi._parsed_types
    return known


def page(words: str) -> Sheet:
    return Sheet(f"<html lang='en'><title>-</title><p>{words}</p>", {})


def test_no_type_is_parsed_for_the_glyphs_of_a_document() -> None:
    Within().write(page("a"))
    before = set(parsed())
    for words in ("abc", "abcdefgh", "xyz"):
        Within().write(page(words))
    assert set(parsed()) == before


@pytest.fixture
def ffi() -> Any:
    arrays.teach()
    from weasyprint.pdf import fonts

    return fonts.ffi


def test_a_list_is_as_long_as_what_is_in_it(ffi: Any) -> None:
    assert [*ffi.new("hb_codepoint_t[3]", [7, 8, 9])] == [7, 8, 9]
    assert [*ffi.new("hb_codepoint_t[2]", (7, 8))] == [7, 8]
    assert len(ffi.new("hb_codepoint_t[0]", ())) == 0


def test_what_is_not_filled_is_as_long_as_it_says(ffi: Any) -> None:
    assert len(ffi.new("hb_tag_t[100]")) == 100
    assert len(ffi.new("char[4]")) == 4
    assert ffi.new("unsigned int *", 100)[0] == 100
    assert ffi.cast("void *", 0) == ffi.NULL
