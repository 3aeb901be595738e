"""The engine in this process, without limits: it has to be trusted with what it is given."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from typing import Any, TypeVar

from briefings.engine import (
    SAID,
    Columns,
    Complained,
    File,
    Laid,
    Measured,
    Sheet,
    Unlaid,
    archive,
    arrays,
    baseline,
    brackets,
    floats,
    lettering,
    lines,
    reshaped,
)
from briefings.engine.columns import without_space_at_their_top
from briefings.engine.pagination import evened, misplaced, page_of, used
from briefings.engine.parsing import parsed
from briefings.engine.reading import columns_of, read
from briefings.engine.stylesheets import taken_out
from briefings.machine.fontconfig import in_use

VARIANT = "pdf/ua-1"

TOGETHER = 100
"""How many documents share what is known of fonts, before that is forgotten."""

KEPT = 2
"""How many laid-out sheets are kept: mostly it is the last that is written."""

Answer = TypeVar("Answer")


class Within:
    """An engine of this process; it keeps what it laid out last."""

    def __init__(self) -> None:
        self._laid: OrderedDict[str, Any] = OrderedDict()

    def lay_out(self, sheet: Sheet) -> Laid:
        """How *sheet* falls onto pages."""
        return guarded(lambda: extent(self.pages(sheet), sheet))

    def write(self, sheet: Sheet) -> bytes:
        """The PDF of *sheet*."""
        return guarded(lambda: written(self.pages(sheet), sheet))

    def measure(self, sheet: Sheet, columns: Columns) -> Measured:
        """The frames of the one tall page that *sheet* is."""
        return guarded(lambda: measured(sheet, columns))

    def spare(self, sheet: Sheet) -> Within:
        """Another one."""
        return Within()

    def end(self) -> None:
        """Let go of what was laid out."""
        self._laid.clear()

    def pages(self, sheet: Sheet) -> Any:
        """The engine's own pages of *sheet*. Raises Complained, and whatever stops the engine."""
        key = sheet.digest
        if key not in self._laid:
            self._laid[key] = laid_out(sheet)
        self._laid.move_to_end(key)
        while len(self._laid) > KEPT:
            self._laid.popitem(last=False)
        return self._laid[key]


def guarded(do: Callable[[], Answer]) -> Answer:
    """What *do* gives. Raises Unlaid for whatever stops the engine."""
    try:
        return do()
    except (Complained, Unlaid):
        raise
    except MemoryError:
        raise Unlaid("memory", "MemoryError") from None
    except Exception as error:  # whatever the engine stops at, it is its input that can be mended
        said = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
        raise Unlaid("stop", said[:SAID]) from error


def laid_out(sheet: Sheet) -> Any:
    """The engine's own pages of *sheet*. Raises Complained."""
    with _listening(), without_space_at_their_top(), baseline.kept():
        return _rendered(sheet, pdf_variant=VARIANT)


def _rendered(sheet: Sheet, **options: Any) -> Any:
    for lesson in (floats, lines):
        lesson.teach()
    page = taken_out(sheet.html)
    source = parsed(page, fetcher(sheet.files))
    typefaces = _typefaces(in_use(), next(_number) // TOGETHER)
    return source.render(typefaces, stylesheets=page.sheets, **options)


_number = count()


@lru_cache(maxsize=1)
def _typefaces(fonts: str | None, series: int) -> Any:
    """The fonts that *fonts* says, and what is known of them, for a *series* of documents."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def extent(pages: Any, sheet: Sheet) -> Laid:
    """How the engine's *pages* of *sheet* are filled."""
    height, taken = used(pages.pages[-1], sheet.columns)
    wrong = tuple(misplaced(pages, sheet.notes))
    turn = evened(pages, sheet.columns) if sheet.columns > 1 else None
    return Laid(len(pages.pages), page_of(pages), taken, height, wrong, turn)


def written(pages: Any, sheet: Sheet) -> bytes:
    """The engine's *pages* of *sheet* as PDF. Raises Complained."""
    for lesson in (arrays, brackets, lettering, reshaped):
        lesson.teach()
    with _listening():
        return archive.written(pages, sheet.meta)


def measured(sheet: Sheet, columns: Columns) -> Measured:
    """The frames of *sheet*. What products' own layouts will tell again, and better, is not told.

    Raises Complained for what may not be fetched.
    """
    with _listening(quiet=True):
        pages = _rendered(sheet).pages
    boxes = columns_of(page._page_box for page in pages)
    return read(boxes, columns, across=sheet.columns > 1)


def fetcher(files: Mapping[str, File]) -> Any:
    """What the engine may fetch: *files*, and nothing else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Carried(URLFetcher):  # type: ignore[misc]
        """Serves what a sheet carries, and nothing else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in files:
                raise FatalURLFetchingError(f"not carried by the document: {url}")
            media_type, data = files[url]
            return URLFetcherResponse(url, body=data, headers={"Content-Type": media_type})

    return Carried()


@contextmanager
def _listening(quiet: bool = False) -> Iterator[None]:
    """Raise Complained for what the engine only logs, unless *quiet*, or is not let do."""
    from weasyprint.urls import FatalURLFetchingError

    found: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if not quiet:
                found.append(record.getMessage())

    logger, listener = logging.getLogger("weasyprint"), Listener(logging.WARNING)
    before = logger.propagate, logger.handlers[:]
    logger.propagate, logger.handlers = False, [listener]
    try:
        yield
    except FatalURLFetchingError as error:  # no Exception, so that the engine lets it pass
        found.append(str(error))
    finally:
        logger.propagate, logger.handlers = before
    if found:
        raise Complained(tuple(found))
