"""What happened over there: messages of incidents' channels come to the line; the rest is left alone."""

from collections.abc import Mapping
from typing import Any

from andon.connections.actions.pause_connection import pause_connection
from andon.connections.external import local_of
from andon.connections.models import Connection, IncomingDelivery
from andon.incidents.models import Incident
from andon.integrations.slack.homes import CHANNEL, team_of
from andon.integrations.slack.rules.payload import part, text
from andon.integrations.slack.web import Web

from .correction import take_correction
from .message import Written, take_message

_MESSAGES = ("", "file_share", "thread_broadcast", "me_message")


def take_event(delivery: IncomingDelivery, connection: Connection, body: Mapping[str, Any], web: Web) -> str:
    event = part(body, "event")
    if (team := team_of(connection)) and text(body, "team_id") not in ("", team):
        return "of another workspace"
    if text(event, "type") == "app_uninstalled":
        pause_connection(connection, by=connection.actor, why="refused")
        return ""
    if text(event, "type") != "message":
        return "nothing that is followed here"
    return _message(event, connection, web)


def _message(event: Mapping[str, Any], connection: Connection, web: Web) -> str:
    link = local_of(connection, CHANNEL, text(event, "channel"))
    incident = Incident.objects.filter(id=link.local_id).first() if link else None
    if incident is None:
        return "not the channel of an incident"
    written = Written(connection, web, incident, text(event, "channel"))
    subtype = text(event, "subtype")
    if subtype in _MESSAGES:
        return take_message(event, written)
    if subtype == "message_changed":
        return take_correction(event, written)
    if subtype == "message_deleted":
        return "deleted over there; what was said stays on the line"
    return f"no message of a person: {subtype}"
