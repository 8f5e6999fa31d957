"""A year of who is on call, beside what else could work it out, in the same run: dateutil's rules for the handoffs, and
a walk over the minutes that asks each layer. Plain values; no database."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from andon.schedules.rules.days import Restriction
from andon.schedules.rules.final import Plan, final_schedule, people_at
from andon.schedules.rules.layer import Layer
from andon.schedules.rules.rotation import Rotation, handoffs

ZONE = ZoneInfo("Europe/Lisbon")
START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
BEGINS = datetime(2026, 1, 5, 9)  # noqa: DTZ001  a wall clock has no zone
HOURS = (Restriction(9 * 60, 18 * 60), Restriction(20 * 60, 8 * 60))


@dataclass(frozen=True, slots=True)
class Worked:
    """Milliseconds; `other` None: nothing to compare with."""

    what: str
    ours: float
    other: float | None = None
    by: str = ""
    same: bool = True


def schedules() -> list[Worked]:
    return [_year("week"), _year("day"), _walked(), _handoffs("week"), _handoffs("day"), _instant()]


def report_schedules() -> None:
    print("| what | ours ms | the other ms | times as long | the other | same answer |\n|---|---|---|---|---|---|")
    for one in schedules():
        other = f"{one.other:,.1f} | {one.other / one.ours:.1f} | {one.by} | {one.same}" if one.other else "| | |"
        print(f"| {one.what} | {one.ours:.2f} | {other} |", flush=True)
    print()


def plan(unit: str, layers: int = 12) -> Plan[str]:
    return Plan(
        [
            Layer(
                [[f"{place}.{turn}"] for turn in range(5)],
                ZONE,
                Rotation(unit, 1, BEGINS),  # type: ignore[arg-type]
                HOURS if place % 2 else (),
                priority=place % 3,
            )
            for place in range(layers)
        ]
    )


def _year(unit: str) -> Worked:
    given = plan(unit)
    return Worked(f"a year of 12 layers, turns of a {unit}", _timed(lambda: final_schedule(given, START, END)))


def _walked() -> Worked:
    """Two weeks, as a year by minutes would take the afternoon; every ten minutes."""
    given, end = plan("day"), START + timedelta(days=28)
    found = final_schedule(given, START + timedelta(days=14), end)
    instants = [START + timedelta(days=14, minutes=10 * number) for number in range(14 * 144)]
    said: list[tuple[str, ...]] = []
    walk = _timed(lambda: said.extend(people_at(given, at) for at in instants), times=1)
    listed = [next(one.people for one in found if one.start <= at < one.end) for at in instants]
    ours = _timed(lambda: final_schedule(given, START + timedelta(days=14), end))
    return Worked("two weeks of 12 layers", ours, walk, "asking every 10 minutes", said == listed)


def _handoffs(unit: str) -> Worked:
    from dateutil.rrule import DAILY, WEEKLY, rrule

    rotation = Rotation(unit, 1, BEGINS)  # type: ignore[arg-type]
    frequency = WEEKLY if unit == "week" else DAILY
    rule = rrule(frequency, dtstart=BEGINS)

    def theirs() -> list[datetime]:
        found = rule.between(BEGINS, datetime(2027, 1, 1), inc=True)  # noqa: DTZ001
        return [one.replace(tzinfo=ZONE).astimezone(UTC) for one in found]

    def ours() -> list[datetime]:
        return handoffs(rotation, BEGINS.replace(tzinfo=ZONE).astimezone(UTC), END, ZONE)

    same = ours() == [moment for moment in theirs() if moment <= END]
    return Worked(f"a year of handoffs every {unit}", _timed(ours), _timed(theirs), "dateutil.rrule", same)


def _instant() -> Worked:
    given = plan("week")
    at = START + timedelta(days=200)
    return Worked("who is on call at an instant, 12 layers", _timed(lambda: people_at(given, at), times=200))


def _timed(run: Callable[[], object], times: int = 5) -> float:
    """The best of several, in milliseconds."""
    best = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - began)
    return 1000 * best
