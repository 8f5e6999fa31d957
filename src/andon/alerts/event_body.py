"""Events of a long stream: PagerDuty's format, line by line, each with its integration's key."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel, Field

from andon.kit.errors import Invalid, Refused
from andon.people.access import Access

from .actions.receive_events import Received, receive_events
from .rules.event import EventIn, read_event


class EventBody(BaseModel):
    """How it is described; `rules/event.py` reads it."""

    routing_key: str = Field(min_length=32, max_length=32, description="of the integration")
    event_action: str = Field(description="trigger, acknowledge or resolve")
    dedup_key: str = Field("", max_length=255, description="the alert's; needed to acknowledge and to resolve")
    payload: dict[str, Any] = Field({}, description="summary, source, severity and more, as Events API v2 has them")


def read_body(raw: object) -> EventIn:
    event = read_event(raw)
    if isinstance(event, list):
        # Each text begins with the name of its field.
        raise Invalid({fault.partition(" ")[0]: fault for fault in event})
    return event


def take_events(events: Sequence[EventIn], access: Access) -> list[Received | Refused]:
    """An event that names no key of ours is refused."""
    unknown = Invalid({"routing_key": _("This key is not known.")})
    return [received if received.dedup_key else unknown for received in receive_events(events)]
