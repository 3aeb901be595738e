"""Styles of a Word file: drawn from the theme's tokens, and how boxes and frames are said."""

from __future__ import annotations

import pytest

from briefings.document import (
    Group,
    Heading,
    Label,
    List,
    ListItem,
    Paragraph,
    ParagraphRole,
    Quotation,
    Strong,
)
from briefings.wordml import looks, roles
from briefings.wordml.geometry import PageBox, half_points, page_box, twips
from briefings.wordml.look import Look, Zone
from wordfile import WordFile, attributes, said, style_of, theme, words, written


def spacing(file: WordFile, style: str) -> dict[str, str]:
    return attributes(file.style(style), "./{*}pPr/{*}spacing")


def test_leading_is_exact_and_space_is_above_only() -> None:
    file = written(said("a"), layout="side")
    token = theme().style("body", "side")
    assert spacing(file, "BodyText") == {
        "before": str(twips(token.above)),
        "after": "0",
        "line": str(twips(token.leading)),
        "lineRule": "exact",
    }


def test_changes_of_a_layout_reach_the_styles() -> None:
    sizes = {}
    for layout in ("side", "book"):
        style = written(Heading(2, words("a")), layout=layout).style("Heading1")
        sizes[layout] = attributes(style, "./{*}rPr/{*}sz")["val"]
        token = theme().style("heading-2", layout)
        assert sizes[layout] == str(half_points(token.size))
    assert sizes["side"] != sizes["book"]


def test_type_and_colour_come_from_the_token() -> None:
    style = written(said("a", role="kicker")).style("Kicker")
    assert attributes(style, "./{*}rPr/{*}rFonts")["ascii"] == "Source Sans 3"
    assert attributes(style, "./{*}rPr/{*}color") == {"val": "A23B22", "themeColor": "accent2"}
    assert style.find("./{*}rPr/{*}smallCaps") is not None
    assert style.find("./{*}rPr/{*}caps") is None
    assert style.find("./{*}rPr/{*}b") is not None


def test_headings_are_words_own_and_in_the_outline() -> None:
    file = written(*(Heading(level, words("a")) for level in (1, 2, 3, 4)))
    styles = [file.style(key) for key, _ in file.paragraphs()]
    assert [attributes(style, "./{*}name")["val"] for style in styles] == [
        "Title",
        "heading 1",
        "heading 2",
        "heading 3",
    ]
    levels = [attributes(style, "./{*}pPr/{*}outlineLvl")["val"] for style in styles[1:]]
    assert levels == ["0", "1", "2"]
    assert all(style.find("./{*}pPr/{*}keepNext") is not None for style in styles)


def test_a_style_that_word_does_not_know_says_so() -> None:
    file = written(said("a", role="kicker"))
    assert attributes(file.style("Kicker"), ".")["customStyle"] == "1"
    assert "customStyle" not in attributes(file.style("Title"), ".")


def test_a_style_of_characters_that_word_knows_is_its_own() -> None:
    file = written(Paragraph((Strong(words("a")), Label("term", words("b")))))
    assert "customStyle" not in attributes(file.style("Strong"), ".")
    assert attributes(file.style("Term"), ".")["customStyle"] == "1"


def test_kerning_and_ligatures_are_on() -> None:
    file = written(said("a"))
    assert file.find("//w:rPrDefault/w:rPr/w:kern/@w:val", "word/styles.xml") == ["2"]
    assert file.find("//w14:ligatures/@w14:val", "word/styles.xml") == ["standardContextual"]


def test_the_language_is_that_of_the_document() -> None:
    file = written(said("a"), language="en-US")
    assert file.find("//w:rPrDefault/w:rPr/w:lang/@w:val", "word/styles.xml") == ["en-US"]


