"""The commands of formulas, and what they stand for in MathML."""

from __future__ import annotations

from collections.abc import Mapping


def _pairs(words: str) -> dict[str, str]:
    names = words.split()
    return dict(zip(names[::2], names[1::2], strict=True))


LETTERS: Mapping[str, str] = _pairs(
    """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ iota ι kappa κ
    lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
    infty ∞ partial ∂ nabla ∇ ell ℓ emptyset ∅ degree ° % % $ $ # # & &
    """
)
"""Commands that are letters or stand like one, without their backslash."""

OPERATORS: Mapping[str, str] = _pairs(
    """
    pm ± mp ∓ times × cdot ⋅ div ÷ le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ equiv ≡ approx ≈ sim ∼
    propto ∝ ll ≪ gg ≫ to → rightarrow → leftarrow ← Rightarrow ⇒ Leftrightarrow ⇔ in ∈ notin ∉
    subset ⊂ subseteq ⊆ cup ∪ cap ∩ forall ∀ exists ∃ neg ¬ land ∧ lor ∨ mid ∣ dots … ldots …
    cdots ⋯ therefore ∴ { { } } lbrace { rbrace } langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈
    rceil ⌉
    """
)
"""Commands that are operators, relations or brackets."""

CHARACTERS: Mapping[str, str] = {sign: sign for sign in "+/=<>()[].,:;!?"} | {"-": "−", "*": "∗"}
"""Operators as they are typed."""

BRACKETS = frozenset("()[]{}|⟨⟩⌊⌋⌈⌉")
"""What can grow after ``\\left`` and ``\\right``; a full stop there is no bracket."""

BIG: Mapping[str, str] = _pairs("sum ∑ prod ∏ bigcup ⋃ bigcap ⋂")
"""Operators whose limits stand under and over them."""

LARGE: Mapping[str, str] = {**BIG, **_pairs("int ∫ iint ∬ oint ∮")}
"""Operators that are larger than others."""

FUNCTIONS = frozenset(
    ("exp", "ln", "log", "lg", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "det", "Pr")
)
"""Names set upright."""

LIMITS = frozenset(("lim", "max", "min", "sup", "inf"))
"""Names set upright whose limits stand under them."""

SIMPLE: Mapping[str, tuple[str, str]] = {
    **{name: ("mi", sign) for name, sign in LETTERS.items()},
    **{name: ("mo", sign) for name, sign in LARGE.items()},
    **{name: ("mi", name) for name in FUNCTIONS | LIMITS},
}
"""Commands that are one element of MathML: its name, and what stands in it."""

BRACES: Mapping[str, str] = _pairs("overbrace ⏞ underbrace ⏟")
"""Braces, whose label is written as an index."""

MARKS: Mapping[str, str] = {
    **_pairs("hat ˆ tilde ~ dot ˙ ddot ¨ vec → bar ¯ overline ― underline ―"),
    **BRACES,
}
"""What stands over or under an argument."""

SPACES: Mapping[str, str] = {
    **_pairs(", 0.167em : 0.222em ; 0.278em quad 1em qquad 2em"),
    " ": "0.222em",
}
"""Spaces, and how wide they are."""

TABLES: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "matrix": ("", "", ("center",)),
    "pmatrix": ("(", ")", ("center",)),
    "bmatrix": ("[", "]", ("center",)),
    "cases": ("{", "", ("left",)),
    "aligned": ("", "", ("right", "left")),
}
"""Environments: the brackets around them, and how their columns are set, again and again."""

WORDED = frozenset(("text", "mathrm", "operatorname"))
"""Commands that take plain words."""

BUILT = frozenset(
    ("frac", "dfrac", "tfrac", "binom", "sqrt", "left", "right", "begin", "end", *MARKS)
)
"""Commands that take parts of the formula."""

APART = frozenset(("left", "right", "end", "quad", "qquad", *OPERATORS))
"""What stands apart from the name of a function by itself."""

COMMANDS = tuple(sorted({*LETTERS, *OPERATORS, *LARGE, *FUNCTIONS, *LIMITS, *WORDED, *BUILT}))
"""The names of all commands."""

REMEDIES: Mapping[str, str] = {
    **{sign: f"write \\{sign} for the sign" for sign in "%#&}"},
    "$": "a formula needs none around it; write \\$ for the sign",
    "|": "write \\left| … \\right| for a size, and \\mid for 'given that'",
}
"""What to write for characters that LaTeX takes for something else, or that mean several things."""

TYPED_LETTERS = frozenset(LETTERS.values()) - {"%", "$", "#", "&"}
TYPED_OPERATORS = frozenset((*OPERATORS.values(), *LARGE.values())) - {"{", "}"}
"""What may be typed as it is printed, too."""

_PUNCTUATION = frozenset("–—‘’“”…€")


def is_printable(sign: str) -> bool:
    """Whether the type of formulas has the character *sign* among those of words."""
    latin = " " <= sign <= "~" or "\u00a0" <= sign < "\u0180"
    other = "\u0400" <= sign < "\u0460" or ("Α" <= sign <= "ω" and sign.isalpha())
    return latin or other or sign in _PUNCTUATION
