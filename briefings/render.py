"""Rendering: from an edition to a document, through the kind's template and the strict reader.

Templates are ours or the house's; what an author wrote reaches them as data and is never rendered
a second time. They run in a sandbox in which an unknown name is an error.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from types import GeneratorType
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from briefings import markdown, reader
from briefings.document import Document, Meta, RunningHead
from briefings.edition import Edition, mentioned
from briefings.errors import BriefingsError, ContentError, Place, Problem
from briefings.labels import Labels
from briefings.library import FENCE, KIND, shown
from briefings.likelihood import TERMS
from briefings.material import Material
from briefings.model.blocks import Block
from briefings.model.briefing import Annex, Section
from briefings.model.parts import Assessed, Citation, Part, Worded
from briefings.tables import Rows

ANCHOR = "at."
NOTE_CALL = re.compile(r'<a role="doc-noteref"[^>]*>\d+</a>$')
INTERNAL = re.compile(r'<a href="#([^"]+)">(.*?)</a>')
COMMA = Markup("<sup>,</sup>")
"""Between calls of notes that stand side by side."""


class _KindLoader(jinja2.FileSystemLoader):
    """Loads templates, with a kind's front matter blanked so that line numbers stay true."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        text, filename, fresh = super().get_source(environment, template)
        lines = text.split("\n")
        if lines[0] == FENCE and FENCE in lines[1:]:
            end = lines.index(FENCE, 1) + 1
            lines[:end] = [""] * end
        return "\n".join(lines), filename, fresh


def render(edition: Edition, material: Material, templates: tuple[Path, ...]) -> Document:
    """The document of *edition*. Raises ContentError where the template is at fault."""
    environment = _environment(templates)
    name = f"kinds/{edition.kind.name}{KIND}"
    voice = Voice(edition, material)
    try:
        lines, html = _rendered(environment, name, voice.vocabulary())
    except jinja2.TemplateSyntaxError as error:
        place = Place(shown(Path(error.filename or name)), error.lineno)
        raise ContentError(
            Problem(place, "T101", error.message or "", "mend the template")
        ) from error
    except BriefingsError:
        raise
    except Exception as error:  # whatever a template stops at, the template is at fault
        place = _place_of(error, name)
        what = f"the template stopped: {error}"
        raise ContentError(Problem(place, "T102", what, "mend the template")) from error
    blocks = reader.read(html, lambda line: lines[min(line, len(lines)) - 1])
    return Document(
        meta=_meta(edition, material),
        running=_running(edition, material.labels),
        blocks=blocks,
        html=html,
        layout=edition.kind.layout,
        numbered=edition.kind.numbered,
        assets={k: v for k, v in material.pictures.items() if f'"asset:{k}"' in html},
    )


@functools.lru_cache(maxsize=4)
def _environment(templates: tuple[Path, ...]) -> jinja2.Environment:
    return ImmutableSandboxedEnvironment(
        loader=_KindLoader([str(folder) for folder in templates]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )


def _rendered(
    environment: jinja2.Environment, name: str, context: Mapping[str, Any]
) -> tuple[list[Place], str]:
    """The output, and for each of its lines the place in the template that wrote it."""
    template = environment.get_template(name)
    file = shown(Path(template.filename or name))
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, name)
    places = [Place(file)]
    chunks: list[str] = []
    stream = template.root_render_func(template.new_context(dict(context)))
    for chunk in stream:
        at, step = _origin(chunk, template.get_corresponding_lineno(_line(stream)), source)
        chunks.append(chunk)
        places[-1] = Place(file, at)
        places += [Place(file, at + step * n) for n in range(1, chunk.count("\n") + 1)]
    return places, "".join(chunks)


def _origin(chunk: str, line: int, source: str) -> tuple[int, int]:
    """The line of *chunk* in the template, and how many lines each of its own stands for.

    Text that stands in the template as it is stands at the first such place from *line* on, which
    is the line of the statement before it; what an expression gave is all of that one line.
    """
    start = len("".join(source.splitlines(keepends=True)[: line - 1]))
    found = source.find(chunk, start) if chunk.strip() else -1
    return (line, 0) if found < 0 else (source.count("\n", 0, found) + 1, 1)


def _line(stream: Iterator[str]) -> int:
    frame = stream.gi_frame if isinstance(stream, GeneratorType) else None
    return frame.f_lineno if frame else 1


def _place_of(error: Exception, name: str) -> Place:
    """The innermost place in a template that *error* passed through."""
    place, trace = Place(name), error.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, jinja2.Template):
            line = template.get_corresponding_lineno(trace.tb_lineno)
            place = Place(shown(Path(template.filename or name)), line)
        trace = trace.tb_next
    return place


