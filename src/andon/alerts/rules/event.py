"""What a valid event is: PagerDuty's Events API v2, field by field (developer.pagerduty.com, "Send an Alert Event")."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

ACTIONS = ("trigger", "acknowledge", "resolve")
SEVERITIES = ("critical", "error", "warning", "info")
MOST_BYTES = 512 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class EventIn:
    """`dedup_key` "" on a trigger: one is made. `alert`: this one and no other, instead of a dedup key.

    Beside the Events API's three actions: `snooze` (`until`), `note` (`note`; any action may bring one) and `describe`
    (a new `summary` or `description` for what stands). `by`: who the other side says acts.
    """

    routing_key: str
    action: str
    dedup_key: str = ""
    summary: str = ""
    source: str = ""
    severity: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)
    alert: UUID | None = None
    until: datetime | None = None
    note: str = ""
    by: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeIn:
    routing_key: str
    summary: str
    source: str = ""
    kind: str = "other"
    who: str = ""
    link: str = ""
    environment: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)


def read_event(raw: object) -> EventIn | list[str]:
    """The event of a JSON document that `strict_json` has let in, or what is wrong with it, naming each field."""
    if not isinstance(raw, dict):
        return ["event must be a JSON object"]
    faults = key_faults(raw)
    action = raw.get("event_action")
    if action not in ACTIONS:
        faults.append("event_action must be one of trigger, acknowledge, resolve")
    dedup_key = raw.get("dedup_key") or ""
    if not isinstance(dedup_key, str) or len(dedup_key) > 255:
        faults.append("dedup_key must be a string of at most 255 characters")
    elif not dedup_key and action in ("acknowledge", "resolve"):
        faults.append("dedup_key is required for acknowledge and resolve")
    payload = raw.get("payload") or {}
    if action == "trigger":
        faults += _payload_faults(payload)
    if faults:
        return faults
    told = payload if isinstance(payload, dict) else {}
    return EventIn(
        routing_key=raw["routing_key"],
        action=str(action),
        dedup_key=dedup_key,
        summary=str(told.get("summary", "")),
        source=str(told.get("source", ""))[:255],
        severity=str(told.get("severity", "")),
        payload={key: raw[key] for key in ("payload", "images", "links", "client", "client_url") if raw.get(key)},
    )


def key_faults(raw: Mapping[str, Any]) -> list[str]:
    key = raw.get("routing_key")
    if not isinstance(key, str) or len(key) != 32:
        return ["routing_key must be a string of 32 characters"]
    return []


def summary_faults(payload: Mapping[str, Any]) -> list[str]:
    summary = payload.get("summary")
    if not isinstance(summary, str) or not summary.strip():
        return ["payload.summary is required"]
    return ["payload.summary must be at most 1024 characters"] if len(summary) > 1024 else []


def _payload_faults(payload: object) -> list[str]:
    if not isinstance(payload, dict) or not payload:
        return ["payload is required for trigger"]
    faults = summary_faults(payload)
    if not isinstance(payload.get("source"), str) or not payload["source"].strip():
        faults.append("payload.source is required")
    if payload.get("severity") not in SEVERITIES:
        faults.append("payload.severity must be one of critical, error, warning, info")
    if (moment := payload.get("timestamp")) is not None and not _is_moment(moment):
        faults.append("payload.timestamp must be an ISO 8601 date and time")
    return faults


def _is_moment(value: object) -> bool:
    try:
        datetime.fromisoformat(str(value))
    except ValueError:
        return False
    return isinstance(value, str)
