"""The bidirectional algorithm: levels and directions of characters, by UAX #9.

In these tests capitals stand for Hebrew letters, as in the standard's own examples, ``j`` for an
Arabic one, and ``5`` for an Arabic digit.
"""

from __future__ import annotations

import pytest

from briefings.letters.bidi import LINE, has_right_to_left, levels, right_to_left, visual_runs

ALEF = 0x05D0


def spelt(text: str) -> str:
    letters = {ord("A") + n: chr(ALEF + n) for n in range(22)}
    return text.translate({**letters, ord("j"): "\u0627", ord("5"): "\u0665"})


def shown(text: str, base: bool) -> str:
    return "".join(map(str, levels(spelt(text), base)))


@pytest.mark.parametrize(
    ("text", "base", "found"),
    [
        ("car is CAR now", False, "00000001110000"),
        ("CAR is car", True, "1111222222"),
        ("CAR IS 1,234.", True, "1111111222221"),
        ("CAR 12-14 AB", True, "111122222111"),
        ("CAR 12–14", True, "111122122"),
        ("CAR 12%", True, "1111222"),
        ("j 12%", True, "11221"),
        ("CAR 3 AB now", False, "111121110000"),
        ("CAR 55", False, "111122"),
        ("un 3", True, "2222"),
        ("AB (cd) EF", True, "1111221111"),
        ("ab (CD) ef", False, "0000110000"),
        ("AB cd (EF) gh", True, "1112211111122"),
        ("cd (ef) AB", True, "2222222111"),
        ("A (b) c", True, "1112112"),
        ("AB.", False, "110"),
        ("A B", False, "111"),
        ("A\tb", True, "112"),
    ],
)
def test_characters_have_the_levels_of_the_standard(text: str, base: bool, found: str) -> None:
    assert shown(text, base) == found


def test_marks_and_what_is_not_seen_go_with_the_letter_before() -> None:
    assert levels("\u05d0\u05b0\u00ad\u05d1", False) == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("text", "base", "seen"),
    [
        ("car is CAR 12 now", False, ["car is ", "12", "CAR ", " now"]),
        ("CAR car 12 IS", True, [" IS", "car 12", "CAR "]),
        ("car", True, ["car"]),
        ("", True, []),
    ],
)
def test_runs_are_told_in_the_order_in_which_they_are_seen(
    text: str, base: bool, seen: list[str]
) -> None:
    found = visual_runs(levels(spelt(text), base))
    assert [text[start:end] for start, end, _ in found] == seen


def flags(text: str, base: bool) -> str:
    return "".join("<" if rtl else ">" for rtl in right_to_left(spelt(text), base))


@pytest.mark.parametrize(
    ("text", "base", "found"),
    [
        ("see CAR 3 AB.", False, ">>>><<<<<<<<>"),
        ("CAR 3 AB", True, "<<<<><<<"),
        ("CAR 55", True, "<<<<<<"),
        ("CAR \u06f1", True, "<<<<<"),
        ("CAR\t now ", True, "<<<<>>>>>"),
        ("CAR" + LINE + "now.", True, "<<<<>>>>"),
        ("now.", True, ">>>>"),
        ("...", True, "<<<"),
        ("", True, ""),
    ],
)
def test_runs_go_as_levels_do_but_digits_keep_to_their_letters(
    text: str, base: bool, found: str
) -> None:
    assert flags(text, base) == found


def test_only_letters_and_digits_of_such_scripts_make_a_text_run_from_right_to_left() -> None:
    assert [
        has_right_to_left(text) for text in ("a 1 –", "Łódź", "\u0627", "\u06f1", "\u0665")
    ] == [
        False,
        False,
        True,
        True,
        True,
    ]
