from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.actions.grant_access import grant_access
from andon.cases.models import Case
from andon.incidents.changing import locked
from andon.incidents.facts import CasesLinked
from andon.incidents.models import Incident, IncidentCase, IncidentService
from andon.incidents.paging import page_concierges
from andon.incidents.reads.linked_cases import THROUGH
from andon.incidents.reads.why_it_matters import highest_tier, why_it_matters
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.paging.actions.renew_why import renew_why
from andon.people.models import Team
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def link_cases(incident: Incident, cases: Sequence[Case], *, by: Actor) -> list[Case]:
    """Link cases to an incident; they keep their owners. Those linked already stay so. Returns the newly linked.

    The teams of the incident's services may read them from now on, and the next page says how many there are.
    """
    incident = locked(incident)
    if not incident.is_standing:
        raise Conflict(_("%(ref)s is resolved. Reopen it, or declare another.") % {"ref": incident.ref})
    links = IncidentCase.objects.filter(incident=incident, unlinked_at=None).annotate(through=THROUGH)
    known = set(links.values_list("through", flat=True))
    new = [case for case in dict.fromkeys(cases) if case.id not in known]
    if not new:
        return []
    now = clock.now()
    IncidentCase.objects.bulk_create(IncidentCase(incident=incident, case=case, linked_at=now) for case in new)
    owners = Team.objects.filter(id__in=IncidentService.objects.filter(incident=incident).values("service__owner_id"))
    why = _("linked to %(ref)s") % {"ref": incident.ref}
    grant_access(new, source=incident.subject, why=why, by=by, teams=list(owners))
    earliest = min(case.opened_at for case in new)
    if incident.first_report_at is None or earliest < incident.first_report_at:
        incident.first_report_at = earliest
        incident.save(update_fields=["first_report_at"])
    record(
        CasesLinked(cases=[case.id for case in new]),
        subject=incident.subject,
        by=by,
        about=[subject for case in new for subject in (case.subject, *case.live_about)],
    )
    renew_why(incident.subject, why_it_matters(incident), by=by, tier=highest_tier(incident))
    page_concierges(incident, new, by=by)
    return new
