from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from andon.connections.actions.replay_outgoing import replay_outgoing
from andon.connections.actions.send_out import OutgoingIn, send_out
from andon.connections.models import Connection, OutgoingDelivery
from andon.connections.models.outgoing_delivery import Departure
from andon.integrations.webhooks.events import events_for, kinds_of
from andon.integrations.webhooks.facts import EventsReplayed
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.kit.moments import check_moment
from andon.timeline.actor import Actor
from andon.timeline.models import RecordedFact
from andon.timeline.record import record

MOST = 10_000
LONGEST = timedelta(days=31)


@transaction.atomic
def replay_events(connection: Connection, *, since: datetime, whole: bool = False, by: Actor) -> int:
    """Send what happened since then once more, as chosen now: what was not accepted, or was never made because the
    endpoint was switched off; with `whole` what was accepted too. Returns how many. At most 31 days and 10,000 events:
    raises Invalid or Conflict beyond."""
    check_moment(since, "since")
    if not clock.now() - LONGEST <= since <= clock.now():
        raise Invalid({"since": _("Choose a time in the last 31 days.")})
    events = events_for(connection, _facts(connection, since))
    made = {row.id for row in send_out(events)}
    found = OutgoingDelivery.objects.filter(connection=connection, key__in=[event.key for event in events])
    again = found.exclude(id__in=made) if whole else found.exclude(id__in=made).exclude(state=Departure.SENT)
    rows = list(again)
    _put_contents_back(rows, events)
    replay_outgoing(connection, [row.id for row in rows], by=by)
    count = len(made) + len(rows)
    record(EventsReplayed(since=since, count=count, whole=whole), subject=connection.subject, by=by)
    return count


def _facts(connection: Connection, since: datetime) -> list[RecordedFact]:
    found = RecordedFact.objects.filter(kind__in=kinds_of(connection), at__gte=since)
    facts = list(found.order_by("at", "transaction", "id")[: MOST + 1])
    if len(facts) > MOST:
        raise Conflict(_("More than 10,000 events; choose a later time, and go on from there."))
    return facts


def _put_contents_back(rows: list[OutgoingDelivery], events: list[OutgoingIn]) -> None:
    """Of old events whose content is no longer kept: the timeline still has it."""
    contents = {event.key: dict(event.content) for event in events}
    empty = [row for row in rows if row.content == {}]
    for row in empty:
        row.content = contents[row.key]
    OutgoingDelivery.objects.bulk_update(empty, ["content"], batch_size=500)
