"""Accounts that match the pattern of an incident become rows of it, which contracts and restore-first read."""

from collections.abc import Collection
from uuid import UUID

from andon.incidents.actions.infer_who_is_hit import infer_who_is_hit
from andon.incidents.models import Incident
from andon.kit.subject import Subject
from andon.timeline.actor import Actor

SYSTEM = Actor.system("impact")


def infer_of_incident(subject: Subject, accounts: Collection[UUID]) -> None:
    """One that is over keeps what was inferred."""
    incident = Incident.objects.standing().filter(id=subject.id).first()
    if incident is not None:
        infer_who_is_hit(incident, accounts, by=SYSTEM)
