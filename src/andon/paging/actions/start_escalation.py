from django.db import IntegrityError, transaction

from andon.catalog.models import Service
from andon.customers.models import Account
from andon.kit import clock
from andon.kit.subject import Subject
from andon.paging.facts import EscalationStarted, NobodyOnCall
from andon.paging.models import Escalation, Policy
from andon.paging.reads.policy_of import policy_of
from andon.paging.rules import run_events
from andon.paging.rules.run_shapes import State
from andon.paging.rules.snapshot import stored
from andon.paging.rules.why import Why
from andon.paging.running import keep, newest
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def start_escalation(
    subject: Subject,
    *,
    service: Service | None,
    why: Why,
    by: Actor,
    policy: Policy | None = None,
    tier: str = "",
    account: Account | None = None,
    concierge_of: Account | None = None,
) -> Escalation | None:
    """Begin to summon people for a subject, by the service's policy unless one is named.

    A subject that has a standing run keeps it (and one a concierge). `account`: whose it is, where it is one's alone;
    steps that name the account's concierge ask for it. Without a policy nobody can be paged: that is
    recorded, and None.
    """
    standing = Escalation.objects.about(subject).standing().filter(concierge_of=concierge_of)
    if found := standing.first():
        return found
    policy = policy or (policy_of(service) if service else None)
    if policy is None:
        about = [service.subject] if service else []
        record(NobodyOnCall(policy=None, turn=None), subject=subject, by=by, about=about)
        return None
    now = clock.now()
    state = run_events.trigger(State(), now)
    run = Escalation(
        policy=policy,
        service=service,
        subject_kind=subject.kind,
        subject_id=subject.id,
        state=state.phase,
        next_at=state.next_at,
        place=stored(state),
        severity=why.severity[:12],
        tier=concierge_of.tier if concierge_of else tier,
        account=account,
        concierge_of=concierge_of,
        why=why.stored(),
        started_at=now,
    )
    run.plan = newest(run)
    return _start(run, state, by)


def _start(run: Escalation, state: State, by: Actor) -> Escalation:
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:
        # Somebody else started one for this subject in the same moment.
        return Escalation.objects.about(run.subject).standing().get(concierge_of=run.concierge_of)
    keep(run, state)
    about = [run.subject, run.policy.team.subject]
    about += [bound.subject for bound in (run.service, run.concierge_of) if bound]
    record(EscalationStarted(policy=run.policy_id), subject=run.itself, by=by, about=about)
    return run
