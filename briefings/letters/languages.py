"""Languages by their tags (BCP 47, RFC 5646): what is one, in which script, in which direction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Direction = Literal["ltr", "rtl"]

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(-(?P<script>[A-Za-z]{4}))?(-(?P<region>[A-Za-z]{2}|[0-9]{3}))?"
    r"(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*",
    re.IGNORECASE,
)
"""A tag without extensions and private use, which no word processor knows (RFC 5646, 2.1)."""

_TWO_LETTERS = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia
    id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo
    lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl
    ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
    tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split()  # noqa: SIM905
)
"""Languages of two letters (ISO 639-1, as in the IANA Language Subtag Registry).

Those of three letters are too many to list; a word of three letters is taken for one of them.
"""

_ARABIC = """
    acm aeb apc ar ars arq ary arz azb bal bgn bqi brh ckb fa glk hno khw ks lah lki lrc luz mzn
    ota pnb prs ps sd sdh skr ug ur az-IR kk-CN ku-LB ky-CN pa-PK tg-PK uz-AF
"""
_SCRIPTS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(_ARABIC.split(), "Arab"),
        **dict.fromkeys(("he", "yi", "lad"), "Hebr"),
        **dict.fromkeys(("aii", "syr"), "Syrc"),
        "dv": "Thaa",
        "nqo": "Nkoo",
        "rhg": "Rohg",
        "ja": "Jpan",
        "ko": "Kore",
        **dict.fromkeys(("bho", "brx", "doi", "hi", "kok", "mai", "mr", "ne", "sa"), "Deva"),
        **dict.fromkeys(("as", "bn"), "Beng"),
        "sd-IN": "Deva",
        "th": "Thai",
        "zh": "Hans",
        **dict.fromkeys(("zh-HK", "zh-MO", "zh-TW"), "Hant"),
    }
)
"""Scripts of languages, also as a country writes one (Unicode CLDR, likelySubtags); not Latin ones
and their like, which are set alike."""

_ONE_AS_ANOTHER: Mapping[str, str] = MappingProxyType({"fa-AF": "prs"})
"""Languages with two tags, and the one that is gone by: Dari is Persian as Afghanistan has it."""

EAST_ASIAN = frozenset(("Hans", "Hant", "Jpan", "Kore"))
"""Scripts of thousands of signs, for which word processors have a font of their own."""

COMPLEX = frozenset(("Arab", "Beng", "Deva", "Hebr", "Syrc", "Thaa", "Thai"))
"""Scripts whose letters change places or shapes, for which word processors have another."""

_RIGHT_TO_LEFT = frozenset(
    ("Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi")
)
"""Scripts in use that are written from right to left (Unicode CLDR, scriptMetadata)."""


def is_language(tag: str) -> bool:
    """Whether *tag* names a language, such as ``fr``, ``pt-BR`` or ``uz-Arab``."""
    match = _TAG.fullmatch(tag)
    return match is not None and (len(match["language"]) > 2 or match["language"] in _TWO_LETTERS)


def primary(tag: str) -> str:
    """The language alone: ``pt-BR`` → ``pt``."""
    return tag.partition("-")[0].lower()


def region(tag: str) -> str:
    """The region of *tag*, such as ``BR``, or nothing where it names none."""
    match = _TAG.fullmatch(tag)
    return (match["region"] or "").upper() if match else ""


def usual(tag: str) -> str:
    """The tag that a language goes by where it has two: ``fa-AF`` → ``prs``."""
    return _ONE_AS_ANOTHER.get(tag, tag)


def script(tag: str) -> str:
    """The script (ISO 15924) that *tag* names or that its language is written in; else nothing."""
    match = _TAG.fullmatch(tag)
    if match and match["script"]:
        return match["script"].title()
    language = primary(tag)
    return _SCRIPTS.get(f"{language}-{region(tag)}") or _SCRIPTS.get(language, "")


def direction(tag: str) -> Direction:
    """The direction in which the language of *tag* is written."""
    return "rtl" if script(tag) in _RIGHT_TO_LEFT else "ltr"
