"""A report as long as wanted, written as content: prose, tables, charts, side matter, footnotes.

Everything follows from the number of chapters, so that every run makes the same report. A chapter
is about six pages, with four tables, three charts and twenty notes; ten of them make a report of
over 60 pages, 40 tables, 30 charts and 200 notes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

CHAPTERS = 10
TABLES, CHARTS, NOTES = 4, 3, 20
"""What a chapter has of each."""

HEAD = """\
title: The winter that was
subtitle: A long account of a short season
organisation: Harbour Office
unit: Statistics
topic: Ports
issued: 2026-03-17
status: final
reference: HO/2026-04
marking: TLP:CLEAR
bottom_line:
  priority: must
  short: The port stayed open all winter.
  long: >-
    The port stayed open all winter, at the price of more dredging, more ice-breaking and longer
    hours than in any winter since records were first kept.
sections:
  - title: Key judgements
    role: summary
    blocks:
      - {type: key_judgement, title: Open, short: The port will stay open next winter as well.}
      - {type: key_judgement, title: Dear, short: It will cost more than this one did.}
"""

SENTENCES = (
    "The first ice came early, and the second came late, which nobody on the quay had foreseen. ",
    "Of the ships that called, most were on time, and those that were not had been told to wait. ",
    "What the dredgers took away in a night the current brought back by the end of the week. ",
    "The harbour master’s log is plain about it: no vessel was refused, and none was damaged. ",
    "Costs rose with the hours worked, and the hours with every degree that the water lost. ",
    "Nothing in the figures suggests that the next season will be of another kind than this. ",
)
"""What everything is said in."""

PORTS = ("Northgate", "Southmole", "East Basin", "West Pier", "Old Dock", "New Dock", "The Roads")
DAYS = ("Day", "Ships", "Late")
FORMS = ("bar", "stacked-bar", "line", "dot")


def long_report(chapters: int = CHAPTERS) -> str:
    """The YAML of a report of so many chapters."""
    return HEAD + "".join(line for n in range(chapters) for line in _chapter(n))


def _chapter(n: int) -> Iterator[str]:
    yield f"  - id: chapter-{n}\n    title: The {_ordinal(n)} week\n    blocks:\n"
    notes = iter(range(NOTES))
    for part in range(max(TABLES, CHARTS)):
        heading = f"What was done on day {part + 1}"
        yield _block(type="prose", heading=heading, long=_paragraph(n, part, notes))
        if part < TABLES:
            yield _table(n, part)
        yield _block(type="prose", long=_paragraph(n, part + 7, notes))
        if part < CHARTS:
            yield _chart(n, part)
        yield _block(type="finding", title="Found", long=_sentence(n + part) + _sentence(n))
    words = SENTENCES[n % len(SENTENCES)].strip()
    yield _block(type="quotation", attribution="Harbour master, in the log", long=words)
    yield _block(type="prose", long=_paragraph(n, 11, notes) + "".join(map(_note(n), notes)))


def _paragraph(n: int, part: int, notes: Iterator[int]) -> str:
    """Four paragraphs with a note after the first sentence of each."""
    said = []
    for at in range(4):
        note = next(notes, None)
        call = "" if note is None else _note(n)(note)
        body = "".join(_sentence(n + part + at + k) for k in range(1, 4))
        said.append(_sentence(n + part + at).strip() + call + " " + body.strip())
    return "\n\n".join(said)


def _note(n: int) -> Callable[[int], str]:
    return lambda nth: f"^[Log of week {n + 1}, entry {nth + 1}. It is in the clerk’s hand.]"


def _table(n: int, part: int) -> str:
    columns = ["Port", {"label": "Calls", "align": "right"}, {"label": "Late", "align": "right"}]
    rows = [
        [port, str(20 + (n * 7 + part * 5 + k * 11) % 60), str((n + part * 3 + k) % 9)]
        for k, port in enumerate(PORTS)
    ]
    title = f"Calls by port, week {n + 1}, day {part + 1}"
    return _block(type="table", title=title, columns=columns, rows=rows)


def _chart(n: int, part: int) -> str:
    form = FORMS[(n + part) % len(FORMS)]
    rows = [
        [day, str(10 + (n * 3 + part + k * 7) % 40), str(5 + (n + part * 2 + k * 5) % 20)]
        for k, day in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri"))
    ]
    title = f"Ships and delays, week {n + 1}, count {part + 1}"
    return _block(type="chart", form=form, title=title, columns=DAYS, rows=rows)


def _block(**fields: object) -> str:
    return f"      - {json.dumps(fields, ensure_ascii=False)}\n"


def _sentence(n: int) -> str:
    return SENTENCES[n % len(SENTENCES)]


def _ordinal(n: int) -> str:
    names = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    return names.split()[n] if n < 12 else f"{n + 1}th"
