"""Signed links in messages: made when the message is handed over, never stored."""

import re
from datetime import timedelta

from django.conf import settings

from andon.kit.subject import Subject
from andon.people.links import make_link
from andon.timeline.actor import Actor

from .models import Delivery

LINK = "{{link}}"
_MARK = re.compile(r"\{\{link(?: (\w{1,40}:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))?\}\}")
# A customer comes back to her case; whoever works here can sign in.
_LASTS = {"contact": timedelta(days=90), "user": timedelta(days=7)}


def link_to(subject: Subject) -> str:
    """The mark of a link to another subject than the message's own, such as each case of a list."""
    return f"{{{{link {subject.key}}}}}"


def with_link(delivery: Delivery) -> Delivery:
    """The delivery with the marks in its text replaced (in memory); another try makes other links, all open."""
    if delivery.link_purpose:
        delivery.text = _MARK.sub(lambda mark: _link(delivery, mark[1]), delivery.text)
    return delivery


def _link(delivery: Delivery, key: str | None) -> str:
    person = Actor.contact if delivery.recipient_kind == "contact" else Actor.person
    subject = Subject.parse(key) if key else delivery.subject
    token = make_link(delivery.link_purpose, subject, person(delivery.recipient_id), _LASTS[delivery.recipient_kind])
    return f"{settings.BASE_URL}{delivery.link_path}{token}/"
