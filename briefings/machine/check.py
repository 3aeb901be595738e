"""One check of the machine, and how versions compare."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Status = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it stands, what was found, and how to put it right."""

    name: str
    status: Status
    found: str
    remedy: str = ""
    code: str = ""


def numbers(version: str) -> tuple[int, ...]:
    """The numbers in *version*, which compare as versions do."""
    return tuple(map(int, re.findall(r"\d+", version)))
