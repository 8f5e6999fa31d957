"""Getting people on an incident: the run that goes on already is adopted, else one is started."""

from collections.abc import Sequence

from andon.cases.models import Case
from andon.catalog.models import Service
from andon.customers.models import Account
from andon.paging.actions.adopt_escalation import adopt_escalation
from andon.paging.actions.page_concierge import page_concierge
from andon.paging.actions.start_escalation import start_escalation
from andon.paging.models import Escalation
from andon.paging.reads.concierge_of import with_concierge
from andon.timeline.actor import Actor

from .models import Incident
from .reads.why_it_matters import highest_tier, why_for_account, why_it_matters


def summon_for(incident: Incident, service: Service, *, by: Actor) -> Escalation | None:
    """In the transaction of the change. None when the service has no policy, which is recorded and shown."""
    why, tier = why_it_matters(incident), highest_tier(incident)
    running = Escalation.objects.standing().filter(service=service, subject_kind="alert").order_by("started_at").first()
    if running is not None:
        return adopt_escalation(running, subject=incident.subject, why=why, by=by, tier=tier)
    return start_escalation(incident.subject, service=service, why=why, by=by, tier=tier)


def page_concierges(incident: Incident, cases: Sequence[Case], *, by: Actor) -> None:
    """Call in who looks after the accounts of these cases, where somebody does; once an account and incident."""
    touched = Account.objects.filter(id__in={case.account_id for case in cases if case.account_id})
    for account in with_concierge(list(touched.order_by("name"))):
        page_concierge(account, subject=incident.subject, why=why_for_account(incident, account), by=by)
