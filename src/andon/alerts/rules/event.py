"""What a valid event is: PagerDuty's Events API v2, field by field (developer.pagerduty.com, "Send an Alert Event")."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

ACTIONS = ("trigger", "acknowledge", "resolve")
SEVERITIES = ("critical", "error", "warning", "info")
MOST_BYTES = 512 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class EventIn:
    """`dedup_key` "" on a trigger: one is made."""

    routing_key: str
    action: str
    dedup_key: str = ""
    summary: str = ""
    source: str = ""
    severity: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeIn:
    routing_key: str
    summary: str
    source: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)


def read_event(raw: object) -> EventIn | list[str]:
    """The event, or what is wrong with it, naming each field."""
    if not isinstance(raw, dict):
        return ["event must be a JSON object"]
    faults = _key_faults(raw)
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
    if has_nul(raw):
        faults.append("event must not contain NUL characters")
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


def read_change(raw: object) -> ChangeIn | list[str]:
    """A change event, or what is wrong with it."""
    if not isinstance(raw, dict):
        return ["event must be a JSON object"]
    faults = _key_faults(raw)
    payload = raw.get("payload")
    if not isinstance(payload, dict):
        faults.append("payload is required")
        payload = {}
    faults += _summary_faults(payload)
    if has_nul(raw):
        faults.append("event must not contain NUL characters")
    if faults:
        return faults
    return ChangeIn(
        routing_key=raw["routing_key"],
        summary=payload["summary"],
        source=str(payload.get("source") or "")[:255],
        payload={key: raw[key] for key in ("payload", "links") if raw.get(key)},
    )


def _key_faults(raw: Mapping[str, Any]) -> list[str]:
    key = raw.get("routing_key")
    if not isinstance(key, str) or len(key) != 32:
        return ["routing_key must be a string of 32 characters"]
    return []


def _summary_faults(payload: Mapping[str, Any]) -> list[str]:
    summary = payload.get("summary")
    if not isinstance(summary, str) or not summary.strip():
        return ["payload.summary is required"]
    return ["payload.summary must be at most 1024 characters"] if len(summary) > 1024 else []


def _payload_faults(payload: object) -> list[str]:
    if not isinstance(payload, dict) or not payload:
        return ["payload is required for trigger"]
    faults = _summary_faults(payload)
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


def has_nul(value: object) -> bool:
    """PostgreSQL stores no NUL, and one of them would fail everybody's batch; so does half a surrogate pair."""
    if isinstance(value, str):
        return "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value)
    if isinstance(value, dict):
        return any(has_nul(key) or has_nul(one) for key, one in value.items())
    return isinstance(value, list) and any(has_nul(one) for one in value)
