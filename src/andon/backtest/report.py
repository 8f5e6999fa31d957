"""The figures of a replay."""

from datetime import UTC, datetime
from typing import Any

from .judging import Flagged, Found, Tagged, flags_of, found_of, incidents_of, middle
from .store import Store

_DAY = 86_400.0


def report_of(store: Store) -> dict[str, Any]:
    """Everything as plain values; times are ISO 8601 in UTC. Rates are None where nothing can be said."""
    first, last = store.db.execute("SELECT min(at), max(at) FROM ticket").fetchone()
    incidents = incidents_of(store)
    flags = flags_of(store, incidents)
    days = max(1.0, ((last or 0) - (first or 0)) / _DAY)
    loaded, by = store.get("loaded"), store.get("by") or {}
    return {
        "history": {
            "tickets": loaded["count"],
            "unread": loaded["bad"],
            "faults": loaded["faults"],
            "first": _iso(first),
            "last": _iso(last),
            "days": round(days, 1),
            "replayed": (store.get("place") or {"done": 0})["done"],
            "encoder": by.get("encoder"),
        },
        "levels": {level: _level(level, incidents, flags, days) for level in ("watch", "emerging")},
        "flags": [_flag(flag) for flag in flags],
        "incidents": _incidents(incidents, flags),
        "by_day": _by_day(store, flags),
        "routing": _routing(store.get("routing")),
        "related": _related(store.get("relating")),
    }


def _level(level: str, incidents: list[Tagged], flags: list[Flagged], days: float) -> dict[str, Any]:
    raised = [flag for flag in flags if level == "watch" or flag.emerging_at is not None]
    wrong = [flag for flag in raised if flag.incident is None] if incidents else []
    found = found_of(incidents, flags, level)
    right = len(raised) - len(wrong)
    return {
        "flags": len(raised),
        "false": len(wrong) if incidents else None,
        "false_a_day": round(len(wrong) / days, 3) if incidents else None,
        "precision": round(right / len(raised), 3) if raised and incidents else None,
        "incidents": len(incidents),
        "found": len(found),
        "recall": round(len(found) / len(incidents), 3) if incidents else None,
        "minutes_after_first": middle([one.minutes for one in found]),
        "tickets_by_then": middle([float(one.tickets) for one in found]),
        "tickets_still_to_come": middle([float(len(one.incident.times) - one.tickets) for one in found]),
    }


def _flag(flag: Flagged) -> dict[str, Any]:
    return {
        "at": _iso(flag.at),
        "emerging_at": _iso(flag.emerging_at),
        "level": flag.level,
        "since": _iso(flag.since),
        "people": flag.observed,
        "usual": round(flag.expected, 2),
        "tickets": flag.reports,
        "example": flag.example,
        "incident": flag.incident.name if flag.incident else None,
    }


def _incidents(incidents: list[Tagged], flags: list[Flagged]) -> list[dict[str, Any]]:
    found: dict[int, Found] = {id(one.incident): one for one in found_of(incidents, flags, "watch")}
    return [
        {
            "name": one.name,
            "first": _iso(one.first),
            "tickets": len(one.times),
            "flagged_at": _iso(found[id(one)].flag.at) if id(one) in found else None,
            "minutes": round(found[id(one)].minutes, 1) if id(one) in found else None,
            "tickets_by_then": found[id(one)].tickets if id(one) in found else None,
        }
        for one in incidents
    ]


def _by_day(store: Store, flags: list[Flagged]) -> list[dict[str, Any]]:
    counts = dict(store.db.execute("SELECT CAST(at / 86400 AS INTEGER), count(*) FROM ticket GROUP BY 1"))
    raised: dict[int, list[int]] = {}
    for flag in flags:
        place = raised.setdefault(int(flag.at // _DAY), [0, 0])
        place[0] += flag.incident is not None
        place[1] += flag.incident is None
    return [
        {"day": _iso(day * _DAY)[:10], "tickets": counts[day], "right": pair[0], "other": pair[1]}
        for day in sorted(counts)
        for pair in [raised.get(day, [0, 0])]
    ]


def _routing(kept: dict[str, Any] | None) -> dict[str, Any]:
    sums = (kept or {}).get("sums") or {"asked": 0, "accepted": 0, "right": 0, "right_of_all": 0}
    bins = [
        {"said": round(sure / count, 3), "right": round(right / count, 3), "count": count}
        for count, right, sure in (kept or {}).get("bins", [])
        if count
    ]
    labels = sorted((kept or {}).get("labels", {}).items(), key=lambda one: (-one[1][0], one[0]))[:30]
    total = sum(one["count"] for one in bins)
    off = sum(one["count"] * abs(one["said"] - one["right"]) for one in bins)
    return {
        "asked": sums["asked"],
        "answered": _share(sums["accepted"], sums["asked"]),
        "right_of_answered": _share(sums["right"], sums["accepted"]),
        "right_of_all": _share(sums["right_of_all"], sums["asked"]),
        "calibration": bins,
        "calibration_error": round(off / total, 3) if total else None,
        "labels": [
            {"label": label, "asked": asked, "answered": _share(told, asked), "right": _share(right, told)}
            for label, (asked, told, right) in labels
        ],
    }


def _related(kept: dict[str, Any] | None) -> dict[str, Any]:
    sums = (kept or {}).get("sums") or {"asked": 0, "first": 0, "any": 0, "right": 0, "shown": 0}
    return {
        "asked": sums["asked"],
        "first_right": _share(sums["first"], sums["asked"]),
        "one_of_five_right": _share(sums["any"], sums["asked"]),
        "right_of_shown": _share(sums["right"], sums["shown"]),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _iso(at: float | None) -> str:
    return "" if at is None else datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
