"""Texts in a column, each as near to its place as the others let it."""

from __future__ import annotations

from collections.abc import Sequence

_FREE = 0.001  # weight of what has no place of its own


def settled(
    wanted: Sequence[float | None], heights: Sequence[float], whole: float
) -> tuple[float, ...]:
    """The tops of texts that do not overlap, in their order, within *whole*.

    The sum of squared distances from what is *wanted* is least (pool adjacent violators); a text
    that wants no place follows the one before it. *heights* must not exceed *whole* together.
    """
    before = [0.0]
    for height in heights:
        before.append(before[-1] + height)
    last = 0.0
    pools: list[tuple[float, float, int]] = []  # weight, mean of tops less heights before, how many
    for place, want in enumerate(wanted):
        weight = _FREE if want is None else 1.0
        top = (last if want is None else want) - before[place]
        last = top + before[place] + heights[place]
        pool = (weight, top, 1)
        while pools and pools[-1][1] >= pool[1]:
            other = pools.pop()
            both = other[0] + pool[0]
            mean = (other[0] * other[1] + pool[0] * pool[1]) / both
            pool = (both, mean, other[2] + pool[2])
        pools.append(pool)
    most = whole - before[-1]
    flat = [min(max(mean, 0.0), most) for _, mean, count in pools for _ in range(count)]
    return tuple(top + above for top, above in zip(flat, before, strict=False))
