"""What a member of staff may read of a case's thread; the port of conversations asks it for attachments."""

from uuid import UUID

from andon.conversations.rules.audience import AGENTS, CUSTOMER, ENGINEERING, NOTHING, classes_read_by
from andon.kit.subject import Subject
from andon.people.access import Access

from .models import CarriedMessage, Case


def classes_for(access: Access) -> frozenset[str]:
    """Of any case that she sees: a customer hers, agents theirs, responders all."""
    if access.actor.kind == "contact":
        return classes_read_by(CUSTOMER)
    if access.has("responder"):
        return classes_read_by(ENGINEERING)
    return classes_read_by(AGENTS)


def classes_of_carried(message: UUID, access: Access) -> frozenset[str]:
    """Of a message that a case which she sees was split off with."""
    shown = CarriedMessage.objects.filter(message=message).values("case_id")
    seen = Case.objects.visible_to(access).through(Case.objects.filter(id__in=shown))
    return classes_for(access) if seen.exists() else NOTHING


def classes_of_case(subject: Subject, access: Access) -> frozenset[str]:
    """Nothing of a case that she does not see."""
    seen = Case.objects.visible_to(access).named(str(subject.id)).exists()
    return classes_for(access) if seen else NOTHING
