"""Building: from an order to its files, the one module that knows the way through all steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from briefings.builds import making
from briefings.builds.depot import Depot, Folder
from briefings.builds.desk import WORD, Desk
from briefings.builds.orders import Order
from briefings.builds.standing import digest_of
from briefings.digest import digest
from briefings.document import word_count
from briefings.edition import Edition
from briefings.edition.account import Account, account, outline
from briefings.edition.fit import Fitted, fit
from briefings.edition.telling import summary
from briefings.engine import Engine, apart
from briefings.errors import BriefingsError, ContentError, Place, Problem
from briefings.library import Library, shown
from briefings.machine.stopwatch import Stopwatch
from briefings.manifest import Rendition
from briefings.naming import known
from briefings.translation import Text, texts
from briefings.typeset import Typeset
from briefings.untranslated import missing, outdated, printed

PROMISES = 5
"""How often a product is made for a Word file that keeps to its pages."""

LINE = 14.0
"""What is kept free more each time, pt."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an order: the files built, or what stood in the way."""

    order: Order
    built: tuple[Rendition, ...] = ()
    kept: tuple[Rendition, ...] = ()
    """Files that were there already, as they should be."""
    problems: tuple[Problem, ...] = ()
    exit_code: int = 0
    notices: tuple[Problem, ...] = ()
    """What is not wrong, but not as asked for either."""
    inputs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By format what they were made from: see :meth:`Builder.inputs`."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    """What its stages took."""
    trace: str = ""
    """Where this program failed, if it did."""

    @property
    def read(self) -> dict[str, str]:
        """What any of them was made from."""
        return {name: sha for inputs in self.inputs.values() for name, sha in inputs.items()}


@dataclass
class Builder:
    """Builds orders into a folder. It keeps what orders share, so nothing is read twice."""

    library: Library
    output: Path
    stamp: str = ""
    """Date of files whose content has none (ISO 8601), never the clock's."""
    verify: bool = False
    """Whether LibreOffice is asked if the Word files keep to their pages."""
    reference: Path | None = None
    """A Word document to make Word files on; else the theme's, if it names one."""
    style_map: Path | None = None
    """Which of its styles play which roles; else what the file beside it says."""
    engine: Engine = field(default_factory=apart.shared)
    """What lays out the pages: a child process of this one, with limits."""

    @cached_property
    def desk(self) -> Desk:
        """What its orders share."""
        return Desk(self.library, self.stamp, self.reference, self.style_map, self.engine)

    def facets(self, order: Order) -> Mapping[str, Mapping[str, str]]:
        """What the products of *order* depend on, by format. Raises BriefingsError."""
        shared, word = self.desk.facets(order), self.desk.word_facets(order)
        if self.together(order):
            from briefings.machine import office  # late, for few are asked to keep to their pages

            whole = {**shared, **word, "office": office.identity()}
            return dict.fromkeys(order.formats, whole)
        return {name: {**shared, **word} if name == WORD else shared for name in order.formats}

    def together(self, order: Order) -> bool:
        """Whether all products of *order* depend on how many pages its Word file takes."""
        return self.verify and WORD in order.formats

    def build(self, order: Order) -> Outcome:
        """Build one order. What is wrong is in the outcome; earlier outputs stay untouched."""
        return delivered(*self.make(order), Folder(self.output))

    def make(self, order: Order) -> tuple[Outcome, Mapping[str, bytes]]:
        """One order and its files, by their paths below the output folder; nothing is written."""
        times = Times()
        try:
            promised = self.together(order)
            made = self._promised(order, times) if promised else self._made(order, times)
            pages, fitted, files = made
            built = self._renditions(order, fitted, pages, files)
            stale = outdated(self.desk.content(order), fitted.edition, pages.document)
            notices = *_short_of(order, pages), *stale
            inputs = {name: self.inputs(order, name) for name in files}
            outcome = Outcome(order, built, (), (), 0, notices, inputs, times.seconds)
            return outcome, {one.path: files[one.format] for one in built}
        except BriefingsError as error:
            return refused(order, error), {}

    def early(self, order: Order) -> Callable[[], None]:
        """What the files of *order* need whatever they will say, for another thread to do.

        What stands in the way of it is told when they are made.
        """
        theme = None
        with suppress(BriefingsError):
            if WORD in order.formats and not self.desk.house(order):
                theme = self.desk.theme(order)
        return partial(making.begin, order.formats, theme, self.library.fonts)

    def inputs(self, order: Order, name: str) -> dict[str, str]:
        """SHA-256 of each file that the product in the format *name* is made from, by its name;
        nothing for one that is not there, and would be used if it were.
        """
        one = order if self.together(order) else order.only(name)
        paths = sorted({*self.desk.inputs(one)})
        return {known(path): digest_of(path) or "" for path in paths}

    def fitted(self, order: Order, reserve: float = 0) -> Fitted:
        """The edition at its length, with *reserve* pt left free; nothing is written.

        Raises BriefingsError for what is wrong with the content or the order.
        """
        press, target = self.desk.press(order), self.desk.target(order)
        place = self.desk.content(order).source.place(("title",))
        return fit(press.whole, target, press, place, reserve)

    def texts(self, order: Order) -> tuple[Text, ...]:
        """All that the edition of *order* may say, whatever its length, and that is translated."""
        press, content = self.desk.press(order), self.desk.content(order)
        every = tuple(texts(content.briefing))
        return tuple(printed(every, content, press.whole, *press.said()))

    def account(self, order: Order, fitted: Fitted) -> Account:
        """The account of *fitted*, which was made for *order*."""
        return account(fitted, self.desk.content(order).briefing)

    def _made(
        self, order: Order, times: Times, reserve: float = 0
    ) -> tuple[Typeset, Fitted, dict[str, bytes]]:
        house = self.desk.house(order)
        with times.of("fit"):
            fitted = self.fitted(order, reserve)
        with times.of("pages"):
            pages = self.desk.press(order).pages(
                fitted.edition, fitted.stretch, order.length.name, order.theme
            )
        content = self.desk.content(order)
        if problems := missing(content, fitted.edition, pages.document):
            raise ContentError(problems)
        return pages, fitted, making.files(pages, order.formats, house, times.of)

    def _promised(self, order: Order, times: Times) -> tuple[Typeset, Fitted, dict[str, bytes]]:
        """The files of *order*, of which LibreOffice lays out the Word file in the pages asked for.

        Where it takes more, a line more is kept free in all formats, and so on. Raises ContentError
        where that does not help, MachineError where LibreOffice can't be asked.
        """
        from briefings.machine import office

        count = most = 0
        for tries in range(PROMISES):
            made = pages, fitted, files = self._made(order, times, tries * LINE)
            most = (fitted.fit.target.most if fitted.fit else None) or 0
            if not most:
                return made
            (count,) = office.page_counts([files[WORD]])
            if count <= max(most, pages.count):
                return made
        what = f"the Word file takes {count} pages in LibreOffice, not {most}"
        remedy = "allow more length, or ask for another format"
        raise ContentError(Problem(Place(shown(order.content)), "F102", what, remedy))

    def _renditions(
        self, order: Order, fitted: Fitted, pages: Typeset, made: Mapping[str, bytes]
    ) -> tuple[Rendition, ...]:
        """What is to be said of the *made* files."""
        told = summary(outline(fitted, self.desk.content(order).briefing))
        theme = self.desk.theme_name(order)
        return tuple(
            _rendition(
                order, fitted.edition, pages, name, data, self._made_from(order, name), told, theme
            )
            for name, data in made.items()
        )

    def _made_from(self, order: Order, name: str) -> tuple[str, ...]:
        """Names of the files that the product in the format *name* is made from."""
        return tuple(sorted(n for n, sha256 in self.inputs(order, name).items() if sha256))


