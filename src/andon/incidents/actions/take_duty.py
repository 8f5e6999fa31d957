from django.db import transaction
from django.utils.translation import gettext as _

from andon.incidents.changing import locked
from andon.incidents.facts import DutyTaken
from andon.incidents.models import Duty, Incident
from andon.incidents.models.duty import Kind
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.people.models import User
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def take_duty(incident: Incident, *, user: User, kind: str, by: Actor) -> Duty:
    """Who leads, who tells, who responds. One leads and one tells: the one before gives it up.

    Repeating it changes nothing.
    """
    if kind not in Kind.values:
        raise Invalid({"kind": _("A duty is commander, liaison or responder.")})
    incident = locked(incident)
    if held := Duty.objects.filter(incident=incident, user=user, kind=kind).first():
        return held
    if kind in (Kind.COMMANDER, Kind.LIAISON):
        Duty.objects.filter(incident=incident, kind=kind).delete()
    duty = Duty.objects.create(incident=incident, user=user, kind=kind, taken_at=clock.now())
    record(DutyTaken(user=user.id, kind=kind), subject=incident.subject, by=by, about=[user.subject])
    return duty
