"""From LaTeX to MathML (W3C Recommendation, presentation elements of MathML 3).

A formula is read once from left to right, by recursive descent. What is not known is told and
passed over, so that all of it is told at once; where the structure breaks, reading ends.
"""

from __future__ import annotations

import difflib
import re
from contextlib import suppress

from lxml import etree

from briefings.errors import ContentError, Place
from briefings.exhibits.formulas import mathml, signs
from briefings.exhibits.formulas.tokens import Broken, Cursor, Token
from briefings.markdown.faults import Fault

Element = mathml.Element

LONGEST = 500
"""Characters that a formula may have."""

DEEPEST = 12
"""Groups and arguments inside each other."""

EFFORT = 4000
"""Things to be drawn, each counted twice as often for every row inside a row: so the engine does.
It takes about a second for so many."""

_SCRIPTS = {"_": "indices", "^": "exponents"}
_CLOSING = frozenset(("", "}", "&", "\\\\", "\\right", "\\end"))


def read(tex: str, place: Place) -> str:
    """The formula *tex*, which starts at *place*, as MathML.

    Raises ContentError with the faults of the formula, by the codes of this package.
    """
    if len(tex) > LONGEST:
        what = f"the formula has {len(tex):,} characters, more than {LONGEST}"
        raise ContentError(Fault(0, "Q101", what, "split it, or use shorter names").at(place))
    reading = _Reading(Cursor.of(tex))
    root = mathml.made("math", display="block")
    with suppress(Broken):
        root.append(reading.whole())
        if mathml.effort(root) > EFFORT:
            what = "the formula is too long for being nested so deeply"
            reading.cursor.fault("Q101", what, "give a part of it a letter of its own")
    if faults := reading.cursor.faults:
        raise ContentError(fault.at(place) for fault in faults)
    return etree.tostring(root, encoding="unicode")


def _is_named(found: list[Element]) -> bool:
    """Whether *found* ends with the name of a function, perhaps with indices."""
    if not found:
        return False
    indexed = found[-1].tag in ("msub", "msup", "msubsup", "munder", "mover", "munderover")
    name = found[-1][0] if indexed else found[-1]
    return name.tag == "mi" and name.text in signs.FUNCTIONS | signs.LIMITS