def delivered(outcome: Outcome, files: Mapping[str, bytes], depot: Depot) -> Outcome:
    """*outcome* when its *files* have been put there, or what stood in the way of that."""
    try:
        depot.write(files)
        return outcome
    except BriefingsError as error:
        return refused(outcome.order, error)


def refused(order: Order, error: BriefingsError) -> Outcome:
    """The outcome of an order that can't be built."""
    return Outcome(order, problems=error.problems, exit_code=error.exit_code)


@dataclass
class Times:
    """What stages took, those of one name together."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """Count what is done meanwhile as *stage*."""
        watch = Stopwatch()
        yield
        self.seconds[stage] = self.seconds.get(stage, 0.0) + watch.seconds


def _short_of(order: Order, pages: Typeset) -> Iterator[Problem]:
    """What to say where there is less content than the length that was asked for."""
    least = order.length.pages[0] if order.length.pages else 0
    if pages.count < least:
        name = f"{order.kind} for {order.audience}"
        what = f"{name} fills {pages.count} of {least} pages, with all that there is"
        remedy = "write more, or longer wordings, or ask for fewer pages"
        yield Problem(Place(shown(order.content)), "F103", what, remedy)


def _rendition(
    order: Order,
    edition: Edition,
    pages: Typeset,
    name: str,
    data: bytes,
    made_from: tuple[str, ...],
    told: Mapping[str, object],
    theme: str,
) -> Rendition:
    return Rendition(
        path=order.path(name),
        content=known(order.content),
        kind=order.kind,
        audience=order.audience,
        language=edition.briefing.language,
        theme=theme,
        format=name,
        pages=pages.count,
        words=word_count(pages.document),
        marking=edition.marking,
        bytes=len(data),
        sha256=digest(data),
        made_from=made_from,
        left_out=tuple(
            {"id": item.key, "reason": item.reason} for item in sorted(edition.left_out)
        ),
        fit=told,
    )
