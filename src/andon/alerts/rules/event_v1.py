"""PagerDuty's first Events API, which older monitors still speak ("Trigger Events", version 1), as an event of ours."""

from collections.abc import Mapping
from typing import Any

from andon.kit.storable import is_storable

from .event import ACTIONS, EventIn

# Version 1 knows none; whoever used it was paged.
SEVERITY = "error"


def read_event_v1(raw: object) -> EventIn | list[str]:
    """The event, or what is wrong with it, naming each field."""
    if not isinstance(raw, dict):
        return ["event must be a JSON object"]
    if faults := _faults(raw):
        return faults
    return EventIn(
        routing_key=raw["service_key"],
        action=raw["event_type"],
        dedup_key=raw.get("incident_key") or "",
        summary=raw.get("description") or "",
        source=str(raw.get("client") or "")[:255],
        severity=SEVERITY,
        payload=_payload(raw),
    )


def _faults(raw: Mapping[str, Any]) -> list[str]:
    faults = []
    key, action, name = raw.get("service_key"), raw.get("event_type"), raw.get("incident_key") or ""
    if not isinstance(key, str) or len(key) != 32:
        faults.append("service_key must be a string of 32 characters")
    if action not in ACTIONS:
        faults.append("event_type must be one of trigger, acknowledge, resolve")
    if not isinstance(name, str) or len(name) > 255:
        faults.append("incident_key must be a string of at most 255 characters")
    elif not name and action in ("acknowledge", "resolve"):
        faults.append("incident_key is required for acknowledge and resolve")
    if action == "trigger":
        faults += _description_faults(raw.get("description"))
    if not is_storable(raw):
        faults.append("event must not contain NUL characters")
    return faults


def _description_faults(description: object) -> list[str]:
    if not isinstance(description, str) or not description.strip():
        return ["description is required for trigger"]
    return ["description must be at most 1024 characters"] if len(description) > 1024 else []


def _payload(raw: Mapping[str, Any]) -> dict[str, Any]:
    """As version 2 would say it, so that screens know one shape."""
    contexts = raw.get("contexts")
    told = [one for one in contexts if isinstance(one, dict)] if isinstance(contexts, list) else []
    found = {
        "payload": {"custom_details": raw["details"]} if raw.get("details") else {},
        "links": [one for one in told if one.get("type") == "link"],
        "images": [one for one in told if one.get("type") == "image"],
        "client": raw.get("client"),
        "client_url": raw.get("client_url"),
    }
    return {name: value for name, value in found.items() if value}
