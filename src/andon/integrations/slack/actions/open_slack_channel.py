from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from andon.connections.actions.replay_outgoing import replay_outgoing
from andon.connections.actions.send_out import send_out
from andon.connections.models import Connection, OutgoingDelivery
from andon.connections.models.outgoing_delivery import Departure
from andon.incidents.models import Incident
from andon.integrations.slack.facts import SlackChannelAsked
from andon.integrations.slack.homes import channel_key, channel_of
from andon.integrations.slack.planning import invitation, to_channel
from andon.kit.errors import Conflict
from andon.paging.models import Page
from andon.timeline.actor import Actor
from andon.timeline.record import record

_FIRST = ("channel", "head", "pin", "invite")


@transaction.atomic
def open_slack_channel(incident: Incident, connection: Connection, *, by: Actor, rule: bool = False) -> None:
    """Have a channel made for the incident, with what it is pinned on top and those who work on it asked in.

    Repeating it changes nothing, but tries again what Slack refused. Raises Conflict while the connection is paused.
    """
    if connection.is_paused:
        raise Conflict(_("The connection is paused."))
    first = to_channel(connection, incident, "channel", channel_key(incident))
    if channel_of(connection, incident) or not send_out([first]):
        _try_again(incident, connection, by)
        return
    rows = [to_channel(connection, incident, kind, f"{kind}:{incident.id}") for kind in ("head", "pin")]
    send_out(rows + [invitation(connection, incident, user) for user in _on_it(incident)])
    fact = SlackChannelAsked(connection=connection.id, rule=rule)
    record(fact, subject=incident.subject, by=by)


def _on_it(incident: Incident) -> list[UUID]:
    """Those with a duty, and those who were summoned."""
    duties = incident.duties.values_list("user_id", flat=True)
    summoned = Page.objects.filter(escalation__subject_kind="incident", escalation__subject_id=incident.id)
    return list(dict.fromkeys([*duties, *summoned.values_list("user_id", flat=True)]))


def _try_again(incident: Incident, connection: Connection, by: Actor) -> None:
    refused = OutgoingDelivery.objects.filter(
        connection=connection, subject_id=incident.id, kind__in=_FIRST, state=Departure.PARKED
    )
    if ids := list(refused.values_list("id", flat=True)):
        replay_outgoing(connection, ids, by=by)
