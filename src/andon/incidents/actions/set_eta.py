from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.actions.owe import owe
from andon.cases.actions.reopen_obligations import reopen_obligations
from andon.cases.models.obligation import Kind
from andon.cases.obligation_in import ObligationIn
from andon.incidents.changing import about, locked
from andon.incidents.facts import EtaSet, EtaSlipped
from andon.incidents.models import Eta, Incident
from andon.incidents.models.eta import Confidence
from andon.incidents.reads.linked_cases import cases_to_tell
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.moments import within_reach
from andon.kit.subject import Subject
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def set_eta(
    incident: Incident,
    *,
    expected_at: datetime,
    by: Actor,
    latest_at: datetime | None = None,
    confidence: str = "",
    why: str = "",
) -> Eta:
    """When a fix is expected, or between when (`latest_at`). What was said before stays beside it.

    A later end than before is a slip: each linked case owes its customer the news, which the next update that reaches
    her settles. Saying the same again changes nothing.
    """
    _check(expected_at, latest_at, confidence)
    incident = locked(incident)
    before = incident.etas.first()
    said = (expected_at, latest_at, confidence)
    if before is not None and (before.expected_at, before.latest_at, before.confidence) == said:
        return before
    eta = Eta.objects.create(
        incident=incident,
        expected_at=expected_at,
        latest_at=latest_at,
        confidence=confidence,
        why=clean(why, "why", 200),
        set_by_id=by.user_id,
        set_at=clock.now(),
    )
    fact = EtaSet(
        expected_at=expected_at,
        was=before.expected_at if before else None,
        latest_at=latest_at,
        was_latest=before.latest_at if before else None,
        confidence=confidence,
    )
    record(fact, subject=incident.subject, by=by, about=about(incident))
    if before is not None and eta.end > before.end:
        _slipped(incident, eta, before, by)
    return eta


def _check(expected_at: datetime, latest_at: datetime | None, confidence: str) -> None:
    now = clock.now()
    if expected_at.tzinfo is not None and expected_at <= now:
        raise Invalid({"expected_at": _("That is in the past. Write a time from now on.")})
    within_reach(expected_at, "expected_at", now)
    within_reach(latest_at, "latest_at", now)
    if latest_at is not None and latest_at <= expected_at:
        raise Invalid({"latest_at": _("The end of a range comes after its begin.")})
    if confidence and confidence not in Confidence.values:
        raise Invalid({"confidence": _("How sure it is: sure, likely or guess.")})


def _slipped(incident: Incident, eta: Eta, before: Eta, by: Actor) -> None:
    cases = [case for case in cases_to_tell(incident) if case.status != "closed"]
    source = Subject("eta", incident.id)
    given = [
        ObligationIn(case=case, contact=case.contact, kind=Kind.TELL, source=source, label=incident.title)
        for case in cases
    ]
    reopen_obligations(owe(given, by=by), by=by)
    fact = EtaSlipped(eta=eta.id, expected_by=eta.end, was_by=before.end, owed=len(cases))
    record(fact, subject=incident.subject, by=by, about=about(incident))
