"""What the lint says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One defect: the part it is in, and what it is."""

    part: str
    what: str

    def __str__(self) -> str:
        return f"{self.part}: {self.what}"


Findings = Iterator[Finding]
"""What a rule gives: the same defect may come more than once."""
