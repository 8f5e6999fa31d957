"""What cost which minutes, and what did not and why. The counted lines are the minutes used, to the microsecond."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .hurt import Hurt, Phase
from .spans import Span, both, length, union, without
from .terms import COVERED, FIRST_SIGN, Promise

COUNTED, OVERLAP, SEVERITY, SERVICE, NOT_REPORTED, HOURS, TAKEN_AWAY = (
    "counted", "overlap", "severity", "service", "not_reported", "hours", "taken_away",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correction:
    """A stretch added or taken away by hand."""

    id: UUID
    adds: bool
    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of one incident or correction: `reason` is `counted`, or why it was not."""

    begin: datetime
    end: datetime
    reason: str
    hurt: Hurt | None = None
    correction: Correction | None = None

    @property
    def counted(self) -> bool:
        return self.reason == COUNTED

    @property
    def minutes(self) -> float:
        return (self.end - self.begin).total_seconds() / 60


@dataclass(frozen=True, slots=True)
class _Piece:
    spans: list[Span]
    verdict: str
    hurt: Hurt | None = None
    correction: Correction | None = None

    @property
    def place(self) -> tuple[datetime, str]:
        source = self.hurt.ref if self.hurt else str(self.correction and self.correction.id)
        return self.spans[0][0], source


def explain(
    promise: Promise,
    account: UUID,
    hurts: Iterable[Hurt],
    corrections: Sequence[Correction],
    *,
    within: Span,
    hours: Sequence[Span],
    now: datetime,
) -> list[Line]:
    """In the order of time. Of two at once the one that began first counts; what was taken away counts never."""
    taken = union(one.span for one in corrections if not one.adds)
    pieces = [
        *(piece for hurt in hurts for piece in _pieces(promise, account, hurt, within, now)),
        *(
            _Piece(both([one.span], [within]), COUNTED, correction=one)
            for one in corrections
            if one.adds and both([one.span], [within])
        ),
    ]
    lines: list[Line] = []
    known: list[Span] = []
    for piece in sorted(pieces, key=lambda piece: piece.place):
        if piece.verdict != COUNTED:
            lines += _lines(piece, piece.spans, piece.verdict)
            continue
        # A correction says what counts whatever the hour.
        inside = both(piece.spans, hours) if piece.hurt else piece.spans
        standing = without(inside, taken)
        new = without(standing, known)
        lines += _lines(piece, new, COUNTED)
        lines += _lines(piece, both(standing, known), OVERLAP)
        lines += _lines(piece, both(inside, taken), TAKEN_AWAY)
        lines += _lines(piece, without(piece.spans, inside), HOURS)
        known = union(known, new)
    return sorted(lines, key=lambda line: (line.begin, line.end, line.reason))


def used_spans(lines: Iterable[Line]) -> list[Span]:
    return union((line.begin, line.end) for line in lines if line.counted)


def verdict(promise: Promise, account: UUID, hurt: Hurt, severity: str) -> str:
    """Whether an incident of this severity costs minutes, and if not why."""
    if not promise.covers(hurt.services):
        return SERVICE
    if promise.counts != COVERED and account not in hurt.accounts:
        return NOT_REPORTED
    return COUNTED if severity in promise.severities else SEVERITY


def _pieces(promise: Promise, account: UUID, hurt: Hurt, within: Span, now: datetime) -> list[_Piece]:
    found = []
    for place, phase in enumerate(hurt.phases):
        begin = hurt.first_sign if place == 0 and promise.since == FIRST_SIGN else phase.begin
        spans = both([(min(begin, phase.begin), _end(phase, now))], [within]) if begin < _end(phase, now) else []
        if spans:
            found.append(_Piece(spans, verdict(promise, account, hurt, phase.severity), hurt))
    return found


def _end(phase: Phase, now: datetime) -> datetime:
    return min(phase.end or now, now)


def _lines(piece: _Piece, spans: Iterable[Span], reason: str) -> list[Line]:
    return [Line(begin, end, reason, piece.hurt, piece.correction) for begin, end in spans]


def used(lines: Iterable[Line]) -> float:
    """Minutes."""
    return length(used_spans(lines)).total_seconds() / 60
