"""Shards: which part of the work each of several machines does, without their talking.

Each machine works the whole assignment out for itself and takes its own part. So all must know the
same: the same names and, if any, the same timings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from statistics import median

from briefings.digest import digest

MOST = 10_000
"""How many shards there may be."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One of *count*: its *number*, from 1."""

    number: int
    count: int


def shard(text: str) -> Shard:
    """``I/N`` as a shard. Raises ValueError with what is wrong."""
    found = re.fullmatch(r"\s*(\d{1,9})\s*/\s*(\d{1,9})\s*", text, re.ASCII)
    if not found:
        raise ValueError(f"'{text}' is no shard: write which of how many, such as 2/5")
    number, count = int(found[1]), int(found[2])
    if not 1 <= count <= MOST:
        raise ValueError(f"'{text}' is no shard: there can be 1 to {MOST}")
    if not 1 <= number <= count:
        raise ValueError(f"'{text}' is no shard: the first of {count} is 1/{count}")
    return Shard(number, count)


def shards(names: Iterable[str], count: int, seconds: Mapping[str, float]) -> dict[str, int]:
    """Which shard, from 1 to *count*, each of *names* falls to; sorted by name.

    Where nothing is known of what they take (*seconds*, by name), by their hashes: a name then
    stays where it is when others come and go. Else the longest first, each to the shard that has
    least to do; what is not known is taken for the median of what is.
    """
    every = sorted(set(names))
    known = {name: seconds[name] for name in every if name in seconds}
    if not known:
        return {
            name: int(digest(name.encode("utf-8", "surrogatepass")), 16) % count + 1
            for name in every
        }
    usual = median(known.values())
    return _dealt({name: known.get(name, usual) for name in every}, count)


def _dealt(seconds: Mapping[str, float], count: int) -> dict[str, int]:
    loads = [(0.0, number) for number in range(1, count + 1)]
    heapify(loads)
    dealt: dict[str, int] = {}
    for name in sorted(seconds, key=lambda name: (-seconds[name], name)):
        load, number = heappop(loads)
        dealt[name] = number
        heappush(loads, (load + seconds[name], number))
    return {name: dealt[name] for name in sorted(dealt)}
