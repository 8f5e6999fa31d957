"""What Slack tells, whichever way it came: events, the command, and buttons pressed.

Over HTTP events are JSON, a command is a form, and a button is a form that holds JSON (docs.slack.dev, "Events API",
"Slash commands", "Handling user interaction"). Over Socket Mode the same things come as plain JSON.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from andon.connections.rules.arrived import Arrived
from andon.kit.errors import Refused
from andon.kit.text import scrub

EVENT, COMMAND, PRESS = "event", "command", "press"
HANDSHAKE = "url_verification"
_NEVER = datetime.min.replace(tzinfo=UTC)
_FORM = "application/x-www-form-urlencoded"
_EVENTS = ("event_callback", "app_rate_limited")
_PRESSES = ("block_actions", "view_submission", "view_closed", "shortcut", "message_action", "block_suggestion")


@dataclass(frozen=True, slots=True)
class Payload:
    """`id`: Slack's own name of this one, the same each time it is repeated; `order`: what must keep its order."""

    kind: str
    what: str
    id: str
    order: str
    body: Mapping[str, Any]


def payload_of(arrived: Arrived) -> Payload:
    """Raises Refused for what is none of these."""
    body = body_of(arrived)
    kind = text(body, "type")
    if text(body, "command"):
        return Payload(COMMAND, "command", text(body, "trigger_id"), "", body)
    if kind in _EVENTS:
        return _event(kind, body)
    if kind in _PRESSES:
        return Payload(PRESS, kind, text(body, "trigger_id"), "", body)
    raise Refused("It is no event, no command and no button.")


def body_of(arrived: Arrived) -> Mapping[str, Any]:
    if arrived.header("Content-Type").lower().startswith(_FORM):
        form = dict(arrived.form)
        return _object(_inner(form["payload"])) if "payload" in form else form
    return _object(arrived.json)


def part(found: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    """An object inside, empty where there is none."""
    for name in names:
        inner = found.get(name)
        found = inner if isinstance(inner, dict) else {}
    return found


def text(found: Mapping[str, Any], *names: str) -> str:
    """A text inside, "" where there is none; without characters that cannot be kept."""
    value = part(found, *names[:-1]).get(names[-1])
    return scrub(value) if isinstance(value, str) else ""


def objects(found: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The objects of a list inside."""
    value = found.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _event(kind: str, body: Mapping[str, Any]) -> Payload:
    event = part(body, "event")
    named = ".".join(filter(None, (text(event, "type"), text(event, "subtype")))) or kind
    channel = text(event, "channel") if text(event, "type") == "message" else ""
    return Payload(EVENT, named, text(body, "event_id"), f"channel:{channel}" if channel else "", body)


def _object(found: Any) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise Refused("The payload is no object.")
    return found


def _inner(payload: str) -> Any:
    """JSON inside a form is judged as strictly as a body of its own."""
    return Arrived(method="POST", url="", headers={}, body=payload.encode(), now=_NEVER).json


def as_json(found: Mapping[str, Any]) -> bytes:
    """What came over Socket Mode, as it is kept."""
    return json.dumps(found).encode()
