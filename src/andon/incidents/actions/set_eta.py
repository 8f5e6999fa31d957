from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from andon.incidents.changing import about, locked
from andon.incidents.facts import EtaSet
from andon.incidents.models import Eta, Incident
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.moments import within_reach
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def set_eta(incident: Incident, *, expected_at: datetime, by: Actor, why: str = "") -> Eta:
    """When a fix is expected. What was said before stays beside it. Saying the same again changes nothing."""
    if expected_at.tzinfo is not None and expected_at <= clock.now():
        raise Invalid({"expected_at": _("That is in the past. Write a time from now on.")})
    within_reach(expected_at, "expected_at", clock.now())
    incident = locked(incident)
    before = incident.etas.first()
    if before is not None and before.expected_at == expected_at:
        return before
    eta = Eta.objects.create(
        incident=incident,
        expected_at=expected_at,
        why=clean(why, "why", 200),
        set_by_id=by.user_id,
        set_at=clock.now(),
    )
    fact = EtaSet(expected_at=expected_at, was=before.expected_at if before else None)
    record(fact, subject=incident.subject, by=by, about=about(incident))
    return eta
