"""Stretches of time as pairs of whole microseconds since 1970, half open: [begin, end).

Whole numbers, so that sums are exact and a hundred thousand of them are cheap.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

Span = tuple[int, int]
SECOND = 1_000_000
MINUTE = 60 * SECOND
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO = timedelta(microseconds=1)


def micros(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICRO


def moment_of(at: int) -> datetime:
    """Raises OverflowError beyond the year 9999."""
    return _EPOCH + timedelta(microseconds=at)


def union(spans: Iterable[Span]) -> list[Span]:
    """The same time as sorted stretches that neither touch nor overlap; empty ones are left out."""
    found: list[Span] = []
    for begin, end in sorted(span for span in spans if span[0] < span[1]):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return found


def without(spans: Iterable[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """What is left of sorted stretches once these, sorted and apart, are taken away."""
    place = 0
    for begin, end in spans:
        while place < len(taken) and taken[place][1] <= begin:
            place += 1
        at, ahead = begin, place
        while ahead < len(taken) and taken[ahead][0] < end:
            if taken[ahead][0] > at:
                yield at, taken[ahead][0]
            at = max(at, taken[ahead][1])
            ahead += 1
        if at < end:
            yield at, end


def within(spans: Iterable[Span], begin: int, end: int) -> Iterator[Span]:
    """The parts of sorted stretches that lie in [begin, end)."""
    for span in spans:
        if span[0] >= end:
            return
        if span[1] > begin:
            yield max(span[0], begin), min(span[1], end)


def length(spans: Iterable[Span]) -> int:
    return sum(end - begin for begin, end in spans)
