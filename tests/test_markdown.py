"""The small Markdown: what it becomes, what it refuses, what it costs."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings import markdown
from briefings.errors import Place, Problem
from briefings.reader import read
from briefings.reader.xhtml import parse
from effort import calls

GERMAN = ("„", "“", "‚", "‘")
FRENCH = ("«\u00a0", "\u00a0»", "“", "”")


def bracketed(note: str) -> str:
    return f"[[{note}]]"


def no_note(note: str) -> str:
    raise AssertionError(f"unexpected note: {note}")


def inline(text: str) -> str:
    return markdown.inline(text, bracketed)


def blocks(text: str) -> str:
    return markdown.blocks(text, bracketed)


def codes(text: str, *, body: bool = True) -> list[tuple[int, str]]:
    return [(fault.line, fault.code) for fault in markdown.problems(text, body=body)]


# --- lines -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "xhtml"),
    [
        ("*a* b", "<em>a</em> b"),
        ("**a** _b_", "<strong>a</strong> <em>b</em>"),
        ("***a***", "<em><strong>a</strong></em>"),
        ("x^2^", "x<sup>2</sup>"),
        ("H~2~O", "H<sub>2</sub>O"),
        ("~30 to ~40", "~30 to ~40"),
        ("[a *b*](https://x.org/?a&b)", '<a href="https://x.org/?a&amp;b">a <em>b</em></a>'),
        ("[a](mailto:a@x.org)", '<a href="mailto:a@x.org">a</a>'),
        ("[a](#annex-1)", '<a href="#annex-1">a</a>'),
        ('[a](#map "number")', '<a class="number" href="#map">a</a>'),
        ('[a](#map "page")', '<a class="page" href="#map">a</a>'),
        ("[a](#map 'page')", '<a class="page" href="#map">a</a>'),
        ("<https://x.org/>", '<a href="https://x.org/">https://x.org/</a>'),
        (r"\*a\* \^[b]", "*a* ^[b]"),
        ("the [mot *juste*]{fr}!", 'the <span lang="fr">mot <em>juste</em></span>!'),
        ("*[a]{pt-BR}*", '<em><span lang="pt-BR">a</span></em>'),
        ("[[a](https://x.org)]{fr}", '<span lang="fr"><a href="https://x.org">a</a></span>'),
        ("[a]{no language} [b] {fr}", "[a]{no language} [b] {fr}"),
        (r"[a]\{fr}", "[a]{fr}"),
        ("AT&T &amp; &copy;", "AT&amp;T &amp; ©"),
    ],
)
def test_inline_markup_becomes_xhtml(text: str, xhtml: str) -> None:
    assert inline(text) == xhtml


def test_addresses_in_running_text_are_not_made_links() -> None:
    assert inline("see https://x.org/ and a@x.org") == "see https://x.org/ and a@x.org"


@pytest.mark.parametrize("text", ["a\nb", "a  \nb", "a\\\nb", " a\nb\n"])
def test_line_breaks_of_a_one_paragraph_field_are_spaces(text: str) -> None:
    assert inline(text) == "a b"


@pytest.mark.parametrize("text", ["# a", "1. a", "- a", "&gt; a"])
def test_block_markup_of_a_one_paragraph_field_is_text(text: str) -> None:
    assert inline(text) == text


def test_html_is_shown_as_text() -> None:
    assert inline("a <b onclick='x'>c</b>") == "a &lt;b onclick=‘x’&gt;c&lt;/b&gt;"


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "JaVaScript:x", "file:///etc/passwd", "data:text/html,x", "../a", "//x",
     "&#106;avascript:x", "https:x", "#", "#1", "#é", "ftp://x.org", "https://", "vbscript:x"],
)  # fmt: skip
def test_a_link_elsewhere_stays_text_and_is_a_fault(href: str) -> None:
    assert "<a" not in inline(f"[a]({href})")
    assert codes(f"[a]({href})") == [(0, "X103")]


# --- typography ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "xhtml"),
    [
        ("\"a 'b' c\"", "“a ‘b’ c”"),
        ("it's the '90s", "it’s the ’90s"),
        ("states' rights", "states’ rights"),
        ('*"a"* "*b*"', "<em>“a”</em> “<em>b</em>”"),
        ("2019--2021 a -- b --- c", "2019–2021 a – b — c"),
        ("a... b....", "a… b…."),
        ("----", "----"),
        (r"\"a\" \-- \...", '"a" -- ...'),
        ("Article 5(c), +-", "Article 5(c), +-"),
        ("[a--b](https://x.org/a--b)", '<a href="https://x.org/a--b">a–b</a>'),
        ("https://x.org/a--b...", "https://x.org/a--b..."),
        ('"a"^["b"]', "“a”[[“b”]]"),
    ],
)
def test_typography(text: str, xhtml: str) -> None:
    assert inline(text) == xhtml


def test_quotation_marks_are_those_of_the_language() -> None:
    text = "\"a 'b' c\""
    assert markdown.inline(text, no_note, GERMAN) == "„a ‚b‘ c“"
    assert markdown.inline(text, no_note, FRENCH) == "«\u00a0a “b” c\u00a0»"


# --- bodies ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "xhtml"),
    [
        ("a\nb\n\nc", "<p>a b</p><p>c</p>"),
        ("a\\\nb", "<p>a<br/>b</p>"),
        ("- a\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("1. a\n2. b", "<ol><li><p>a</p></li><li><p>b</p></li></ol>"),
        ("- a\n  1. b", "<ul><li><p>a</p><ol><li><p>b</p></li></ol></li></ul>"),
        ("> a\n>\n> b", "<blockquote><p>a</p><p>b</p></blockquote>"),
    ],
)
def test_blocks_become_xhtml(text: str, xhtml: str) -> None:
    assert blocks(text) == xhtml
    assert markdown.problems(text) == ()


def test_unsupported_blocks_are_printed_as_they_were_written() -> None:
    assert blocks("# a") == "<p># a</p>"
    assert blocks("    *a* <b>") == "<p>*a* &lt;b&gt;</p>"
    assert blocks("<div>a</div>") == "<p>&lt;div&gt;a&lt;/div&gt;</p>"


# --- notes -----------------------------------------------------------------------------------


def test_notes_are_handed_over_in_order_as_xhtml() -> None:
    notes: list[str] = []

    def call(note: str) -> str:
        notes.append(note)
        return f"<sup>{len(notes)}</sup>"

    assert markdown.blocks("a^[*b* [c](https://x.org)]\n\n- d^[ e ]", call) == (
        "<p>a<sup>1</sup></p><ul><li><p>d<sup>2</sup></p></li></ul>"
    )
    assert notes == ['<em>b</em> <a href="https://x.org">c</a>', "e"]


def test_a_note_of_one_word_is_no_superscript() -> None:
    assert inline("a^[b]^2^") == "a[[b]]<sup>2</sup>"


@pytest.mark.parametrize(
    "text", ["a^[b ^[c]]", "[a ^[b]](https://x.org)", "a ^[b", "a[^1]", "^[a] ^[^[b]]"]
)
def test_a_note_out_of_place_is_a_fault(text: str) -> None:
    assert (0, "X105") in codes(text)


# --- plain words -----------------------------------------------------------------------------


def test_plain_is_the_words_without_markup_and_notes() -> None:
    text = '**"A"** [b](https://x.org)^[note]  \nc -- H~2~O <b>'
    assert markdown.plain(text) == "“A” b c – H2O <b>"


def test_plain_puts_the_blocks_of_a_body_on_one_line() -> None:
    assert markdown.plain("a\n\n- b\n- c\n\n> d") == "a b c d"


def test_plain_keeps_numbers() -> None:
    assert markdown.plain("2026. A review") == "2026. A review"
    assert markdown.plain("1. a\n2. b") == "1. a 2. b"


def test_plain_without_a_body_keeps_every_sign() -> None:
    assert markdown.plain("- a", body=False) == "- a"


# --- faults ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\n\n# b", [(2, "X102")]),
        ("a\n\nb\n---", [(2, "X102")]),
        ("a\n\n```\nb\n```", [(2, "X102")]),
        ("    a", [(0, "X102")]),
        ("a\nb `c`", [(1, "X102")]),
        ("| a | b |\n|---|---|\n| c | d |", [(0, "X102")]),
        ("<div>\na</div>", [(0, "X102")]),
        ("a\n<b>", [(1, "X102")]),
        ("a\n\n***", [(2, "X102")]),
        ("a\n![b](https://x.org/c.png)", [(1, "X102")]),
        ("~~a~~", [(0, "X102")]),
        ("a\n\n[b]: https://x.org", [(2, "X102")]),
        ("a[^1]\n\n[^1]: b", [(2, "X102")]),
    ],
)
def test_markup_that_is_not_supported_is_a_fault_at_its_line(
    text: str, found: list[tuple[int, str]]
) -> None:
    assert codes(text) == found


def test_a_phrase_in_no_language_is_a_fault() -> None:
    (fault,) = markdown.problems("a\n\nthe [mot juste]{french}")
    assert (fault.line, fault.code, fault.what) == (2, "X111", "'french' is no language")
    assert [*codes("[a]{}"), *codes("a []{fr}")] == [(0, "X111"), (0, "X104")]
    assert codes(r"[a]\{french} and [b]{ur} in a note^[of [c]{fr}]") == []


def test_a_phrase_in_another_language_is_words_like_any() -> None:
    assert markdown.plain("the [mot juste]{fr}, as they say") == "the mot juste, as they say"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\n\n2. b", [(2, "X106")]),
        ("- a\n-", [(1, "X106")]),
        ("- - a", [(0, "X106")]),
        ("- a\n\n  > b", [(2, "X106")]),
        ("> - a", [(0, "X106")]),
        ("> > a", [(0, "X106")]),
        ("a\n\n>", [(2, "X106")]),
        ("\n".join(f"{'  ' * n}- {n}" for n in range(8)), [(7, "X106")]),
    ],
)
def test_a_list_or_quotation_that_cannot_be_set_is_a_fault(
    text: str, found: list[tuple[int, str]]
) -> None:
    assert codes(text) == found


@pytest.mark.parametrize(
    "text", ["", " \n", "a [](https://x.org)", "a^[]", "a\n\n&nbsp;", "^[a]", "*&nbsp;* a"]
)
def test_markup_without_words_is_a_fault(text: str) -> None:
    assert [code for _, code in codes(text)] == ["X104"]


@pytest.mark.parametrize(
    "link", ['[a](https://x.org "b")', '[a](https://x.org "page")', '[a](#b "Number")']
)
def test_a_title_of_a_link_that_asks_for_no_number_or_page_is_a_fault(link: str) -> None:
    (fault,) = markdown.problems(link)
    assert str(fault.at(Place("b.yaml", 3))) == (
        "b.yaml:3:1: a link has a title that says nothing. take it away, or say "
        '"number" or "page" in a link to a place in the product [X103]'
    )
    assert "class" not in inline(link)


@pytest.mark.parametrize("form", ["number", "page"])
def test_a_title_that_asks_for_a_number_or_a_page_is_no_fault(form: str) -> None:
    assert codes(f'[a](#b "{form}")') == []


@pytest.mark.parametrize("text", ["a\x07b", "a\ufffdb", "a&#12;b", chr(0xD800).join("ab")])
def test_an_unprintable_character_is_a_fault_and_stands_out(text: str) -> None:
    assert codes(text) == [(0, "X107")]
    assert inline(text) == "a\ufffdb"


def test_deep_emphasis_is_a_fault() -> None:
    assert codes("**" * 8 + "a" + "**" * 8) == [(0, "X109")]


def test_signs_lost_to_a_subscript_are_a_fault() -> None:
    assert codes("costs ~5–~10") == [(0, "X110")]
    assert codes("*H*~2~ (CH~3~)~2~") == []


@pytest.mark.parametrize("text", ["a\n\nb", "- a\n- b", "1. a\n2. b"])
def test_several_paragraphs_are_a_fault_in_a_field_of_one(text: str) -> None:
    assert codes(text, body=False) == [(0, "X108")]
    assert codes(text) == []


@pytest.mark.parametrize("text", ["# 1 priority", "2026. A review", "a\nb\n", "- 5 °C"])
def test_signs_that_open_a_block_mean_nothing_in_a_field_of_one_paragraph(text: str) -> None:
    assert codes(text, body=False) == []


def test_faults_of_lines_are_found_in_a_field_of_one_paragraph() -> None:
    assert codes("a\n<b> [c](d)", body=False) == [(1, "X102"), (1, "X103")]


def test_faults_inside_a_note_are_found_at_their_line() -> None:
    assert codes("a\nb^[c\n`d`] <e>") == [(2, "X102"), (2, "X102")]


def test_all_faults_are_told_in_the_order_of_their_lines() -> None:
    assert codes("<a>\n\n# b\n\n![c](d)") == [(0, "X102"), (2, "X102"), (4, "X102")]


def test_a_fault_becomes_a_problem_at_its_place_in_the_file() -> None:
    first, second = markdown.problems("<a>\n\n# b")
    start = Place("x.yaml", 10, 7)
    assert first.at(start) == Problem(
        Place("x.yaml", 10, 7),
        "X102",
        "HTML cannot stand in a text",
        "take it away, or write \\< for the sign",
    )
    assert second.at(start).place == Place("x.yaml", 12, 1)


# --- cost and safety -------------------------------------------------------------------------


def test_a_text_that_is_too_long_is_a_fault_and_is_not_parsed() -> None:
    text = "*a* <" + "b" * 20_000
    assert codes(text) == [(0, "X101")]
    assert blocks(text) == f"<p>*a* &lt;{'b' * 20_000}</p>"
    assert inline(text) == f"*a* &lt;{'b' * 20_000}"


@pytest.mark.parametrize(
    "text",
    [
        "*" * 5_000,
        "[" * 5_000,
        "> " * 3_000,
        "- " * 3_000,
        "^[" * 5_000,
        "^[" * 3_000 + "a" + "]" * 3_000,
        "**" * 4_000 + "a" + "**" * 4_000,
        "[" * 3_000 + "a" + "](https://x.org)" * 900,
        "\"a b' " * 3_000,
        "*a _b " * 3_000,
        "a" * 20_000,
        "`" * 3_000 + "a`" * 5_000,
        "<!--" * 5_000,
        "".join("  " * i + "- a\n" for i in range(130)),
    ],
    ids=lambda text: text[:6],
)
def test_hostile_text_costs_little(text: str) -> None:
    """Counted in calls, for the clock tells how busy a machine is; the others go the same way."""
    assert calls(partial(blocks, text)) < 5_000_000
    for read_too in (inline, markdown.plain, markdown.problems):
        read_too(text)


MARKUP = st.lists(
    st.sampled_from(
        ["*", "**", "_", "^", "~", "[", "](https://x.org)", "](#a)", "^[", "]", "(", ")", "<", ">",
         "&", "&nbsp;", "`", "\\", "\n", "\n\n", "- ", "1. ", "> ", "    ", "  \n", "\\\n", "#",
         "|", "'", '"', "--", "...", "a", "b c", "é", "\x00", "\u2028", "=", "!", "://", ":", "<b>"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=80) | MARKUP)
def test_any_text_without_faults_is_read_by_the_strict_reader(text: str) -> None:
    def call(note: str) -> str:
        return f"<em>{note}</em>"

    if text.strip() and not markdown.problems(text):
        html = f'<div class="part" id="a">{markdown.blocks(text, call)}</div>'
        assert read(html, lambda line: Place("t", line))
    if text.strip() and not markdown.problems(text, body=False):
        html = f'<div class="part" id="a"><p>{markdown.inline(text, call)}</p></div>'
        assert read(html, lambda line: Place("t", line))


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=80) | MARKUP)
def test_no_markup_of_the_author_gets_through(text: str) -> None:
    allowed = {"p", "ul", "ol", "li", "blockquote", "strong", "em", "sup", "sub", "a", "br"}
    root = parse(blocks(text) + inline(text), lambda line: Place("t", line))
    assert {element.tag for element in root.iterdescendants()} <= allowed
    assert {name for element in root.iter() for name in element.attrib} <= {"href"}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("see [the map](#here) and [costs](#gone)", "see [the map](#here) and costs"),
        ("see [*all* [costs]](#gone)", "see *all* [costs]"),
        ("see [out](https://example.org)", "see [out](https://example.org)"),
        (r"\[no\](#gone) [link](#gone)", r"\[no\](#gone) link"),
        ("- one [a](#gone)\n- two\n\nmore", "- one a\n- two\n\nmore"),
        ("a^[note with [costs](#gone)]", "a^[note with costs]"),
    ],
)
def test_links_to_what_is_not_printed_are_trimmed(text: str, kept: str) -> None:
    assert markdown.trimmed(text, {"here"}.__contains__, notes=True) == kept


@pytest.mark.parametrize("link", ["[costs](&#35;gone)", "[costs](<#gone>)", "[costs]( #gone )"])
def test_a_text_is_made_plain_where_only_a_parser_sees_the_link(link: str) -> None:
    assert markdown.trimmed(f"*see* {link}", {"here"}.__contains__, notes=True) == "see costs"


def test_notes_that_are_not_printed_are_trimmed() -> None:
    text = "one^[a [link](https://example.org) in *it*], two^[b]"
    assert markdown.trimmed(text, {"here"}.__contains__, notes=False) == "one, two"
    assert markdown.trimmed(text, {"here"}.__contains__, notes=True) == text
