"""Detect, then track: raises issues out of a stream of reports, and says which report belongs to which.

A report that an open issue takes belongs to it. Any other is looked at: do more distinct people than usual tell the
same? Then there is an issue. What belongs to none is left alone; nothing is forced into a cluster.

Deterministic, and for a single writer: the same reports and decisions in the same order give the same issues. `replay`
puts reports into the order that counts, (time, id).
"""

from collections.abc import Iterable

import numpy

from .issue import Issue
from .look import Look, Sight
from .quantiles import Quantiles, unit
from .report import Flag, Level, Report
from .settings import ScanSettings
from .track import Track
from .window import Window


class Correlator:
    """`similarities`: fitted from this installation's history; None takes what is usual for no encoder in particular,
    which is good for trying out alone."""

    def __init__(self, settings: ScanSettings | None = None, similarities: Quantiles | None = None) -> None:
        self.settings = settings or ScanSettings()
        self._likeness = similarities or Quantiles.unknown()
        self._at: tuple[Window, Track] | None = None
        self._began: float | None = None

    def replay(self, reports: Iterable[Report]) -> list[Flag]:
        """Takes all of them by (time, id); what was flagged."""
        flags = (self.add(report) for report in sorted(reports, key=lambda report: (report.at, report.id)))
        return [flag for flag in flags if flag]

    def add(self, report: Report) -> Flag | None:
        """Takes one report; a flag when an issue reaches a level with it.

        A late one is put where its time says. A vector of zeros (no text) is kept and never compared.
        """
        window, track, row = self._put(report)
        if not window.vectors[row].any():
            return None
        issue = track.open_issue_for(row)
        if issue is not None:
            track.join(issue, numpy.array([row]))
        if window.repeat[row] or (issue and issue.level == "emerging"):
            return None
        look = Look(window, self.settings, self._likeness, row)
        return self._raise_level(issue, look) if issue else self._begin(row, look)

    def recall(self, report: Report, issue: str = "", level: Level = "watch", *, confirmed: bool = False) -> None:
        """Puts a report back as it was decided on, looking at nothing: how a new process takes up where the last one
        ended. `issue` empty: it belonged to none."""
        _, track, row = self._put(report)
        if issue:
            known = next((one for one in track.issues.values() if one.name == issue), None)
            known = known or track.begin(issue, report.at)
            known.level, known.confirmed = level, confirmed
            track.join(known, numpy.array([row]))

    def assignments(self) -> dict[str, str]:
        """Report: its issue. Reports of no issue are not in it."""
        if self._at is None:
            return {}
        return {member: issue.name for issue in self._at[1].issues.values() for member in issue.members}

    @property
    def memory(self) -> int:
        """Bytes that the vectors take."""
        return self._window.vectors.nbytes

    def confirm(self, issue: str) -> None:
        """People say that it is one: it sleeps longer before it is over. Raises UnknownIssue."""
        self._track.named(issue).confirmed = True

    def dismiss(self, issue: str, at: float | None = None) -> None:
        """People say that it is none: its reports are everyday ones, and its neighbourhood stays silent for a while
        from `at` (default: the newest report). Raises UnknownIssue."""
        track, known = self._track, self._track.named(issue)
        begins = self._window.now if at is None else at
        track.silence(known, begins + self.settings.silence)
        track.end(known)

    def merge(self, into: str, issue: str) -> None:
        """Both are one, `into`. Raises UnknownIssue."""
        kept, gone = self._track.named(into), self._track.named(issue)
        if kept is not gone:
            self._track.absorb(kept, gone)

    def split(self, issue: str, members: Iterable[str]) -> str:
        """These members are an issue of their own; its name. Those who are no members are left where they are.

        Raises UnknownIssue; ValueError when none or all would go.
        """
        known = self._track.named(issue)
        going = [member for member in known.members if member in set(members)]
        if not going or len(going) == len(known.members):
            raise ValueError("a split takes some members, and not all of them")
        return self._track.part(known, going).name

    @property
    def _window(self) -> Window:
        return self._at[0] if self._at else Window(1, keep=0, most=1)

    @property
    def _track(self) -> Track:
        return self._at[1] if self._at else Track(self._window, self.settings, self._likeness)

    def _put(self, report: Report) -> tuple[Window, Track, int]:
        vector = self._likeness.seat(numpy.asarray(report.vector).reshape(-1))
        if self._at is None:
            window = Window(len(vector), keep=self.settings.window, most=self.settings.most)
            self._at, self._began = (window, Track(window, self.settings, self._likeness)), report.at
        window, track = self._at
        self._began = min(self._began or report.at, report.at)
        row = window.put(report.id, report.at, vector, report.reporter, report.verified)
        window.repeat[row] = self._is_repeat(window, row)
        return window, track, row

    def _is_repeat(self, window: Window, row: int) -> bool:
        """This reporter told the same before."""
        low = window.since(float(window.at[row]) - self.settings.repeat_within)
        hers = numpy.flatnonzero(window.reporter[low:row] == window.reporter[row]) + low
        alike = self._likeness.at(self.settings.radii[0])
        return bool((window.vectors[hers] @ window.vectors[row] >= alike).any())

    def _begin(self, row: int, look: Look) -> Flag | None:
        window, track, sight = self._window, self._track, look.best()
        if sight is None or sight.log_p > self.settings.watch:
            return None
        middle = unit(window.vectors[sight.rows].sum(axis=0))
        if track.is_silent(middle):
            return None
        known = track.known_near(middle)
        issue = known or track.begin(window.ids[row], window.now)
        track.join(issue, sight.rows)
        if known:
            return None
        return self._raise_level(issue, look) or self._flag(issue, "watch", sight)

    def _raise_level(self, issue: Issue, look: Look) -> Flag | None:
        """To "emerging", when those whom we know alone make it so unlikely, and what is usual is known."""
        if issue.level == "emerging" or self._window.now - (self._began or 0.0) < self.settings.settled:
            return None
        sight = look.best(own=issue.key, verified=True)
        if sight is None or sight.log_p > self.settings.emerging:
            return None
        return self._flag(issue, "emerging", sight)

    def _flag(self, issue: Issue, level: Level, sight: Sight) -> Flag:
        first, issue.level = issue.level is None, level
        seen = (sight.observed, sight.expected, sight.scale)
        return Flag(issue.name, level, tuple(issue.members), *seen, issue.since, sight.log_p, first)