def _meta(edition: Edition, material: Material) -> Meta:
    briefing, labels = edition.briefing, material.labels
    created = str(briefing.created or briefing.issued or material.stamp or "")
    return Meta(
        title=briefing.title,
        subtitle=briefing.subtitle or "",
        language=briefing.language,
        kind=labels.kinds.get(edition.kind.name, edition.kind.label),
        authors=briefing.authors or tuple(n for n in (briefing.unit,) if n),
        organisation=briefing.organisation,
        subject=briefing.topic or "",
        keywords=briefing.keywords,
        reference=briefing.reference or "",
        version=briefing.version,
        status=briefing.status,
        marking=edition.marking,
        created=created,
        modified=str(briefing.issued or created),
    )


def _running(edition: Edition, labels: Labels) -> RunningHead:
    return RunningHead(
        title=edition.briefing.short_title or edition.briefing.title,
        kind=labels.kinds.get(edition.kind.name, edition.kind.label),
        organisation=edition.briefing.organisation,
        page_of=labels.page_of,
    )


class Voice:
    """What a template can say: the edition's own words, marked up, with their notes numbered.

    It lives for one rendering. Notes get their numbers as they are called, so a template must say
    things in the order in which they are read.
    """

    def __init__(self, edition: Edition, material: Material) -> None:
        self.edition = edition
        self.material = material
        self._notes: dict[str, int] = {}
        self._calls = 0
        self._counts: dict[str, int] = {}

    def vocabulary(self) -> dict[str, Any]:
        """Names that templates may use."""
        edition, labels = self.edition, self.material.labels
        return {
            "e": edition,
            "briefing": edition.briefing,
            "kind": edition.kind,
            "kind_label": labels.kinds.get(edition.kind.name, edition.kind.label),
            "audience": edition.audience,
            "word": _Words(labels.words),
            "date": labels.date,
            "text": self.text,
            "body": self.body,
            "origin": self.origin,
            "anchor": anchor,
            "inline": self.inline,
            "cite": self.cite,
            "notes": self.notes,
            "runs": runs,
            "likelihood": self.likelihood,
            "scale": tuple(TERMS[edition.briefing.likelihood_scale].items()),
            "uses_likelihood": self._uses_likelihood,
            "glossary": lambda: mentioned(edition),
            "rows": self.rows,
            "count": self.count,
            "control": self.control,
            "reference": lambda source: reference(source, labels),
            "cites": any(part.sources for part in edition.parts),
            "picture": self.picture,
            "letter": lambda number: chr(ord("A") + number - 1),
        }

    def text(self, part: Worded) -> Markup:
        """The part's wording on one paragraph, with its citations."""
        said = self.inline(self.edition.wording(part))
        return said + self._after_note(said, self.cite(part))

    def body(self, part: Worded, own: bool = True) -> Markup:
        """The part's wording as blocks; its citations end the last paragraph.

        So does the label of the team's own analysis, unless *own* says that it stands elsewhere.
        """
        html = markdown.blocks(self.edition.wording(part), self._author_note, self._quotes)
        html = self._linked(html)
        head, end, tail = html.rpartition("</p>")
        calls = self._after_note(head, self.cite(part))
        return Markup(head) + calls + (self.origin(part) if own else "") + Markup(end + tail)

    def origin(self, part: Part) -> Markup:
        """The label of what is the team's own analysis (ICD 203, standard 3), or nothing."""
        if part.origin != "analyst":
            return Markup("")
        label = self.material.labels.words["our_analysis"]
        return Markup(' <span class="origin">{}</span>').format(label)

    def inline(self, text: str) -> Markup:
        """Any text in the small Markdown, on one paragraph."""
        return Markup(self._linked(markdown.inline(text, self._author_note, self._quotes)))

    def cite(self, part: Part) -> Markup:
        """Calls of the notes that name the part's sources."""
        if self.edition.kind.sources == "line":
            return Markup("")
        return COMMA.join(self._call(self._source_note(c)) for c in part.sources)

    def notes(self) -> list[tuple[int, Markup]]:
        """Notes called so far, in the order of their numbers."""
        return [(number, Markup(text)) for text, number in self._notes.items()]

    def likelihood(self, part: Assessed) -> str:
        """The part's likelihood in the way that the audience is told it, or nothing."""
        term, how = part.likelihood, self.edition.audience.likelihood
        scale = self.edition.briefing.likelihood_scale
        if term is None or how == "none":
            return ""
        if how == "words":
            return self.material.labels.everyday.get(scale, {}).get(term, term)
        return f"{term} ({TERMS[scale][term]})" if how == "range" else term

    def rows(self, part: Part) -> Rows:
        """What stands in a table."""
        return self.material.rows[part.key]

    def count(self, noun: str) -> int:
        """The next number of what is numbered through the document, such as tables."""
        self._counts[noun] = self._counts.get(noun, 0) + 1
        return self._counts[noun]

    def control(self) -> list[tuple[str, str]]:
        """Lines of the document control block: label and entry."""
        briefing, word = self.edition.briefing, _Words(self.material.labels.words)
        dates, inside = ("created", "issued", "review_by"), self.edition.audience.inside
        entries = {
            "purpose": briefing.purpose,
            "reference": briefing.reference,
            "version": briefing.version,
            "status": word[briefing.status],
            "organisation": briefing.organisation,
            "unit": briefing.unit,
            "authors": ", ".join(briefing.authors),
            **{name: self._date(getattr(briefing, name)) for name in dates},
            "cut_off": briefing.cut_off and self._date(briefing.cut_off),
            "marking": self.edition.marking,
            "distribution": "; ".join(briefing.distribution) if inside else "",
            "contact": briefing.contact,
        }
        return [(word[name], entry) for name, entry in entries.items() if entry]

    def _date(self, date: datetime.date | str | None) -> str:
        return self.material.labels.date(date) if date else ""

    def picture(self, part: Part) -> str:
        """Address and alternative text of a figure's or chart's picture."""
        alt = getattr(part, "alt", None) or self.material.descriptions[part.key]
        return Markup('<img src="asset:{}" alt="{}"/>').format(part.key, alt)

    @property
    def _quotes(self) -> markdown.Quotes:
        return self.material.labels.quotes

    def _linked(self, html: str) -> str:
        """*html* with links to sections where they are printed; to what is not there, no link."""
        briefing, rest = self.edition.briefing, self.edition.rest
        holders: tuple[Section | Annex, ...] = (*briefing.sections, *briefing.annexes)
        there = {holder.key for holder in holders if rest(holder)}

        def link(match: re.Match[str]) -> str:
            key, words = match.groups()
            return f'<a href="#{ANCHOR}{key}">{words}</a>' if key in there else words

        return INTERNAL.sub(link, html)

    def _after_note(self, said: str, calls: Markup) -> Markup:
        return COMMA + calls if calls and NOTE_CALL.search(said) else calls

    def _uses_likelihood(self) -> bool:
        return any(getattr(part, "likelihood", None) for part in self.edition.parts)

    def _author_note(self, html: str) -> str:
        return "" if self.edition.kind.sources == "line" else str(self._call(html))

    def _call(self, note: str) -> Markup:
        number = self._notes.setdefault(note, len(self._notes) + 1)
        self._calls += 1
        return Markup(
            '<a role="doc-noteref" class="note-call" id="call-{}" href="#note-{}">{}</a>'
        ).format(self._calls, number, number)

    def _source_note(self, citation: Citation) -> str:
        source = next(s for s in self.edition.briefing.sources if s.key == citation.source)
        graded = self.edition.audience.sources == "graded"
        letter, digit = source.reliability or "", citation.credibility or ""
        grade = f" ({letter}{digit})" if graded and letter + digit else ""
        locator = f", {citation.locator}" if citation.locator else ""
        return str(reference(source, self.material.labels) + escape(f"{locator}{grade}."))


def anchor(part: Part) -> str:
    """The id under which a section is printed; no id of a template's own looks like it."""
    return f"{ANCHOR}{part.key}"


def reference(source: Any, labels: Labels) -> Markup:
    """A source as a bibliography names it, without the full stop."""
    title = Markup("<em>{}</em>").format(source.title)
    if source.url:
        title = Markup('<a href="{}">{}</a>').format(source.url, source.title)
    before = [escape(", ".join(source.authors))] if source.authors else []
    after = [
        escape(text)
        for text in (source.publisher, source.date and labels.date(source.date))
        if text
    ]
    if source.accessed:
        after.append(escape(f"{labels.words['accessed']} {labels.date(source.accessed)}"))
    return Markup(", ").join([*before, title, *after])


def runs(blocks: tuple[Block, ...]) -> list[tuple[str, list[Block]]]:
    """Neighbouring blocks of one type together, for what is set as one list or table."""
    return [(name, list(group)) for name, group in groupby(blocks, key=lambda block: block.type)]


class _Words(dict[str, str]):
    """Labels by key; a missing one is an error that names it."""

    def __missing__(self, key: str) -> str:
        raise KeyError(f"the labels have no word '{key}'")
