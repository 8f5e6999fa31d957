from django.db import transaction

from andon.cases.reads.name_of import name_of
from andon.conversations.actions.write_messages import write_messages
from andon.conversations.message_in import MessageIn
from andon.conversations.models import Message
from andon.incidents.changing import about
from andon.incidents.facts import PostedOnLine
from andon.incidents.models import Incident
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def post_on_line(incident: Incident, *, body: str, seen_by: str, by: Actor, channel: str = "console") -> Message:
    """Write on the line between agents and engineers; whoever is called by @name hears of it. Each call writes.

    `channel`: where it was written."""
    said = MessageIn(subject=incident.subject, seen_by=seen_by, body=body, author_name=name_of(by), channel=channel)
    (message,) = write_messages([said], by=by)
    record(PostedOnLine(message=message.id, seen_by=seen_by), subject=incident.subject, by=by, about=about(incident))
    return message