ROLES: list[tuple[ParagraphRole, str, str]] = [
    ("body", "BodyText", "Body Text"),
    ("organisation", "Organisation", "Organisation"),
    ("meta", "Unit", "Unit"),
    ("imprint", "Imprint", "Imprint"),
    ("kicker", "Kicker", "Kicker"),
    ("subtitle", "Subtitle", "Subtitle"),
    ("standfirst", "Standfirst", "Standfirst"),
    ("label", "Label", "Label"),
    ("fact", "Fact", "Fact"),
    ("note-line", "Remark", "Remark"),
    ("source-line", "SourceLine", "Source Line"),
    ("attribution", "Attribution", "Attribution"),
    ("marking", "Marking", "Marking"),
]


@pytest.mark.parametrize(("role", "key", "name"), ROLES)
def test_every_role_of_a_paragraph_is_a_named_style(
    role: ParagraphRole, key: str, name: str
) -> None:
    file = written(said("a", role=role))
    assert file.paragraphs() == [(key, "a")]
    assert attributes(file.style(key), "./{*}name") == {"val": name}


@pytest.mark.parametrize("zone", roles.ZONES.values())
@pytest.mark.parametrize("role", [role for role, _, _ in ROLES])
def test_a_look_is_named_once_in_every_zone(role: ParagraphRole, zone: Zone) -> None:
    look = roles.paragraph(role, zone)
    assert look.id == look.name.replace(" ", "")


# --- the page -------------------------------------------------------------------------------------


def test_a_page_box_is_in_points() -> None:
    box = page_box(theme(), "side")
    assert (round(box.width, 2), round(box.height, 2)) == (595.28, 841.89)
    assert round(box.full / 72 * 25.4, 3) == 169
    assert round(box.text / 72 * 25.4, 3) == 118


def test_text_leaves_the_side_column_free_and_titles_do_not() -> None:
    file = written(said("a"), said("b", role="kicker"), layout="side")
    inset = [
        attributes(file.style(key), "./{*}pPr/{*}ind")["right"] for key in ("BodyText", "Kicker")
    ]
    assert inset == [str(twips(51 * 72 / 25.4)), "0"]


def test_there_is_no_column_to_leave_free_without_a_side() -> None:
    style = written(said("a"), layout="book").style("BodyText")
    assert attributes(style, "./{*}pPr/{*}ind")["right"] == "0"


def test_sizes_are_rounded_to_half_points() -> None:
    assert [half_points(pt) for pt in (9.5, 9.6, 9.8)] == [19, 19, 20]


# --- boxes and frames -----------------------------------------------------------------------------


def borders(file: WordFile, style: str) -> dict[str, tuple[str, str, str]]:
    found = file.style(style).find("./{*}pPr/{*}pBdr")
    sides = [] if found is None else [*found]
    return {
        str(side.tag).rpartition("}")[2]: tuple(  # type: ignore[misc]
            attributes(side, ".")[name] for name in ("sz", "space", "color")
        )
        for side in sides
    }


def test_a_panel_is_shaded_with_a_rule_at_its_left() -> None:
    panel = Group("judgements", (Heading(2, words("Key judgements")), said("a")))
    file = written(panel)
    tint = ("8", "7", "EEF2F5")
    assert borders(file, "PanelText") == {
        "top": tint,
        "left": ("24", "10", "A23B22"),
        "bottom": tint,
        "right": ("8", "9", "EEF2F5"),
    }
    assert borders(file, "PanelHeading") == borders(file, "PanelText")
    assert attributes(file.style("PanelText"), "./{*}pPr/{*}shd")["fill"] == "EEF2F5"


def test_recommendations_have_a_rule_of_another_colour() -> None:
    file = written(Group("recommendations", (Heading(2, words("Do")), said("a"))))
    assert borders(file, "RecommendationText")["left"] == ("24", "10", "10304D")


def test_the_heading_of_a_panel_is_in_the_outline_by_its_own_level() -> None:
    panel = Group("judgements", (Heading(3, words("Key judgements")),))
    (paragraph,) = written(panel).find("//w:p")
    assert attributes(paragraph, "./{*}pPr/{*}outlineLvl") == {"val": "1"}


def test_a_panel_without_a_heading_brings_the_space_above_it_all_the_same() -> None:
    file = written(Group("judgements", (said("a"), said("b"))))
    assert [style for style, _ in file.paragraphs()] == ["PanelTextOpening", "PanelText"]
    assert spacing(file, "PanelTextOpening")["before"] == str(twips(13.5))


