"""What stands on the screens of lower rooms: how to make the app, and an incident's channel."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from andon.connections.models import Connection, ExternalLink
from andon.incidents.models import Incident
from andon.kit import clock
from andon.kit.subject import Subject
from andon.notifications.models import ContactMethod
from andon.people.access import Access

from .direct import NAME
from .homes import CHANNEL, SLUG, connected
from .rules.manifest import manifest

# The line notes that it stands every twenty seconds.
_STANDS = timedelta(minutes=2)
Shown = Mapping[Subject, Mapping[str, Any]]


def how_to_make_it(subjects: Sequence[Subject], access: Access) -> Shown:
    """On a connection's screen. One query."""
    ids = [subject.id for subject in subjects]
    found = Connection.objects.visible_to(access).filter(vendor=SLUG, id__in=ids)
    return {
        one.subject: {
            "connection": one,
            "manifest": manifest_of(one),
            "socket": is_socket(one),
            "stands": one.listening_at is not None and clock.now() - one.listening_at < _STANDS,
        }
        for one in found
    }


def manifest_of(connection: Connection) -> str:
    address = settings.BASE_URL + reverse("connections:incoming", args=[SLUG, connection.id])
    return manifest(address, socket=is_socket(connection))


def is_socket(connection: Connection) -> bool:
    return bool(connection.settings["transport"] == "socket")


def page_me_here(subjects: Sequence[Subject], access: Access) -> Shown:
    """Below how somebody is reached: the way by Slack, while she has none. Two queries."""
    hers = [subject for subject in subjects if subject.kind == "user" and subject.id == access.user_id]
    if not hers or not connected():
        return {}
    known = ContactMethod.objects.filter(user__in=[subject.id for subject in hers], channel=NAME)
    return {} if known.exists() else {subject: {} for subject in hers}


def channel_of_incident(subjects: Sequence[Subject], access: Access) -> Shown:
    """On an incident: its channel, or the button that makes one. Three queries."""
    workspaces = connected()
    if not workspaces:
        return {}
    works = Incident.objects.workable_by(access).in_bulk([subject.id for subject in subjects])
    links = ExternalLink.objects.filter(connection__in=workspaces, external_kind=CHANNEL, local_id__in=works)
    known = {(link.connection_id, link.local_id): link for link in links}
    several = len(workspaces) > 1
    return {
        subject: {
            "incident": works[subject.id],
            "rows": [(one, known.get((one.id, subject.id)), one.name if several else "Slack") for one in workspaces],
        }
        for subject in subjects
        if subject.id in works
    }
