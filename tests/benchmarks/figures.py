"""The arithmetic of runs: medians, ratios of paired runs, how far they lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """A number from several runs: the median, the least and the most."""

    median: float
    least: float
    most: float

    @property
    def spread(self) -> float:
        """From the least to the most, as a share of the median."""
        return (self.most - self.least) / self.median if self.median else 0.0


def figure(values: Sequence[float]) -> Figure:
    """The figure of *values*, of which there has to be one at least."""
    return Figure(median(values), min(values), max(values))


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Figure:
    """What *ours* are to *theirs*, run by run: whatever slowed the machine slowed both of a pair.

    Raises ValueError where they are not pairs.
    """
    return figure([mine / other for mine, other in zip(ours, theirs, strict=True)])


def growth(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The exponent by which *values* grow with *sizes*: 1 is linear, below it gets cheaper.

    The slope of the straight line nearest to the points on logarithmic axes (least squares).
    Raises ZeroDivisionError where there are not two sizes.
    """
    points = [(log(size), log(value)) for size, value in zip(sizes, values, strict=True)]
    across = sum(x for x, _ in points) / len(points)
    up = sum(y for _, y in points) / len(points)
    rise = sum((x - across) * (y - up) for x, y in points)
    return rise / sum((x - across) ** 2 for x, _ in points)
