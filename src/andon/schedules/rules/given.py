"""Schedules and rotations as JSON, in the shape of the shared vectors: read, worked out, and said in the same shape."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from .days import DAYS, EVERY_DAY, Restriction
from .final import Fixed, Override, Plan, final_schedule, shifts
from .layer import Layer, OnDuty
from .rotation import Rotation, handoffs

Given = Mapping[str, Any]


def answer(given: Given, *, slot_by_clock: bool = True) -> list[Any]:
    """What we say to a vector of kind "handoffs" or "oncall"; raises ValueError or KeyError for what is none."""
    zone = ZoneInfo(given["tz"])
    first, last = (instant(edge) for edge in given["window"])
    if given["kind"] == "handoffs":
        return [said(moment) for moment in handoffs(rotation_of(given["rotation"]), first, last, zone)]
    if given["kind"] == "oncall":
        plan = plan_of(given, zone)
        layers = [replace(one, slot_by_clock=slot_by_clock) for one in plan.layers if isinstance(one, Layer)]
        found = shifts(final_schedule(replace(plan, layers=layers), first, last))
        told = [{"user": user, "start": said(start), "end": said(end)} for user, start, end in found]
        return sorted(told, key=lambda one: (one["start"], one["user"]))
    raise ValueError(f"a vector of kind {given['kind']!r} is none of a schedule")


def plan_of(given: Given, zone: ZoneInfo) -> Plan[str]:
    return Plan(
        [layer_of(one, ZoneInfo(one["tz"]) if "tz" in one else zone) for one in given["layers"]],
        [override_of(one) for one in given.get("overrides", ())],
        [fixed_of(one) for one in given.get("fixed", ())],
    )


def layer_of(given: Given, zone: ZoneInfo) -> Layer[str]:
    slot, starts, ends = (given.get(name) for name in ("slot_seconds", "effective_from", "effective_until"))
    return Layer(
        groups=given["users"],
        zone=zone,
        rotation=rotation_of(given["rotation"]) if given.get("rotation") else None,
        restrictions=[restriction_of(one) for one in given.get("restrictions") or ()],
        days=days_of(given.get("days")),
        slot=timedelta(seconds=slot) if slot else None,
        effective_from=instant(starts) if starts else None,
        effective_until=instant(ends) if ends else None,
        priority=given.get("priority") or 0,
    )


def rotation_of(given: Given) -> Rotation:
    return Rotation(
        unit=given["unit"],
        every=given.get("every", 1),
        start=datetime.fromisoformat(given["start"]),
        advance=given.get("advance", "elapsed"),
        skip_between=bool(given.get("skip_between")),
    )


def restriction_of(given: Given) -> Restriction:
    return Restriction(_minutes(given["from"]), _minutes(given["to"]), days_of(given.get("days")))


def override_of(given: Given) -> Override[str]:
    people = given.get("users") or ([given["user"]] if given.get("user") else [])
    return Override(
        mode=given["mode"],
        start=instant(given["start"]),
        end=instant(given["end"]),
        people=tuple(people),
        remove=given.get("remove"),
        priority=given.get("priority") or 0,
    )


def fixed_of(given: Given) -> Fixed[str]:
    listed = [OnDuty(instant(one["start"]), instant(one["end"]), (one["user"],)) for one in given["shifts"]]
    return Fixed(instant(given["start"]), instant(given["end"]), listed)


def days_of(given: Sequence[str] | None) -> frozenset[int]:
    return EVERY_DAY if given is None else frozenset(DAYS.index(day) for day in given)


def instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} names no zone")
    return moment.astimezone(UTC)


def said(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")[:2]
    return int(hours) * 60 + int(minutes)
