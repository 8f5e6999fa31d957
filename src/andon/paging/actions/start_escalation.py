from django.db import IntegrityError, transaction

from andon.catalog.models import Service
from andon.kit import clock
from andon.kit.subject import Subject
from andon.paging.due import take_step
from andon.paging.facts import EscalationStarted, NobodyOnCall
from andon.paging.models import Escalation, Policy
from andon.paging.reads.policy_of import policy_of
from andon.paging.rules.why import Why
from andon.timeline.actor import Actor
from andon.timeline.record import record
from andon.work.plan import plan


@transaction.atomic
def start_escalation(
    subject: Subject, *, service: Service | None, why: Why, by: Actor, policy: Policy | None = None
) -> Escalation | None:
    """Begin to summon people for a subject, by the service's policy unless one is named.

    A subject that has a standing run keeps it. Without a policy nobody can be paged: that is recorded, and None.
    """
    if standing := Escalation.objects.of(subject).standing().first():
        return standing
    policy = policy or (policy_of(service) if service else None)
    if policy is None:
        about = [service.subject] if service else []
        record(NobodyOnCall(policy=None, turn=None), subject=subject, by=by, about=about)
        return None
    return _start(subject, policy, service, why, by)


def _start(subject: Subject, policy: Policy, service: Service | None, why: Why, by: Actor) -> Escalation:
    now = clock.now()
    run = Escalation(
        policy=policy,
        service=service,
        subject_kind=subject.kind,
        subject_id=subject.id,
        why=why.stored(),
        started_at=now,
        next_at=now,
    )
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:
        # Somebody else started one for this subject in the same moment.
        return Escalation.objects.of(subject).standing().get()
    record(
        EscalationStarted(policy=policy.id),
        subject=run.itself,
        by=by,
        about=[subject, policy.team.subject, *([service.subject] if service else [])],
    )
    plan(take_step, {"escalation": str(run.id)}, key=f"escalation:{run.id}")
    return run
