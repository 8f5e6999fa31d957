"""What this room offers to lower rooms."""

from andon.people.intakes import Intake, register_intake
from andon.people.topics import register_topic
from andon.ui.slots import fill_slot

from . import (
    meaning_of_alerts,  # noqa: F401  says what an alert says
    slots,
)
from .event_body import EventBody, read_body, take_events
from .models import Alert

register_intake(
    Intake(
        name="events",
        room="alerts",
        roles=("agent", "responder", "lead", "administrator"),
        schema=EventBody,
        read=read_body,
        take=take_events,
        brief=lambda received: {"dedup_key": received.dedup_key},
    )
)
register_topic("alert", lambda access, id: Alert.objects.visible_to(access).filter(id=id).exists())
fill_slot("service.section", slots.changes_of_service, "alerts/_changes_of_service.html")
