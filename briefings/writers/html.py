"""HTML: one self-contained file for the screen, with the document's pictures inside it."""

from __future__ import annotations

import base64
import re

from markupsafe import escape

from briefings.document import Document
from briefings.library.theme import Theme
from briefings.model.marking import TLP_COLOUR
from briefings.typeset import Typeset, css_string, families, language_attributes
from briefings.watermark import ink, watermark

_SHEET = """
:root {{ color-scheme: light }}
body {{ font: 1.0625rem/1.6 {text}; color: {ink}; background: {paper}; margin: 0 auto;
  max-width: 44rem; padding: 1.5rem 1.25rem 4rem }}
h1, h2, h3, h4 {{ color: {primary}; line-height: 1.25; margin: 2em 0 .4em }}
h1, h2 {{ font-family: {display}; font-weight: 600 }} h1 {{ font-size: 2.2rem; margin-top: .6em }}
h3, h4, .masthead, .cover, .meta, .imprint, .kicker, .label, .fact, table, figcaption, .notes,
.footnotes, .endnotes, .sources, .note-line, .source-line, .callout, .judgements, .recommendations,
nav, .banner
  {{ font-family: {sans} }}
.masthead, .cover {{ border-top: 4px solid {primary}; padding-top: .75rem }}
.organisation {{ font-weight: 700; color: {primary}; margin: 0 }}
.meta, .imprint, .fact, .note-line, .source-line, .notes, .footnotes, .endnotes, figcaption, caption
  {{ color: {soft}; font-size: .9rem }}
.footnotes {{ border-top: 1px solid {rule}; margin-top: 3rem; padding-top: .5rem }}
nav ol {{ list-style: none; padding: 0 }} nav .level-2 {{ padding-inline-start: 1.5rem }}
nav .level-3 {{ padding-inline-start: 3rem }}
.meta, .imprint {{ margin: 0 }}
.kicker {{ color: {accent}; font-weight: 700; font-size: .85rem; letter-spacing: .08em;
  text-transform: uppercase; margin: 2rem 0 0 }}
.subtitle, .standfirst {{ font-size: 1.25rem; color: {soft} }}
.judgements, .recommendations, aside.callout {{ background: {tint};
  border-inline-start: 4px solid {accent}; padding: .75rem 1.25rem; margin: 1.5rem 0 }}
.recommendations, aside.callout {{ border-inline-start-color: {primary} }}
.judgements > h2, .judgements > h3, .recommendations > h2 {{ font: 700 .95rem/1.4 {sans};
  margin: 0 }}
ol.judgements, ol.recommendations {{ background: none; border: 0; padding: 0;
  padding-inline-start: 1.25rem; margin: .5rem 0 }}
:is(ul, ol) ol {{ list-style-type: lower-alpha }}
:is(ul, ol) :is(ul, ol) ol {{ list-style-type: lower-roman }}
li > p {{ margin: .25rem 0 }} p.label {{ font-weight: 700; color: {accent}; margin: 1em 0 .25em }}
span.label, dt {{ font-weight: 700 }} span.origin {{ color: {accent}; font-size: .8em;
  font-weight: 700; white-space: nowrap }}
table {{ border-collapse: collapse; width: 100%; font-size: .95rem; margin: 1.5rem 0 }}
caption {{ text-align: start; padding-bottom: .5rem }}
thead th {{ background: {primary}; color: {paper} }}
th, td {{ text-align: start; vertical-align: top; padding: .45rem .6rem;
  border-bottom: 1px solid {rule} }}
th > p:first-child, td > p:first-child {{ margin-top: 0 }}
.right {{ text-align: right }} .centre {{ text-align: center }}
figure {{ margin: 1.5rem 0 }} img {{ max-width: 100%; height: auto }}
figure.formula {{ text-align: center }} figure.formula img {{ zoom: 1.3 }}
p.attribution {{ font-style: normal; font-size: .9rem; color: {soft} }}
blockquote {{ border-inline-start: 3px solid {accent}; margin: 1.5rem 0; padding-inline-start: 1rem;
  font-style: italic }}
aside.pullquote {{ border: solid {accent}; border-width: 3px 0 1px; margin: 2rem 0;
  padding: .75rem 1.5rem; font: italic 1.4rem/1.4 {text}; color: {primary} }}
a {{ color: {primary} }} .note-call {{ font-size: .7em; vertical-align: super; line-height: 0 }}
:is(h2, h3, h4, nav) .number {{ color: {accent}; margin-inline-end: .4em }}
.banner {{ display: block; width: fit-content; margin-inline-start: auto; background: #000;
  color: {mark}; font-weight: 700; padding: 0 .5rem }}
[dir=rtl] {{ font-synthesis-style: none }} [dir=rtl] .kicker {{ letter-spacing: 0 }}
{stress}
{watermark}@media (max-width: 40rem) {{ table {{ display: block; overflow-x: auto }} }}
"""

SLANTED = "em, .work { font-style: italic }"
UPRIGHT = "em { font-style: normal; font-weight: 700 }"
"""Stress and titles of works, in a theme with italics and without."""


def write(pages: Typeset) -> bytes:
    """The page as UTF-8. It loads nothing, runs nothing, and says its marking first and last."""
    document = pages.document
    meta = document.meta
    banner = f'<p class="banner">{escape(meta.marking)}</p>' if meta.marking else ""
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    text = (
        f"<!DOCTYPE html>\n<html {language_attributes(meta.language)}>\n<head>\n"
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(meta.title)}</title>\n"
        f"<style>{_sheet(document, pages.theme)}</style>\n</head>\n"
        f"<body>\n{banner}\n<main>{_inlined(document)}</main>\n{banner}\n</body>\n</html>\n"
    )
    return text.encode("utf-8")


def _sheet(document: Document, theme: Theme) -> str:
    fonts = {str(role): families(font, theme) for role, font in theme.fonts.items()}
    colours = {str(role): colour for role, colour in theme.colours.items()}
    mark = TLP_COLOUR.get(document.meta.marking, "#FFFFFF")
    behind = _watermark(document.running.watermark, theme)
    stress = SLANTED if theme.design.italics else UPRIGHT
    return _SHEET.format(**fonts, **colours, mark=mark, stress=stress, watermark=behind)


def _watermark(words: str, theme: Theme) -> str:
    """Rules that draw the watermark behind the window; no screen reader says it."""
    if not words:
        return ""
    size = watermark(words, (100, 100)).size
    return (
        f'body::before {{ content: {css_string(words)} / ""; position: fixed; inset: 0;'
        " display: grid; place-content: center; white-space: nowrap; transform: rotate(-45deg);"
        f" font: {size}vmin/1 {families(theme.fonts['sans'], theme)}; color: {ink(theme)};"
        " z-index: -1 }\n"
    )


def _inlined(document: Document) -> str:
    def data(match: re.Match[str]) -> str:
        asset = document.assets[match[2]]
        return f'{match[1]}data:{asset.media_type};base64,{base64.b64encode(asset.data).decode()}"'

    lines = (line.strip() for line in document.html.splitlines())
    picture = r'(<img\b[^<>]*?\bsrc=")asset:([^"]+)"'  # never words that only look like one
    return re.sub(picture, data, "\n".join(line for line in lines if line))
