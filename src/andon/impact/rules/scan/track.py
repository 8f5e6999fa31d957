"""Which issue a report belongs to, while an issue lives, sleeps and wakes.

A report joins an open issue when it is near the issue's middle, or when two of its three nearest reports of the last
hours belong there. What was dismissed leaves a silence behind.
"""

from dataclasses import dataclass

import numpy
from numpy import float32, int64
from numpy.typing import NDArray

from .issue import Issue
from .quantiles import Quantiles
from .settings import ScanSettings
from .window import NOBODYS, Window


class UnknownIssue(KeyError):
    """There is no issue of this name, or no more."""


@dataclass(frozen=True, slots=True)
class Silence:
    middle: NDArray[float32]
    until: float


class Track:
    """The issues, and who belongs to them."""

    def __init__(self, window: Window, settings: ScanSettings, likeness: Quantiles) -> None:
        self._window, self._settings, self._likeness = window, settings, likeness
        self.issues: dict[int, Issue] = {}
        self._silences: list[Silence] = []
        self._next = 0

    def named(self, name: str) -> Issue:
        """Raises UnknownIssue."""
        for issue in self.issues.values():
            if issue.name == name:
                return issue
        raise UnknownIssue(name)

    def begin(self, name: str, at: float) -> Issue:
        """An issue without members yet."""
        taken = {issue.name for issue in self.issues.values()}
        while name in taken:
            name += "+"
        issue = Issue(self._next, name, numpy.zeros(self._window.vectors.shape[1]), at, at)
        self._next += 1
        self.issues[issue.key] = issue
        self._forget()
        return issue

    def end(self, issue: Issue) -> None:
        """Its reports belong to none again."""
        del self.issues[issue.key]
        self._window.issue[self._window.issue == issue.key] = NOBODYS

    def join(self, issue: Issue, rows: NDArray[int64]) -> None:
        window = self._window
        for row in rows.tolist():
            window.issue[row] = issue.key
            issue.take(window.ids[row], float(window.at[row]), window.vectors[row])

    def absorb(self, kept: Issue, gone: Issue) -> None:
        """The members of the second belong to the first."""
        self._window.issue[self._window.issue == gone.key] = kept.key
        kept.take_all(gone)
        del self.issues[gone.key]

    def part(self, issue: Issue, members: list[str]) -> Issue:
        """A new issue of these members of the old one, flagged as far as that was."""
        window = self._window
        other = self.begin(members[0], issue.last)
        other.level, other.confirmed = issue.level, issue.confirmed
        going = set(members)
        rows = numpy.array([r for r in range(window.low, window.high) if window.ids[r] in going], dtype=int64)
        issue.lose(members, window.vectors[rows])
        self.join(other, rows)
        other.members = members
        return other

    def silence(self, issue: Issue, until: float) -> None:
        self._silences.append(Silence(issue.middle, until))

    def is_silent(self, middle: NDArray[float32]) -> bool:
        self._silences = [one for one in self._silences if one.until > self._window.now]
        return any(float(one.middle @ middle) >= self._settings.same for one in self._silences)

    def open_issue_for(self, row: int) -> Issue | None:
        return self._near_middle(row) or self._voted(row)

    def known_near(self, middle: NDArray[float32]) -> Issue | None:
        """The open or sleeping issue that a raised scan with this middle belongs to."""
        return self._nearest([i for i in self.issues.values() if not self._is_over(i)], middle, self._settings.same)

    def _near_middle(self, row: int) -> Issue | None:
        open_ones = [issue for issue in self.issues.values() if self._is_open(issue)]
        return self._nearest(open_ones, self._window.vectors[row], self._likeness.at(self._settings.join))

    def _nearest(self, issues: list[Issue], place: NDArray[float32], least: float) -> Issue | None:
        if not issues:
            return None
        near = numpy.stack([issue.middle for issue in issues]) @ place
        best = int(near.argmax())
        return issues[best] if near[best] >= least else None

    def _voted(self, row: int) -> Issue | None:
        window, settings = self._window, self._settings
        low = window.since(window.now - settings.vote_within)
        keys = window.issue[low : window.high]
        if (keys == NOBODYS).all():
            return None
        near = window.vectors[low : window.high] @ window.vectors[row]
        near[row - low] = -1
        first = numpy.argsort(-near, kind="stable")[:3]
        first = first[near[first] >= self._likeness.at(settings.vote_floor)]
        found, votes = numpy.unique(keys[first], return_counts=True)
        for key, count in zip(found.tolist(), votes.tolist(), strict=True):
            if key != NOBODYS and count >= 2 and self._is_open(self.issues[key]):
                return self.issues[key]
        return None

    def _is_open(self, issue: Issue) -> bool:
        return self._window.now - issue.last <= self._settings.live

    def _is_over(self, issue: Issue) -> bool:
        sleeps = self._settings.confirmed_dormant if issue.confirmed else self._settings.dormant
        return self._window.now - issue.last > sleeps

    def _forget(self) -> None:
        old = [i for i in self.issues.values() if self._window.now - i.last > self._settings.remember]
        for issue in old:
            self.end(issue)
