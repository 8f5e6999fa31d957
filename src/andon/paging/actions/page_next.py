from datetime import timedelta
from uuid import UUID

from django.db import transaction

from andon.kit import clock
from andon.paging.due import take_step
from andon.paging.facts import EscalationExhausted, NobodyOnCall, Paged
from andon.paging.models import Escalation, Page
from andon.paging.models.escalation import State
from andon.paging.reads.who_is_paged import is_gone_through, people_of, steps_of
from andon.people.models import User
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record, record_all
from andon.work.plan import plan

from .summon import summon

SYSTEM = Actor.system("paging")


@transaction.atomic
def page_next(id: UUID) -> None:
    """Summon whom the run's next step names, and plan the step after it; a run that is not running is left alone.

    Where nobody is on call it says so and goes on to the following step at once.
    """
    run = Escalation.objects.select_for_update(of=("self",)).select_related("policy__team").get(id=id)
    steps = steps_of(run)
    while run.is_running:
        if is_gone_through(run, steps):
            _give_up(run)
            return
        step = steps[run.turn % len(steps)]
        people = people_of(step)
        _summon(run, people)
        run.turn += 1
        if people:
            run.next_at = clock.now() + timedelta(minutes=step.wait_minutes)
            run.save(update_fields=["turn", "next_at"])
            plan(take_step, {"escalation": str(run.id)}, key=f"escalation:{run.id}", run_at=run.next_at)
            return


def _give_up(run: Escalation) -> None:
    run.state, run.next_at = State.EXHAUSTED, None
    run.save(update_fields=["state", "next_at", "turn"])
    record(EscalationExhausted(), subject=run.itself, by=SYSTEM, about=[run.subject, run.policy.team.subject])


def _summon(run: Escalation, people: list[User]) -> None:
    if not people:
        record(
            NobodyOnCall(policy=run.policy_id, turn=run.turn),
            subject=run.itself,
            by=SYSTEM,
            about=[run.subject, run.policy.team.subject],
        )
        return
    pages = [Page(escalation=run, user=user, turn=run.turn, at=clock.now()) for user in people]
    Page.objects.bulk_create(pages, ignore_conflicts=True)
    summon(run, pages)
    record_all(
        [Entry(Paged(user=user.id, turn=run.turn), run.itself, SYSTEM, [run.subject, user.subject]) for user in people]
    )
