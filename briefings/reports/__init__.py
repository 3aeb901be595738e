"""What was found, told in the forms that other programs read.

One module per form: it has ``TITLE``, what the form is for, and ``report``, from
:class:`~briefings.reports.findings.Findings` to the text of the report.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Protocol, cast

from briefings.reports.findings import Findings


class Form(Protocol):
    """A form of report."""

    TITLE: str

    def report(self, findings: Findings) -> str:
        """The text of the report, which ends with a new line unless there is nothing to say."""


def names() -> tuple[str, ...]:
    """The forms there are."""
    found = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(sorted(name for name in found if name != "findings"))


def form(name: str) -> Form:
    """The form of that *name*, one of :func:`names`."""
    return cast(Form, importlib.import_module(f"{__name__}.{name}"))
