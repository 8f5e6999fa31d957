from django.db import transaction

from andon.cases.actions.owe import owe
from andon.cases.models.obligation import Kind
from andon.cases.obligation_in import ObligationIn
from andon.incidents.actions.pass_gates import pass_gates
from andon.incidents.actions.say_what_it_was import note_outcome
from andon.incidents.changing import about, locked
from andon.incidents.facts import IncidentResolved
from andon.incidents.models import Incident
from andon.incidents.promising import plan_promise
from andon.incidents.reads.derived_outcome import derived_outcome
from andon.incidents.reads.linked_cases import cases_to_tell
from andon.incidents.reads.why_it_matters import why_it_matters
from andon.incidents.rules.lifecycle import RESOLVED, check_move
from andon.kit import clock
from andon.paging.actions.end_escalation import end_escalation
from andon.paging.actions.renew_why import renew_why
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def resolve_incident(
    incident: Incident,
    *,
    by: Actor,
    override_reason: str = "",
    outcome: str = "",
    duplicate_of: Incident | None = None,
) -> Incident:
    """It is over: paging ends, and each linked case owes its customer the news and the question whether it works.

    What holds it back is overridden by a named person with a reason. `outcome`: what became of an agent's hunch, as
    far as it cannot be told by itself. Repeating it changes nothing.
    """
    incident = locked(incident)
    if incident.status == RESOLVED:
        return incident
    check_move(incident.status, RESOLVED)
    pass_gates(incident, reason=override_reason, by=by)
    told = outcome or derived_outcome(incident)
    now = clock.now()
    incident.status, incident.resolved_at = RESOLVED, now
    incident.mitigated_at = incident.mitigated_at or now
    incident.save(update_fields=["status", "resolved_at", "mitigated_at"])
    plan_promise(incident)
    record(IncidentResolved(), subject=incident.subject, by=by, about=about(incident))
    if told:
        note_outcome(incident, outcome=told, duplicate_of=duplicate_of, by=by, derived=not outcome)
    cases = [case for case in cases_to_tell(incident) if case.status != "closed"]
    owe(
        [
            ObligationIn(case=case, contact=case.contact, kind=kind, source=incident.subject, label=incident.title)
            for case in cases
            for kind in (Kind.TELL, Kind.VERIFY)
        ],
        by=by,
    )
    # What threatened while it ran threatens no more; the run is kept with what holds now.
    renew_why(incident.subject, why_it_matters(incident), by=by)
    end_escalation(incident.subject, by=by)
    return incident
