"""The app that a company makes for itself in Slack, as Slack's own manifest describes it (docs.slack.dev, "App
manifest reference"). With Socket Mode it names no address, because Slack then calls none."""

import json
from typing import Any

SCOPES = (
    "channels:history",
    "channels:manage",
    "channels:read",
    "chat:write",
    "commands",
    "groups:history",
    "groups:read",
    "groups:write",
    "im:write",
    "pins:write",
    "users:read",
    "users:read.email",
)
EVENTS = ("app_uninstalled", "message.channels", "message.groups")
COMMAND = "/andon"


def manifest(address: str, *, socket: bool) -> str:
    """As JSON to paste. `address`: ours for everything that Slack tells."""
    at = {} if socket else {"url": address}
    asked = {} if socket else {"request_url": address}
    command = {
        "command": COMMAND,
        "description": "Declare, link and escalate incidents; who is on call",
        "usage_hint": "declare <title> | link I-12 C-34 | escalate I-12 | oncall | status | help",
        "should_escape": True,
    }
    found: dict[str, Any] = {
        "display_information": {
            "name": "Andon",
            "description": "Incident channels, pages and the line between agents and engineers",
            "background_color": "#1f2937",
        },
        "features": {
            "bot_user": {"display_name": "Andon", "always_online": True},
            "slash_commands": [command | at],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)} | asked,
            "interactivity": {"is_enabled": True} | asked,
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket,
            "token_rotation_enabled": False,
        },
    }
    return json.dumps(found, indent=2)


def missing_scopes(granted: str) -> list[str]:
    """Of what we need, what the header of an answer does not name; none where there is no header."""
    known = {scope.strip() for scope in granted.split(",") if scope.strip()}
    return [scope for scope in SCOPES if scope not in known] if known else []
