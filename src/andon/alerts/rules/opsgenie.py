"""Opsgenie's verbs for an alert that exists: what each needs, and what it is here."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from .build import LONGEST_SUMMARY
from .dedup import dedup_key
from .event import EventIn

IDENTIFIER_TYPES = ("id", "alias", "tiny")
# Method and last word of the address: our action.
VERBS = {
    ("POST", "close"): "resolve",
    ("POST", "acknowledge"): "acknowledge",
    ("POST", "snooze"): "snooze",
    ("POST", "notes"): "note",
    ("PUT", "message"): "describe",
    ("PUT", "description"): "describe",
}
# Verbs of theirs that are none of ours: why, and what to do instead.
_BY_POLICY = "whom it pages is up to the policy of its service: change it there"
_AS_TOLD = "what an alert says of itself stays as it was told; send it anew with the same alias"
REFUSED = {
    **dict.fromkeys([("POST", "escalate"), ("POST", "assign"), ("POST", "responders"), ("POST", "teams")], _BY_POLICY),
    **dict.fromkeys([("POST", "tags"), ("DELETE", "tags"), ("POST", "details"), ("DELETE", "details")], _AS_TOLD),
    ("PUT", "priority"): _AS_TOLD,
    ("POST", "unacknowledge"): "an acknowledged alert is given back on its screen",
    ("POST", "attachments"): "alerts take no files; add a note with a link",
}
_NEEDED = {"notes": "note", "message": "message", "description": "description", "snooze": "endTime"}
_LONGEST = {"note": 25_000, "user": 100, "message": LONGEST_SUMMARY, "description": 15_000}
_LATEST = timedelta(days=366)


def read_act(
    verb: str, action: str, raw: object, identifier: str, kind: str, now: datetime
) -> EventIn | dict[str, str]:
    """The event, or what is wrong, by field. `kind`: id, alias or tiny; an empty body is as good as an empty object."""
    faults: dict[str, str] = {}
    if not isinstance(raw, dict):
        return {"body": "must be a JSON object"}
    for name in {*_LONGEST, "endTime"}:
        if not isinstance(raw.get(name, ""), str | None):
            faults[name] = "must be a text"
    needed = _NEEDED.get(verb, "")
    if needed and not faults and not str(raw.get(needed) or "").strip():
        faults[needed] = "can not be empty"
    until = _moment(raw.get("endTime")) if verb == "snooze" and not faults else None
    if verb == "snooze" and not faults and (until is None or not now < until < now + _LATEST):
        faults["endTime"] = "must be an instant within the next year, such as 2027-01-31T09:30:00Z"
    alert = _uuid(identifier) if kind != "alias" else None
    if kind != "alias" and alert is None:
        faults["identifier"] = f"is no {kind} of an alert"
    if faults:
        return faults
    told = {name: str(raw.get(name) or "").strip()[:most] for name, most in _LONGEST.items()}
    return EventIn(
        routing_key="",
        action=action,
        dedup_key="" if alert else dedup_key(identifier),
        alert=alert,
        until=until,
        note=told["note"],
        by=told["user"],
        summary=told["message"] if verb == "message" else "",
        description=told["description"] if verb == "description" else "",
    )


def _moment(text: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def page_of(query: Mapping[str, str]) -> dict[str, Any]:
    """Limit, offset, order and state asked for; raises BadQuery naming what cannot be answered."""
    limit, offset = _number(query, "limit", 20, 1, 100), _number(query, "offset", 0, 0, 20_000)
    sort, order = query.get("sort", "createdAt"), query.get("order", "desc")
    if sort not in SORTS:
        raise BadQuery("sort", f"must be one of {', '.join(SORTS)}")
    if order not in ("asc", "desc"):
        raise BadQuery("order", "must be asc or desc")
    return {
        "limit": limit,
        "offset": offset,
        "order": ("-" if order == "desc" else "") + SORTS[sort],
        "states": _states(query),
    }


SORTS = {"createdAt": "opened_at", "updatedAt": "last_at", "lastOccurredAt": "last_at"}
_STATES = {
    "": ("open", "acknowledged", "resolved"),
    "status:open": ("open", "acknowledged"),
    "status=open": ("open", "acknowledged"),
    "status:closed": ("resolved",),
    "status=closed": ("resolved",),
}


class BadQuery(Exception):
    def __init__(self, field: str, said: str) -> None:
        super().__init__(field, said)
        self.field, self.said = field, said


def _states(query: Mapping[str, str]) -> tuple[str, ...]:
    asked = query.get("query", "").replace(" ", "").lower()
    if asked not in _STATES:
        raise BadQuery("query", "only status:open and status:closed are understood")
    return _STATES[asked]


def _number(query: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = query.get(name, str(default))
    if not (text.isascii() and text.isdecimal() and len(text) < 7 and least <= int(text) <= most):
        raise BadQuery(name, f"must be a number from {least} to {most}")
    return int(text)
