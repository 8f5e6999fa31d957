from django.db import transaction

from andon.cases.actions.withdraw_access import withdraw_access
from andon.cases.models import Case
from andon.cases.reads.homes import homes_of
from andon.incidents.facts import CaseUnlinked
from andon.incidents.models import Incident, IncidentCase
from andon.incidents.reads.why_it_matters import why_it_matters
from andon.kit import clock
from andon.paging.actions.renew_why import renew_why
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def unlink_case(incident: Incident, case: Case, *, by: Actor) -> None:
    """The case, with what was merged into it, has another cause. What was told and owed stays on record.

    Repeating it changes nothing.
    """
    homes = homes_of(case)
    links = IncidentCase.objects.filter(incident=incident, case__in=homes, unlinked_at=None)
    if links.update(unlinked_at=clock.now()):
        withdraw_access(homes, source=incident.subject, by=by)
        record(CaseUnlinked(case=case.id), subject=incident.subject, by=by, about=[case.subject, *case.live_about])
        renew_why(incident.subject, why_it_matters(incident), by=by)