class _Reading:
    """One reading of a formula."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self.depth = 0

    def whole(self) -> Element:
        """Everything there is."""
        found = self.row("")
        if not "".join(map(str, mathml.row(found).itertext())).strip() and not self.cursor.faults:
            raise self.cursor.broken("Q103", "the formula is empty", "write one, such as a = b + c")
        return mathml.row(found)

    def row(self, *ends: str, opened: str = "") -> list[Element]:
        """What stands before one of the tokens *ends*; that token is not passed over."""
        self._deeper()
        found: list[Element] = []
        while (token := self.cursor.next).text not in ends:
            if token.text in _CLOSING:
                raise self._unmatched(opened, ends[-1])
            found += self._spaced(self.scripted(self.item()))
        self.depth -= 1
        return found

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            what = "the formula is nested too deeply"
            raise self.cursor.broken("Q101", what, "give a part of it a letter of its own")

    def _unmatched(self, opened: str, end: str) -> Broken:
        """Say that the formula ends too early, or that the next token closes or parts nothing."""
        token = self.cursor.take().text
        if not token:
            return self.cursor.broken("Q103", f"{opened} is not closed", f"close it with {end}")
        remedy = signs.REMEDIES.get(token, "take it away, or begin what it belongs to")
        return self.cursor.broken("Q104", f"there is nothing that {token} could belong to", remedy)

    def item(self) -> list[Element]:
        """The next thing, without what stands at its corners."""
        token = self.cursor.take()
        sign = token.text
        if sign == "{":
            found = self.row("}", opened="{")
            self.cursor.take()
            return [mathml.made("mrow", *found)]  # in which an operator has no space beside it
        if sign.startswith("\\"):
            return self.command(token)
        if sign in ("_", "^", "'"):
            self.cursor.at -= 1
            return [mathml.made("mrow")]  # nothing, at whose corner something stands
        return self._sign(sign)

    def _sign(self, sign: str) -> list[Element]:
        """A number, letter or operator as it is typed."""
        if sign[0].isdecimal() and signs.is_printable(sign[0]):
            return [mathml.made("mn", text=sign)]
        if (sign.isalpha() and signs.is_printable(sign)) or sign in signs.TYPED_LETTERS:
            return [mathml.made("mi", text=sign)]
        if sign in signs.CHARACTERS:
            return [mathml.operator(signs.CHARACTERS[sign])]
        if sign in signs.TYPED_OPERATORS:
            return [mathml.operator(sign)]
        remedy = signs.REMEDIES.get(sign, "use a command, or \\text{…}")
        self.cursor.fault("Q102", f"'{sign}' is no character of formulas", remedy)
        return []

    def argument(self, of: str) -> Element:
        """What a command or an index takes: a group, or one thing."""
        token = self.cursor.next.text
        if token in _CLOSING or token in ("_", "^", "'"):
            remedy = "write what belongs to it in { and }"
            raise self.cursor.broken("Q103", f"something is missing after {of}", remedy)
        if token[0].isdecimal() and len(token) > 1:
            self.cursor.take()
            remedy = f"write {{{token}}} if all of it belongs there"
            raise self.cursor.broken("Q104", f"{token} stands after {of} without braces", remedy)
        self._deeper()
        found = mathml.row(self.item())
        self.depth -= 1
        return found

    # --- corners ---

    def scripted(self, found: list[Element]) -> list[Element]:
        """*found*, with what stands at the corners of the last of it."""
        scripts: dict[str, Element] = {}
        while (mark := self.cursor.next.text) in ("_", "^", "'"):
            self.cursor.take()
            corner, script = ("^", self._primes()) if mark == "'" else (mark, self.argument(mark))
            if corner in scripts:
                what = f"one thing has two {_SCRIPTS[corner]}"
                raise self.cursor.broken("Q104", what, "group what belongs together in { and }")
            scripts[corner] = script
        if not scripts:
            return found
        base = found[-1] if found else mathml.made("mrow")
        return [*found[:-1], mathml.with_scripts(base, scripts.get("_"), scripts.get("^"))]

    def _primes(self) -> Element:
        count = 1
        while self.cursor.skip("'"):
            count += 1
        return mathml.made("mo", text="′" * count)

    def _spaced(self, found: list[Element]) -> list[Element]:
        """*found*, with a space between the name of a function and what it is applied to."""
        following = self.cursor.next.text.lstrip("\\")
        if following[:1].isalnum() and following not in signs.APART and _is_named(found):
            return [*found, mathml.made("mspace", width=signs.SPACES[","])]
        return found

    # --- commands ---

    def command(self, token: Token) -> list[Element]:
        """What begins with a backslash."""
        name = token.text[1:]
        if name in signs.SIMPLE:
            tag, text = signs.SIMPLE[name]
            return [mathml.made(tag, text=text)]
        if name in signs.OPERATORS:
            return [mathml.operator(signs.OPERATORS[name])]
        if name in signs.SPACES:
            return [mathml.made("mspace", width=signs.SPACES[name])]
        if name in signs.WORDED:
            return self._words(token)
        if name in signs.BUILT:
            return [self._built(token)]
        near = difflib.get_close_matches(name, signs.COMMANDS, 1, 0.7)
        remedy = f"did you mean \\{near[0]}?" if near else "write it in other words"
        self.cursor.fault("Q102", f"\\{name} is no command of formulas", remedy)
        return []

    def _words(self, token: Token) -> list[Element]:
        """Words, or letters that are set upright."""
        if token.words is None or not token.words.strip():
            what = f"{token.text} is followed by no words in braces"
            raise self.cursor.broken("Q103", what, f"write {token.text}{{words}}")
        if odd := [sign for sign in token.words if not signs.is_printable(sign)]:
            what = f"the type of formulas has no '{odd[0]}'"
            self.cursor.fault("Q102", what, "say it in other letters, or in the text beside it")
        if token.text == "\\text":
            return [mathml.made("mtext", text=re.sub(r"\s+", "\u00a0", token.words))]
        if not re.fullmatch(r"(?:[^\W_]| )*[^\W_]", token.words):
            what = f"{token.text} holds more than letters and digits"
            self.cursor.fault("Q104", what, f"close it before them, as in {token.text}{{CO}}_2")
        return [mathml.made("mi", text=token.words.strip(), mathvariant="normal")]

    def _built(self, token: Token) -> Element:
        """A command that takes arguments."""
        name, of = token.text[1:], token.text
        match name:
            case "frac" | "dfrac" | "tfrac":
                return mathml.made("mfrac", self.argument(of), self.argument(of))
            case "binom":
                pair = self.argument(of), self.argument(of)
                return mathml.fenced("(", [mathml.made("mfrac", *pair, linethickness="0")], ")")
            case "sqrt":
                return self._root()
            case "left" | "right":
                return self._brackets()
            case "begin" | "end":
                return self._table(token)
            case _:
                return self._marked(name)

    def _marked(self, name: str) -> Element:
        """Something with an accent, a line or a brace over or under it."""
        tag = "munder" if name.startswith("under") else "mover"
        accent = "accentunder" if tag == "munder" else "accent"
        mark = mathml.made("mo", text=signs.MARKS[name], stretchy="true")
        return mathml.made(tag, self.argument(f"\\{name}"), mark, **{accent: "true"})

    def _root(self) -> Element:
        if not self.cursor.skip("["):
            return mathml.made("msqrt", self.argument("\\sqrt"))
        degree = mathml.row(self.row("]", opened="["))
        self.cursor.take()
        return mathml.made("mroot", self.argument("\\sqrt"), degree)

    def _brackets(self) -> Element:
        opening = self._bracket("\\left")
        inner = self.row("\\right", opened="\\left")
        self.cursor.take()
        return mathml.fenced(opening, inner, self._bracket("\\right"))

    def _bracket(self, after: str) -> str:
        """The bracket after ``\\left`` or ``\\right``; a full stop stands for none."""
        token = self.cursor.take().text
        sign = signs.OPERATORS.get(token[1:], "") if token.startswith("\\") else token
        if token != "." and sign not in signs.BRACKETS:
            what = f"no bracket stands after {after}"
            raise self.cursor.broken("Q103", what, f"write one, or a full stop for none: {after}.")
        return "" if token == "." else sign

    # --- tables ---

    def _table(self, token: Token) -> Element:
        """An environment of rows and cells."""
        name = token.words or ""
        if name not in signs.TABLES:
            remedy = f"use one of {', '.join(signs.TABLES)}"
            raise self.cursor.broken("Q102", f"'{name}' is no environment of formulas", remedy)
        rows = [row for row in self._rows(name) if any(len(cell) or cell.text for cell in row)]
        opening, closing, *_ = signs.TABLES[name]
        if not rows:
            raise self.cursor.broken("Q103", f"{name} is empty", "write a & b \\\\ c & d in it")
        columns = max(map(len, rows))
        aligns = signs.TABLES[name][2]
        for row in rows:
            row += [mathml.made("mtd") for _ in range(columns - len(row))]
            for number, cell in enumerate(row):
                cell.set("columnalign", aligns[number % len(aligns)])
        table = mathml.made("mtable", *(mathml.made("mtr", *row) for row in rows))
        return mathml.fenced(opening, [table], closing) if opening else table

    def _rows(self, name: str) -> list[list[Element]]:
        rows: list[list[Element]] = [[]]
        while True:
            rows[-1].append(
                mathml.made("mtd", *self.row("&", "\\\\", "\\end", opened=f"\\begin{{{name}}}"))
            )
            edge = self.cursor.take()
            if edge.text == "\\\\":
                rows.append([])
            if edge.text == "\\end":
                if edge.words != name:
                    what = f"\\begin{{{name}}} is ended by \\end{{{edge.words}}}"
                    raise self.cursor.broken("Q103", what, f"write \\end{{{name}}}")
                return rows
