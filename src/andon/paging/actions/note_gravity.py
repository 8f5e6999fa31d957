from django.db import transaction

from andon.alerts.rules.severities import rank_of
from andon.kit import clock
from andon.paging.carrying_out import Settled, carry_out, take_turns
from andon.paging.facts import EscalationGraver
from andon.paging.models import Escalation
from andon.paging.rules import run_events
from andon.paging.rules.snapshot import plan_of
from andon.paging.rules.tiers import higher_tier
from andon.paging.running import find_people, keep, lock, state_of
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def note_gravity(escalation: Escalation, *, by: Actor, severity: str = "", tier: str = "") -> Escalation:
    """How bad it is, and for whom at most. When it became worse, steps whose conditions did not hold are asked again,
    and those that fit now summon at once. What is less or the same summons nobody; an answer stands."""
    run = lock(escalation.pk)
    before = (run.severity, run.tier)
    graver = bool(severity) and rank_of(severity) > (rank_of(run.severity) if run.severity else -1)
    run.severity = severity or run.severity
    run.tier = higher_tier(run.tier, tier)
    if (run.severity, run.tier) == before:
        return run
    if not graver and run.tier == before[1]:
        run.save(update_fields=["severity"])
        return run
    record(EscalationGraver(severity=run.severity, tier=run.tier), subject=run.itself, by=by, about=[run.subject])
    find = find_people(run, holds=True)
    outcome = run_events.worsen(state_of(run), clock.now(), plan_of(run.plan), find)
    take_turns(settled := Settled(run, outcome.decisions, find))
    carry_out([settled])
    keep(run, outcome.state)
    return run
