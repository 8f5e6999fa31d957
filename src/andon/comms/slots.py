"""What this room shows on the screens of incidents: one call for all subjects, a few queries each."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from andon.conversations.models import Message
from andon.customers.models.contact import may_see_contact_data
from andon.incidents.models import Incident, IncidentCase
from andon.kit.subject import Subject
from andon.people.access import Access

from .audience import why_not
from .models import Recipient
from .reads.coverage import coverages, not_told
from .reads.told_words import Told, told_words

Shown = Mapping[Subject, Mapping[str, Any]]
MOST = 6


def told(subjects: Sequence[Subject], access: Access) -> Shown:
    """On an incident: the gauge, and by name who has not been told."""
    incidents = Incident.objects.in_bulk([subject.id for subject in subjects])
    counted = coverages([subject.id for subject in subjects])
    shown: dict[Subject, Mapping[str, Any]] = {}
    for subject in subjects:
        incident = incidents[subject.id]
        open_ones = not_told(incident) if may_see_contact_data(access) else []
        shown[subject] = {
            "incident": incident,
            "coverage": counted[subject.id],
            "open": [(each, told_words(each)) for each in open_ones[:MOST]],
            "more": len(open_ones[MOST:]),
            "may_tell": may_see_contact_data(access),
        }
    return shown


def told_on_board(subjects: Sequence[Subject], access: Access) -> Shown:
    counted = coverages([subject.id for subject in subjects])
    return {subject: {"coverage": counted[subject.id]} for subject in subjects}


def acts(subjects: Sequence[Subject], access: Access) -> Shown:
    if not may_see_contact_data(access):
        return {}
    incidents = Incident.objects.in_bulk([subject.id for subject in subjects])
    return {subject: {"incident": incidents[subject.id]} for subject in subjects}


def told_of_case(subjects: Sequence[Subject], access: Access) -> Shown:
    """Per linked case where its contact stands with the newest update of that incident; two queries."""
    links = IncidentCase.objects.select_related("case__contact").in_bulk([subject.id for subject in subjects])
    of = {link.incident_id for link in links.values()}
    newest: dict[Any, Recipient] = {}
    rows = Recipient.objects.filter(of__incident__in=of, of__state="sent").order_by("of__number")
    for row in rows.select_related("of"):
        newest[row.of.incident_id, row.contact_id] = row
    return {
        subject: {"told": _stands(link, newest.get((link.incident_id, link.case.contact_id)))}
        for subject in subjects
        if (link := links.get(subject.id))
    }


def _stands(link: IncidentCase, recipient: Recipient | None) -> Told:
    why = "" if recipient else why_not(link.case)
    return Told("none", _("cannot be told"), why) if why else told_words(recipient)


def acts_of_message(subjects: Sequence[Subject], access: Access) -> Shown:
    """On each message of the line: make it an update."""
    if not may_see_contact_data(access):
        return {}
    said = Message.objects.filter(id__in=[subject.id for subject in subjects]).select_related("thread")
    of = {message.id: message.thread.subject_id for message in said}
    incidents = Incident.objects.in_bulk(set(of.values()))
    return {
        subject: {"incident": incidents[of[subject.id]], "message": subject.id}
        for subject in subjects
        if of.get(subject.id) in incidents
    }
