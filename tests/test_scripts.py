"""Documents in every script: set in the project's own fonts, and their words come out whole."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdf
import pytest
from fontTools import cffLib

from briefings.engine.within import Within
from briefings.letters import scripts
from briefings.letters.fonts import by_family
from briefings.letters.languages import direction
from briefings.typeset import Typeset, typeset
from briefings.wordml.xml import Element
from briefings.writers import docx
from conftest import LIBRARY, document
from verapdf import by_page
from verdicts import by_audit
from wordfile import WordFile, attributes

ROOT = Path(__file__).parents[1]
THEME = LIBRARY.theme("institute")

DECLARATION = {
    "el": (
        "Οικουμενική Διακήρυξη για τα Ανθρώπινα Δικαιώματα",
        "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.",
    ),
    "ru": (
        "Всеобщая декларация прав человека",
        "Все люди рождаются свободными и равными в своем достоинстве и правах.",
    ),
    "vi": (
        "Tuyên ngôn toàn thế giới về nhân quyền",
        "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền.",
    ),
    "hi": (
        "मानव अधिकारों की सार्वभौम घोषणा",
        "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।",
    ),
    "bn": (
        "মানবাধিকারের সার্বজনীন ঘোষণাপত্র",
        "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে।",
    ),
    "he": (
        "ההכרזה לכל באי עולם בדבר זכויות האדם",
        "כל בני אדם נולדו בני חורין ושווים בערכם ובזכויותיהם.",
    ),
    "th": (
        "ปฏิญญาสากลว่าด้วยสิทธิมนุษยชน",
        "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ",
    ),
    "zh": ("世界人权宣言", "人人生而自由，在尊严和权利上一律平等。"),
    "ja": (
        "世界人権宣言",
        "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
    ),
    "ko": (
        "세계 인권 선언",
        "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
    ),
}
"""Title and first words of the Universal Declaration of Human Rights."""

FAMILIES = {
    "hi": ("Noto Serif Devanagari", "Noto Sans Devanagari"),
    "bn": ("Noto Serif Bengali", "Noto Sans Bengali"),
    "he": ("Noto Serif Hebrew", "Noto Sans Hebrew"),
    "th": ("Noto Serif Thai", "Noto Sans Thai"),
    "zh": ("Noto Serif SC", "Noto Sans SC"),
    "ja": ("Noto Serif JP", "Noto Sans JP"),
    "ko": ("Noto Serif KR", "Noto Sans KR"),
}
EASTERN = {"zh": "chinese", "ja": "japanese", "ko": "korean"}
SOME = ("hi", "he")


@dataclass(frozen=True)
class Made:
    """A document in both formats."""

    pdf: bytes
    word: bytes

    def fonts(self) -> set[str]:
        """Families in the PDF, without the marks of subsets and styles."""
        pages = pypdf.PdfReader(io.BytesIO(self.pdf)).pages
        named = (font["/BaseFont"] for page in pages for font in _fonts(page))
        plain = (str(name).partition("+")[2].rstrip(",") for name in named)
        return {name.removesuffix("-Small-Caps").replace("-", " ") for name in plain}


def _fonts(page: pypdf.PageObject) -> list[pypdf.generic.DictionaryObject]:
    found = page["/Resources"]["/Font"]  # type: ignore[index]
    return [font.get_object() for font in found.values()]


def _below(font: pypdf.generic.DictionaryObject) -> Any:
    found: Any = font["/DescendantFonts"]
    return found[0].get_object()


def _described(font: pypdf.generic.DictionaryObject) -> Any:
    return _below(font)["/FontDescriptor"]


def pages(language: str) -> Typeset:
    """A title, a paragraph, a list and a table in *language*."""
    title, text = DECLARATION[language]
    again = "".join((text, *(f" {text}",) * 3)) if language not in EASTERN else text * 4
    html = (
        f"<h1>{title}</h1><h2>{title}</h2><p>{again}</p><ul><li><strong>{title}</strong></li></ul>"
        '<table class="data"><colgroup><col style="width:100%"/></colgroup><thead><tr>'
        f'<th scope="col">{title}</th></tr></thead>'
        f'<tbody><tr><th scope="row">{text}</th></tr></tbody></table>'
    )
    return typeset(document(html, language=language), THEME, LIBRARY.templates, LIBRARY.fonts)


@pytest.fixture(scope="module")
def all_made() -> dict[str, Made]:
    """What was made so far."""
    return {}


@pytest.fixture(params=DECLARATION)
def tag(request: pytest.FixtureRequest) -> str:
    """Every language whose fonts are installed."""
    language = str(request.param)
    family = FAMILIES.get(language, ("Source Serif 4",))[0]
    if family not in by_family(LIBRARY.fonts):
        pytest.skip(f"the extra {EASTERN[language]} is not installed, which brings {family}")
    return language


@pytest.fixture
def found(tag: str, all_made: dict[str, Made]) -> Made:
    """The document of a language, made once."""
    if tag not in all_made:
        laid = pages(tag)
        all_made[tag] = Made(laid.pdf(), docx.write(laid))
    return all_made[tag]


def bare(text: str) -> str:
    """*text* composed, without blanks and marks of direction."""
    kept = (c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", "".join(kept))


def test_the_pdf_is_set_in_the_fonts_of_the_script(tag: str, found: Made) -> None:
    latin = {"Source Serif 4", "Source Serif 4 Display Semi Bold", "Source Sans 3"}
    families = {family.removesuffix(" Bold") for family in found.fonts()}
    bold = {"Noto Sans CJK JP"} if tag in EASTERN else set()
    own = set(FAMILIES.get(tag, ()))
    serif = own - {name for name in own if bold and "Sans" in name}  # of it only bold is shown
    assert families - {name.removesuffix(" Bold") for name in latin} == serif | bold


def test_every_family_of_east_asia_has_the_bold_of_all() -> None:
    conf = (LIBRARY.fonts[0] / "fonts.conf").read_text()
    eastern = [found for found in scripts.FAMILIES.values() if found.package]
    named = {name for found in eastern for name in (found.serif, found.sans)}
    assert {*re.findall("<string>(.*)</string>", conf)} == named | {"Noto Sans CJK JP"}


def test_the_pdf_is_sound(tag: str, found: Made, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(found.pdf)
    assert by_page(path) == []


def test_a_font_of_signs_has_those_that_are_shown_by_their_places(tag: str, found: Made) -> None:
    pages = pypdf.PdfReader(io.BytesIO(found.pdf)).pages
    eastern = 0
    for font in (font for page in pages for font in _fonts(page)):
        below, described = _below(font), _described(font)
        if "/FontFile3" in described:
            outlines = cffLib.CFFFontSet()
            data = described["/FontFile3"].get_object().get_data()
            outlines.decompile(io.BytesIO(data), None, isCFF2=False)
            runs = zip(below["/W"][::2], below["/W"][1::2], strict=True)
            shown = [first + n for first, run in runs for n in range(len(run))]
            assert outlines[0].charset[1:] == [f"cid{place:05d}" for place in shown]
            eastern += 1
    assert eastern == (2 if tag in EASTERN else 0)


def test_the_words_of_the_pdf_come_out_as_they_were_written(
    tag: str, found: Made, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(found.pdf)
    # Words from right to left are in order only for who looks where they stand on the page.
    order = ["-raw"] if direction(tag) == "ltr" else []
    done = subprocess.run(
        ["pdftotext", *order, str(tmp_path / "a.pdf"), "-"], capture_output=True, check=True
    )
    said = bare(done.stdout.decode())
    title, text = map(bare, DECLARATION[tag])
    assert (said.count(title) >= 4, said.count(text)) == (True, 5)


def test_the_word_file_is_valid_and_says_language_and_font(
    tag: str, found: Made, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(found.word)
    assert by_audit(path) == []
    file = WordFile(found.word)
    family = attributes(file.style("BodyText"), "./{*}rPr/{*}rFonts")
    slot = "eastAsia" if tag in EASTERN else "cs"
    expected = FAMILIES[tag][0] if tag in FAMILIES else THEME.fonts["text"].complex
    assert family[slot] == expected
    (spoken,) = file.find("//w:docDefaults//w:lang", "word/styles.xml")
    tags = {"hi": "hi-IN", "bn": "bn-BD", "he": "he-IL", "th": "th-TH"}
    tags |= {"zh": "zh-CN", "ja": "ja-JP", "ko": "ko-KR"}
    assert tags.get(tag, tag) in spoken.attrib.values()


def test_a_word_file_carries_the_fonts_of_letters_and_names_those_of_signs(
    tag: str, found: Made
) -> None:
    if tag not in FAMILIES:
        return
    for name in FAMILIES[tag]:
        (font,) = WordFile(found.word).find(f"//w:font[@w:name='{name}']", "word/fontTable.xml")
        embedded = font.find("./{*}embedRegular") is not None
        assert embedded == (tag not in EASTERN)
        (instead,) = font.iterfind("./{*}altName")
        assert tag not in EASTERN or scripts.readers(name) in instead.attrib.values()


def _bare(element: Element) -> dict[str, str]:
    return {str(k).rpartition("}")[2]: str(v) for k, v in element.attrib.items()}


# --- one word of another script ------------------------------------------------------------------


def word_runs(text: str, language: str = "en-GB") -> list[tuple[str, dict[str, str], bool]]:
    """Each run of a paragraph: its words, its ``w:rFonts``, whether it says ``w:cs``."""
    found = document(f"<h1>x</h1><p>{text}</p>", language=language)
    runs = WordFile(docx.compose(found, THEME, {}, {})).find("//w:body/w:p[2]/w:r")
    return [
        (
            "".join(t.text or "" for t in run.iterfind("./{*}t")),
            {k: v for f in run.iterfind("./{*}rPr/{*}rFonts") for k, v in _bare(f).items()},
            run.find("./{*}rPr/{*}cs") is not None,
        )
        for run in runs
    ]


def test_a_thai_word_among_latin_ones_is_a_run_in_its_font() -> None:
    assert word_runs("The ภาษาไทย word") == [
        ("The ", {}, False),
        ("ภาษาไทย ", {"cs": "Noto Serif Thai"}, True),
        ("word", {}, False),
    ]


def test_a_chinese_word_among_latin_ones_is_a_run_in_its_font() -> None:
    named = {"eastAsia": "Noto Serif SC", "hint": "eastAsia"}
    assert word_runs("The 宣言 word")[1] == ("宣言 ", named, False)


def test_words_in_the_script_of_the_document_need_no_font_of_their_own() -> None:
    assert word_runs("मानव UN", "hi") == [("मानव ", {}, True), ("UN", {}, False)]


def test_signs_that_two_scripts_share_are_set_in_the_font_of_the_document() -> None:
    japanese = THEME.spoken("ja")
    assert japanese.stack(japanese.fonts["text"])[1] == "Noto Serif JP"
    assert THEME.spoken("zh-TW").fonts["text"].eastern == "Noto Serif TC"


# --- the same bytes ------------------------------------------------------------------------------

ELSEWHERE = """
import sys
from hashlib import sha256
sys.path.insert(0, {tests!r})
from briefings import machine
import conftest, test_scripts
machine.use_fonts(conftest.LIBRARY.fonts[:1])
for tag in test_scripts.SOME:
    print(tag, sha256(test_scripts.pages(tag).pdf()).hexdigest())
"""


def test_the_bytes_do_not_depend_on_the_fonts_of_the_machine() -> None:
    code = ELSEWHERE.format(tests=str(ROOT / "tests"))
    fonts = "/etc/fonts/fonts.conf"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "FONTCONFIG_FILE": fonts},
        capture_output=True,
        text=True,
        check=True,
    )
    digests = [f"{tag} {sha256(pages(tag).pdf()).hexdigest()}" for tag in SOME]
    assert done.stdout.splitlines() == digests


def test_what_was_written_before_changes_no_bytes() -> None:
    laid, engine = pages("hi"), Within()
    assert engine.write(laid.sheet) == engine.write(laid.sheet) == laid.pdf()
