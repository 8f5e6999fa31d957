from datetime import timedelta
from uuid import UUID

from django.db import transaction

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.channels.links import LINK
from andon.kit import clock
from andon.kit.text import excerpt
from andon.notifications.reads.ways_of import ways_of
from andon.paging.due import take_step
from andon.paging.facts import EscalationExhausted, NobodyOnCall, Paged
from andon.paging.models import Escalation, Page
from andon.paging.models.escalation import State
from andon.paging.page_link import PURPOSE
from andon.paging.reads.who_is_paged import is_gone_through, people_of, steps_of
from andon.paging.rules.phone_words import code_of, short_headline, short_text, spoken_text
from andon.paging.rules.why import Why, page_text
from andon.people.models import User
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record, record_all
from andon.work.lanes import PAGE
from andon.work.plan import plan

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
    Page.objects.bulk_create(
        [Page(escalation=run, user=user, turn=run.turn, at=clock.now()) for user in people], ignore_conflicts=True
    )
    deliver([message for user in people for message in _messages(run, user)])
    record_all(
        [Entry(Paged(user=user.id, turn=run.turn), run.itself, SYSTEM, [run.subject, user.subject]) for user in people]
    )


def _messages(run: Escalation, user: User) -> list[DeliveryIn]:
    return [_message(run, user, number, way) for number, way in enumerate(ways_of(user))]


def _message(run: Escalation, user: User, number: int, way: tuple[str, str]) -> DeliveryIn:
    channel, address = way
    headline, text = _words(channel, run, user)
    return DeliveryIn(
        key=f"page:{run.id}:{run.turn}:{user.id}:{number}",
        purpose="page",
        subject=run.itself,
        recipient=user.subject,
        recipient_name=user.name,
        sender_name="Andon",
        channel=channel,
        address=address,
        headline=headline,
        text=text,
        link_purpose=PURPOSE,
        link_path="/page/",
        lane=PAGE,
    )


def _words(channel: str, run: Escalation, user: User) -> tuple[str, str]:
    """Headline and text. A call carries no link: nobody can open it."""
    why = Why.load(run.why)
    match channel:
        case "sms":
            return short_headline(why), short_text(code_of(run.id), link_mark=LINK)
        case "voice":
            return "", spoken_text(why, name=user.name)
    return excerpt(why.headline, 120), page_text(why, link_mark=LINK, name=user.name)
