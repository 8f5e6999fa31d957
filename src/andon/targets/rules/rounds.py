"""Clocks from what happened: each round begins once, is paused any number of times, and is met, dropped or running.

first_reply: from opening to our first answer. next_reply: from her first unanswered word to our answer. update: how
long she may be without a word from us, "between" our answers whatever she does, or to "respond" to her. resolution:
from opening to the end. Any other name runs from `started` to `stopped`. A first answer that was given stays given.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from .happenings import ANSWERED, ASKED, FOR_CUSTOMER, OVER, PAUSED, Happening, is_gone, standing

FIRST_REPLY, NEXT_REPLY, UPDATE, RESOLUTION = "first_reply", "next_reply", "update", "resolution"
BETWEEN, RESPOND = "between", "respond"
IN_PROGRESS, MET, DROPPED = "running", "met", "dropped"
WAS_OVER = "over"


@dataclass(frozen=True, slots=True)
class Paused:
    """`until` None: it goes on."""

    begin: datetime
    until: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class Round:
    """One run of a clock. `ended` None: it goes on, maybe paused. `heard`: when we heard of it, if that was after it
    began; no pause before counts."""

    kind: str
    number: int
    began: datetime
    ended: datetime | None = None
    outcome: str = IN_PROGRESS
    pauses: Sequence[Paused] = ()
    heard: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ways:
    """How a policy reads what happened."""

    pause_on: Collection[str] = ("waiting_customer", "waiting_others")
    update_mode: str = BETWEEN
    notes_count: bool = False


@dataclass(slots=True)
class _Reading:
    """Where the reading of what happened stands."""

    ways: Ways
    rounds: dict[str, list[Round]] = field(default_factory=dict)
    paused: Paused | None = None
    pauses: list[Paused] = field(default_factory=list)
    overs: list[Paused] = field(default_factory=list)
    over_since: datetime | None = None
    answered: bool = False


def rounds_of(happened: Sequence[Happening], kinds: Collection[str], ways: Ways) -> list[Round]:
    """All rounds of the clocks that a policy defines, as far as things have gone."""
    known = standing(happened)
    reading = _Reading(ways)
    for one in known:
        _read(reading, one)
    if reading.paused:
        reading.pauses.append(reading.paused)
    found = [_finished(reading, one) for kind, rounds in reading.rounds.items() if kind in kinds for one in rounds]
    if is_gone(known):
        found = [_dropped(one, known[-1].at) for one in found]
    return found


def _read(reading: _Reading, one: Happening) -> None:
    match one.what:
        case "opened":
            _begin(reading, FIRST_REPLY, one.at)
            _begin(reading, RESOLUTION, one.at)
        case "asked":
            _asked(reading, one.at, datetime.fromisoformat(one.why) if one.why else one.at)
        case "answered" | "noted":
            if one.what == ANSWERED or reading.ways.notes_count:
                _answered(reading, one.at)
        case "started":
            if not _open(reading, one.why):
                _begin(reading, one.why, one.at)
        case "stopped":
            _end(reading, one.why, one.at)
        case "paused" | "running" | "over":
            _turn(reading, one)


def _asked(reading: _Reading, at: datetime, since: datetime) -> None:
    """Whoever waits longer already goes on waiting since then; the first answer covers what is asked before it."""
    if at == since and not reading.answered and _open(reading, FIRST_REPLY):
        return
    for kind in (NEXT_REPLY, UPDATE) if reading.ways.update_mode == RESPOND else (NEXT_REPLY,):
        found = _open(reading, kind)
        if found is None:
            _begin(reading, kind, since, heard=at)
        elif since < found.began:
            reading.rounds[kind][-1] = replace(found, began=since, heard=at)


def _answered(reading: _Reading, at: datetime) -> None:
    reading.answered = True
    for kind in (FIRST_REPLY, NEXT_REPLY, UPDATE):
        _end(reading, kind, at)
    if reading.ways.update_mode == BETWEEN and reading.over_since is None:
        _begin(reading, UPDATE, at)


def _turn(reading: _Reading, one: Happening) -> None:
    """Whose turn it is; a pause ends where the next word about it comes."""
    if reading.paused:
        paused, reading.paused = reading.paused, None
        reading.pauses.append(Paused(paused.begin, one.at, paused.why))
    if one.what == PAUSED:
        reading.paused = Paused(one.at, None, one.why)
    if one.what == OVER:
        if reading.over_since is None:
            reading.over_since = one.at
            for kind in (NEXT_REPLY, UPDATE):
                _end(reading, kind, one.at, DROPPED)
    elif reading.over_since is not None:
        reading.overs.append(Paused(reading.over_since, one.at, WAS_OVER))
        reading.over_since = None


def _open(reading: _Reading, kind: str) -> Round | None:
    rounds = reading.rounds.get(kind)
    return rounds[-1] if rounds and rounds[-1].ended is None else None


def _begin(reading: _Reading, kind: str, at: datetime, heard: datetime | None = None) -> None:
    rounds = reading.rounds.setdefault(kind, [])
    rounds.append(Round(kind, len(rounds) + 1, at, heard=heard))


def _end(reading: _Reading, kind: str, at: datetime, outcome: str = MET) -> None:
    if found := _open(reading, kind):
        reading.rounds[kind][-1] = replace(found, ended=at, outcome=outcome)


def _finished(reading: _Reading, one: Round) -> Round:
    """With its pauses; what is over has ended as well."""
    ended, outcome = one.ended, one.outcome
    if ended is None and reading.over_since is not None and one.kind in (FIRST_REPLY, RESOLUTION):
        ended, outcome = reading.over_since, MET if one.kind == RESOLUTION else DROPPED
    return replace(one, ended=ended, outcome=outcome, pauses=_pauses_of(reading, one, ended))


def _pauses_of(reading: _Reading, one: Round, ended: datetime | None) -> list[Paused]:
    named = one.kind not in (FIRST_REPLY, NEXT_REPLY, UPDATE, RESOLUTION)
    heartbeat = one.kind == UPDATE and reading.ways.update_mode == BETWEEN
    stops = [] if named or heartbeat else [pause for pause in reading.pauses if pause.why in reading.ways.pause_on]
    overs = reading.overs if one.kind in (FIRST_REPLY, RESOLUTION) else []
    found = []
    for pause in sorted([*stops, *overs], key=lambda pause: pause.begin):
        begin = max(pause.begin, one.heard or one.began)
        until = pause.until if ended is None else min(pause.until or ended, ended)
        if until is None or begin < until:
            found.append(Paused(begin, until, pause.why))
    return found


def _dropped(one: Round, at: datetime) -> Round:
    if one.ended is not None:
        return one
    closed = [Paused(pause.begin, pause.until or at, pause.why) for pause in one.pauses]
    return replace(one, ended=at, outcome=DROPPED, pauses=closed)


def idle_pauses(happened: Sequence[Happening], pauses: Sequence[Paused], until: datetime) -> list[Paused]:
    """The parts of pauses for the customer during which she had answered already and we had not."""
    asked: list[tuple[datetime, datetime]] = []
    since: datetime | None = None
    for one in standing(happened):
        if one.what == ASKED and since is None:
            since = one.at
        elif one.what == ANSWERED and since is not None:
            asked.append((since, one.at))
            since = None
    if since is not None:
        asked.append((since, until))
    return [
        Paused(max(pause.begin, begin), min(pause.until or until, end), pause.why)
        for pause in pauses
        if pause.why == FOR_CUSTOMER
        for begin, end in asked
        if max(pause.begin, begin) < min(pause.until or until, end)
    ]
