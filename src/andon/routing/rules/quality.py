"""How good a router is, from texts whose label people chose and what it said of them: per label, by confidence, and
what each threshold would cost."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .intervals import Share, share

BINS = 10
THRESHOLDS = tuple(step / 20 for step in range(20))


class Asked(NamedTuple):
    """`label` as people chose it, `said` by the router; `accept`: it did not say “I do not know”."""

    label: str
    said: str
    confidence: float
    accept: bool

    @property
    def right(self) -> bool:
        return self.label == self.said


class OfLabel(NamedTuple):
    """`precision`: how many of those that were said to be it are it; `recall`: how many of it were found; `coverage`:
    for how many of it the router knew an answer."""

    label: str
    precision: Share
    recall: Share
    coverage: Share


class Bin(NamedTuple):
    """Answers of about one confidence: its mean, and how many were right."""

    said: float
    right: Share


class Cut(NamedTuple):
    """If only answers of at least `threshold` were suggested: how many get one, and how many of them are right."""

    threshold: float
    coverage: Share
    precision: Share


def of_labels(asked: Sequence[Asked], threshold: float = 0.0) -> list[OfLabel]:
    """Most frequent first."""
    known = [one for one in asked if one.accept and one.confidence >= threshold]
    total = Counter(one.label for one in asked)
    answered = Counter(one.label for one in known)
    said = Counter(one.said for one in known)
    right = Counter(one.label for one in known if one.right)
    labels = sorted({*total, *said}, key=lambda label: (-total[label], label))
    return [
        OfLabel(
            label,
            share(right[label], said[label]),
            share(right[label], total[label]),
            share(answered[label], total[label]),
        )
        for label in labels
    ]


def bins(asked: Iterable[Asked]) -> list[Bin]:
    """Tenths of confidence that hold anything; only of answers."""
    groups: dict[int, list[Asked]] = defaultdict(list)
    for one in asked:
        if one.accept:
            groups[min(int(one.confidence * BINS), BINS - 1)].append(one)
    return [
        Bin(sum(one.confidence for one in group) / len(group), share(sum(one.right for one in group), len(group)))
        for _place, group in sorted(groups.items())
    ]


def cuts(asked: Sequence[Asked]) -> list[Cut]:
    found = []
    for threshold in THRESHOLDS:
        known = [one for one in asked if one.accept and one.confidence >= threshold]
        right = share(sum(one.right for one in known), len(known))
        found.append(Cut(threshold, share(len(known), len(asked)), right))
    return found
