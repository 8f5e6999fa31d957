"""Signed links in messages: made when the message is handed over, never stored."""

from datetime import timedelta

from django.conf import settings

from andon.people.links import make_link
from andon.timeline.actor import Actor

from .models import Delivery

LINK = "{{link}}"
_LASTS = timedelta(days=90)


def with_link(delivery: Delivery) -> Delivery:
    """The delivery with LINK replaced in its text (in memory); another try makes another link, both open."""
    if delivery.link_purpose and LINK in delivery.text:
        person = Actor.contact if delivery.recipient_kind == "contact" else Actor.person
        token = make_link(delivery.link_purpose, delivery.subject, person(delivery.recipient_id), _LASTS)
        delivery.text = delivery.text.replace(LINK, f"{settings.BASE_URL}{delivery.link_path}{token}/")
    return delivery
