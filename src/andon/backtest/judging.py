"""What was flagged, against what people tagged as incidents.

Tickets with one tag are one incident as long as less than a day lies between two of them. A flag is right when half of
its tickets, or three of them and more than of any other kind, carry one incident's tag.
"""

import json
from collections import Counter
from dataclasses import dataclass
from statistics import median

from .store import Store

_APART = 24 * 3600.0
_LATE = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Tagged:
    """An incident as people tagged it. `times` of its tickets, in order."""

    name: str
    times: tuple[float, ...]
    seqs: frozenset[int]

    @property
    def first(self) -> float:
        return self.times[0]


@dataclass(frozen=True, slots=True)
class Flagged:
    """`level`: the highest it reached; `incident`: which it was, None where no tag says so."""

    issue: str
    at: float
    level: str
    emerging_at: float | None
    reports: int
    observed: int
    expected: float
    since: float
    example: str
    incident: Tagged | None


@dataclass(frozen=True, slots=True)
class Found:
    """`minutes` and `tickets`: how late after the first tagged ticket, and how many had come by then."""

    incident: Tagged
    flag: Flagged
    minutes: float
    tickets: int


def incidents_of(store: Store) -> list[Tagged]:
    """Those of two tickets and more; of one nobody could tell."""
    rows = store.db.execute("SELECT incident, at, seq FROM ticket WHERE incident != '' ORDER BY incident, at, seq")
    found: list[Tagged] = []
    name = ""
    times: list[float] = []
    seqs: list[int] = []

    def close() -> None:
        if len(times) > 1:
            found.append(Tagged(name, tuple(times), frozenset(seqs)))

    for tag, at, seq in rows:
        if tag != name or (times and at - times[-1] > _APART):
            close()
            name, times, seqs = tag, [], []
        times.append(at)
        seqs.append(seq)
    close()
    return sorted(found, key=lambda one: one.first)


def flags_of(store: Store, incidents: list[Tagged]) -> list[Flagged]:
    """One an issue, at its first flag, in the order of time."""
    of = {seq: one for one in incidents for seq in one.seqs}
    found: dict[str, Flagged] = {}
    for _, at, issue, level, said in store.db.execute("SELECT * FROM flag ORDER BY at, seq").fetchall():
        body = json.loads(said)
        known = found.get(issue)
        if known is None:
            members = [seq for (seq,) in store.db.execute("SELECT seq FROM belongs WHERE issue = ?", [issue])]
            found[issue] = Flagged(
                issue, at, level, at if level == "emerging" else None, len(members), body["observed"],
                body["expected"], body["since"], _example(store, issue), _incident(body["members"], of),
            )  # fmt: skip
        elif level == "emerging" and known.level != "emerging":
            incident = known.incident or _incident(body["members"], of)
            found[issue] = Flagged(
                issue, known.at, level, at, known.reports, known.observed, known.expected, known.since,
                known.example, incident,
            )  # fmt: skip
    return list(found.values())


def found_of(incidents: list[Tagged], flags: list[Flagged], level: str) -> list[Found]:
    """Which incidents were found at this level while they lasted, by the earliest flag of each."""
    found = []
    for incident in incidents:
        mine = [flag for flag in flags if flag.incident is incident and _at(flag, level) is not None]
        mine = [flag for flag in mine if (_at(flag, level) or 0) <= incident.times[-1] + _LATE]
        if mine:
            flag = min(mine, key=lambda one: _at(one, level) or 0)
            at = _at(flag, level) or 0.0
            tickets = sum(time <= at for time in incident.times)
            found.append(Found(incident, flag, (at - incident.first) / 60, tickets))
    return found


def middle(values: list[float]) -> float | None:
    return median(values) if values else None


def _at(flag: Flagged, level: str) -> float | None:
    return flag.emerging_at if level == "emerging" else flag.at


def _incident(members: list[int], of: dict[int, Tagged]) -> Tagged | None:
    counts = Counter(of[seq].name for seq in members if seq in of)
    if not counts:
        return None
    name, count = counts.most_common(1)[0]
    if count * 2 < len(members) and count < 3:
        return None
    return next(of[seq] for seq in members if seq in of and of[seq].name == name)


def _example(store: Store, issue: str) -> str:
    row = store.db.execute(
        "SELECT text FROM ticket WHERE seq = (SELECT min(seq) FROM belongs WHERE issue = ?)", [issue]
    ).fetchone()
    return " ".join(str(row[0]).split())[:160] if row else ""