def test_two_panels_are_kept_apart() -> None:
    panel = Group("judgements", (Heading(2, words("a")),))
    file = written(panel, panel)
    assert [style for style, _ in file.paragraphs()] == [
        "PanelHeading",
        "Separator",
        "PanelHeading",
    ]


def test_a_panel_and_recommendations_need_nothing_between() -> None:
    one, other = (
        Group(role, (Heading(2, words("a")),)) for role in ("judgements", "recommendations")
    )
    styles = [style for style, _ in written(one, other).paragraphs()]
    assert styles == ["PanelHeading", "RecommendationHeading"]


def callout() -> Group:
    return Group(
        "callout", (said("What", role="label"), said("a"), List((ListItem((said("b"),)),)))
    )


def test_a_callout_stands_in_a_frame_in_the_side_column() -> None:
    file = written(callout(), said("text"), layout="side")
    frames = [p.find("./{*}pPr/{*}framePr") for p in file.find("//w:p")]
    assert [frame is not None for frame in frames] == [True, True, True, False]
    said_so = attributes(frames[0], ".")
    assert (said_so["w"], said_so["hSpace"]) == (
        str(twips(43 * 72 / 25.4)),
        str(twips(8 * 72 / 25.4)),
    )
    assert (said_so["hAnchor"], said_so["xAlign"], said_so["vAnchor"]) == (
        "margin",
        "right",
        "text",
    )
    assert borders(file, "CalloutText") == {"top": ("8", "4", "10304D")}


def test_every_paragraph_of_a_callout_says_the_same_frame_as_its_style() -> None:
    file = written(callout(), said("text"), layout="side")
    for paragraph in file.find("//w:p[w:pPr/w:framePr]"):
        style = file.style(style_of(paragraph))
        own = attributes(paragraph, "./{*}pPr/{*}framePr")
        assert own == attributes(style, "./{*}pPr/{*}framePr")


def test_a_callout_is_a_shaded_box_where_there_is_no_side_column() -> None:
    file = written(callout(), layout="book")
    assert file.find("//w:framePr") == []
    assert attributes(file.style("CalloutText"), "./{*}pPr/{*}shd")["fill"] == "EEF2F5"
    assert borders(file, "CalloutText")["top"] == ("8", "8", "10304D")
    assert file.paragraphs()[0] == ("CalloutHeadingOpening", "What")


def test_a_callout_at_the_end_has_a_paragraph_to_stand_beside() -> None:
    assert written(callout(), layout="side").paragraphs()[-1] == ("Separator", "")


def test_the_imprint_stands_in_a_frame_beside_the_organisation() -> None:
    head = (said("Office", role="organisation"), said("Note", role="imprint"))
    file = written(Group("masthead", head), layout="page")
    (frame,) = file.find("//w:framePr")
    assert attributes(frame, ".")["vAnchor"] == "margin"
    assert borders(file, "Organisation") == {"top": ("24", "5", "10304D")}


def test_a_quotation_and_who_is_quoted_have_one_rule() -> None:
    quoted = Quotation((said("So."), said("An envoy", role="attribution")))
    file = written(quoted)
    assert [style for style, _ in file.paragraphs()] == ["Quote", "QuoteAttribution"]
    assert borders(file, "Quote") == borders(file, "QuoteAttribution")
    assert borders(file, "Quote") == {"left": ("16", "12", "A23B22")}


def test_pictures_stand_in_lines_as_high_as_they_are() -> None:
    assert looks.FIGURE.automatic
    assert not any(look.automatic for look in looks.CORE)


def test_looks_do_not_share_ids() -> None:
    found = [look for look in vars(looks).values() if isinstance(look, Look)]
    assert len({look.id for look in found}) == len(found)


def test_a_page_box_knows_its_measures() -> None:
    box = PageBox(width=600, height=800, top=50, right=60, bottom=70, left=40, side=100, gap=20)
    assert (box.full, box.text, box.aside, box.depth) == (500, 380, 120, 680)
