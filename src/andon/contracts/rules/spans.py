"""Stretches of time as sets: half-open, in UTC, sorted and apart from each other."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import reduce

Span = tuple[datetime, datetime]
Spans = Sequence[Span]


def union(*of: Iterable[Span]) -> list[Span]:
    """All of them, each moment once; what is empty or turned round is dropped."""
    joined: list[Span] = []
    for begin, end in sorted(span for spans in of for span in spans if span[0] < span[1]):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    return joined


def both(left: Spans, right: Spans) -> list[Span]:
    """The moments that are in both; each side sorted and apart."""
    found: list[Span] = []
    here = there = 0
    while here < len(left) and there < len(right):
        begin = max(left[here][0], right[there][0])
        end = min(left[here][1], right[there][1])
        if begin < end:
            found.append((begin, end))
        if left[here][1] <= right[there][1]:
            here += 1
        else:
            there += 1
    return found


def without(left: Spans, right: Spans) -> list[Span]:
    """The moments of `left` that are not in `right`."""
    return reduce(_cut, right, list(left))


def _cut(spans: list[Span], away: Span) -> list[Span]:
    pieces = [piece for begin, end in spans for piece in ((begin, min(end, away[0])), (max(begin, away[1]), end))]
    return [piece for piece in pieces if piece[0] < piece[1]]


def length(spans: Iterable[Span]) -> timedelta:
    return sum((end - begin for begin, end in spans), timedelta())


def instant_after(spans: Spans, wanted: timedelta) -> datetime | None:
    """When so much of these has passed; None if there is less."""
    for begin, end in spans:
        if end - begin >= wanted:
            return begin + wanted
        wanted -= end - begin
    return None
