"""Which channel over there belongs to which incident."""

from collections.abc import Sequence
from urllib.parse import urlencode

from andon.connections.external import external_of
from andon.connections.models import Connection, ExternalLink, OutgoingDelivery
from andon.incidents.models import Incident

SLUG = "slack"
# Kinds of external links.
CHANNEL, HEAD, MESSAGE, TRIGGER = "channel", "head", "message", "trigger"
PAGE_MESSAGE = "page"
TEAM = "team:"


def connected() -> list[Connection]:
    """The workspaces that are connected and not paused."""
    return list(Connection.objects.filter(vendor=SLUG, paused_at=None).order_by("made_at", "id"))


def with_channel(incident: Incident) -> list[Connection]:
    """Where it has a channel, or one was asked for; paused ones too, whose calls wait."""
    found = list(Connection.objects.filter(vendor=SLUG).order_by("made_at", "id"))
    if not found:
        return []
    links = ExternalLink.objects.filter(
        connection__in=found, external_kind=CHANNEL, local_kind="incident", local_id=incident.id
    )
    asked = OutgoingDelivery.objects.filter(connection__in=found, key=channel_key(incident))
    known = {*links.values_list("connection_id", flat=True), *asked.values_list("connection_id", flat=True)}
    return [connection for connection in found if connection.id in known]


def channel_of(connection: Connection, incident: Incident) -> str:
    """Its id over there; "" while there is none."""
    link = external_of(connection, incident.subject, CHANNEL)
    return link.external_id if link else ""


def channel_key(incident: Incident) -> str:
    return f"channel:{incident.id}"


def order_of(incident: Incident) -> str:
    """What goes to one channel keeps its order."""
    return f"incident:{incident.id}"


def message_name(channel: str, ts: str) -> str:
    """A message's name over there is its time within its channel."""
    return f"{channel}:{ts}"


def team_of(connection: Connection) -> str:
    return next((id.removeprefix(TEAM) for id in connection.own_ids if id.startswith(TEAM)), "")


def address_of(connection: Connection, channel: str) -> str:
    """Opens the channel in whatever Slack the reader has."""
    named: Sequence[tuple[str, str]] = [("channel", channel), ("team", team_of(connection))]
    return "https://slack.com/app_redirect?" + urlencode([(name, value) for name, value in named if value])
