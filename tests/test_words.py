"""How many words a text has as a reader counts them, and how long they take to read."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefings import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        (" \t\n", 0),
        ("… – — . , ! « » § %", 0),
        ("The committee meets on Monday.", 5),
        ("They can't, and they won’t.", 5),
        ("the U.S. and the E.U.", 5),
        ("growth of 3.5 per cent", 5),
        ("1,000 people", 2),
        ("Pakistan–Afghanistan relations", 3),
        ("and/or", 2),
        ("the 'first' of them", 4),
        ("a rise of 5% or €20", 6),
        ("an area of 12 km²", 5),
    ],
)
def test_words_in_english(text: str, expected: int) -> None:
    assert words.count(text, "en-GB") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("counter-terrorism", 1),
        ("a state-of-the-art system", 3),
        ("COVID-19", 1),
        ("the years 2024-25", 3),
        ("e\u2010mail and e\u2011mail", 3),
        ("counter-\u2060terrorism", 1),
        ("pre- and post-war", 3),
        ("well - being", 2),
        ("well--being", 2),
        ("-5 degrees", 2),
        ("beyond the border -", 3),
        ("Grenz- und Sicherheitspolitik", 3),
    ],
)
def test_a_hyphen_joins_the_words_it_touches_on_both_sides(text: str, expected: int) -> None:
    assert words.count(text, "en") == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "l'homme d’aujourd’hui", 2),
        ("fr", "Qu’est-ce que c’est\u202f?", 3),
        ("de", "Donaudampfschifffahrtsgesellschaft, Straße und EU-Recht", 4),
        ("sv", "EU:s råd", 2),
        ("fi", "EU:n neuvosto", 2),
        ("ru", "Совет Безопасности ООН", 3),
        ("tr", "Türkiye'nin dış politikası", 3),
        ("ar", "العلاقات بين باكستان وأفغانستان، عام ٢٠٢١", 6),
        ("ar", "مُحَمَّد", 1),
        ("fa", "کتاب\u200cها را می\u200cخوانند", 3),
        ("ur", "دہشت گردی کے خلاف جنگ۔", 5),
        ("ps", "د افغانستان او پاکستان اړیکې", 5),
        ("he", 'צה"ל וארה״ב', 2),
        ("hi", "भारत और पाकिस्तान के संबंध।", 5),
        ("ko", "한국의 외교 정책", 3),
    ],
)
def test_words_between_spaces(language: str, text: str, expected: int) -> None:
    assert words.count(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "中华人民共和国成立了", 5),  # 中华 人民 共和国 成立 了
        ("zh-Hant", "中華人民共和國成立了。", 5),
        ("zh", "阿富汗的关系在2021年以后恶化。", 8),  # 阿富汗 的 关系 在 2021 年 以后 恶化
        ("ja", "日本国憲法は1947年に施行された。", 10),  # 日本国 憲法 は 1947 年 に 施行 さ れ た
        ("ja", "テロ対策、インターネット", 3),  # テロ 対策 インターネット
        ("th", "ภาษาไทยเป็นภาษาราชการของประเทศไทย", 7),  # ภาษา ไทย เป็น ภาษา ราชการ ของ ประเทศไทย
        ("th", "ปี ๒๕๖๗", 2),
        ("km", "ភាសាខ្មែរជាភាសាផ្លូវការ", 3),  # ភាសាខ្មែរ ជា ភាសាផ្លូវការ
        ("lo", "ພາສາລາວເປັນພາສາທາງການ", 5),  # ພາສາ ລາວ ເປັນ ພາສາ ທາງການ
        ("my", "မြန်မာနိုင်ငံ၏ရုံးသုံးဘာသာ", 2),  # မြန်မာနိုင်ငံ ရုံးသုံးဘာသာ
    ],
)
def test_words_without_spaces_are_those_of_the_dictionary(
    language: str, text: str, expected: int
) -> None:
    assert words.count(text, language) == expected


def test_a_foreign_script_is_counted_the_same_in_any_language() -> None:
    assert words.count("The phrase 中华人民共和国 means this.", "en") == 7


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("co\u00adopera\u00adtion", 1),
        ("word\u2060joiner", 1),
        ("10\u202f000", 1),
        ("10\u00a0000", 2),
        ("Article\u00a05", 2),
        ("zero\u200bwidth", 2),
    ],
)
def test_characters_without_ink_inside_words(text: str, expected: int) -> None:
    assert words.count(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://www.example.org/a/b", 4),  # https, the host, a, b
        ("first.last@example.org", 2),  # the name, the host
        ("👨‍👩‍👧‍👦 🇵🇰 👍🏽", 0),
        ("Yes 👍🏽 indeed", 2),
        ("nai\u0308ve", 1),
        ("𝔘nicode 𠮷", 2),
        ("chapter Ⅳ", 2),
    ],
)
def test_addresses_emoji_and_rare_characters(text: str, expected: int) -> None:
    assert words.count(text, "en") == expected


@pytest.mark.parametrize("language", ["xx", "und", "", "not a tag!", "de-CH-1901"])
def test_an_unknown_language_is_counted_by_the_general_rules(language: str) -> None:
    assert words.count("www.example.org can't", language) == 2


def _python(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)


def test_importing_the_module_does_not_load_icu() -> None:
    done = _python("import sys, briefings.words; print('icu4py' in sys.modules)")
    assert (done.stdout, done.stderr) == ("False\n", "")


def test_a_missing_icu_is_a_problem_of_the_machine_and_never_a_guess() -> None:
    done = _python(
        "import sys\n"
        "sys.modules['icu4py'] = None\n"
        "from briefings import errors, words\n"
        "try:\n"
        "    print(words.count('plain text', 'en'))\n"
        "except errors.MachineError as error:\n"
        "    print(error)\n"
    )
    assert done.stdout == (
        "this machine:1:1: words can't be counted: icu4py is not installed, or does not load. "
        "run ./bootstrap, or: python -m pip install icu4py [I112]\n"
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", 228),
        ("en-GB", 228),
        ("EN-us", 228),
        ("zh-Hant-TW", 158),
        ("ar-EG", 138),
        ("ur", 184),
        ("ps-AF", 184),
        ("fa", 184),
        ("th", 184),
        ("hi", 184),
        ("english", 184),
    ],
)
def test_reading_speed_follows_the_language_and_else_is_the_mean(
    language: str, expected: int
) -> None:
    assert words.per_minute(language) == expected


def test_the_speed_of_other_languages_is_the_mean_of_those_measured() -> None:
    assert len(words.SPEEDS) == 17
    assert round(sum(words.SPEEDS.values()) / 17) == words.OTHER_SPEED == 184


def test_minutes_are_words_over_speed() -> None:
    assert words.minutes(0, 228) == 0
    assert words.minutes(456, 228) == 2
    assert words.minutes(114, 228) == 0.5


@pytest.mark.parametrize(
    ("minutes", "per_minute", "expected"),
    [(5, 228, 1140), (0, 228, 0), (0.5, 179, 89), (2.3, 100, 230), (1.999, 100, 199)],
)
def test_a_budget_is_rounded_down(minutes: float, per_minute: int, expected: int) -> None:
    assert words.budget(minutes, per_minute) == expected
