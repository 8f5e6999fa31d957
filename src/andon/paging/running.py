"""A run under its row's lock: where it stands, what the rules say, and carrying that out, in one transaction.

Whatever changes a run goes through here, so no two decide at once, and each has its wake-up before it commits.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.kit import clock
from andon.kit.text import excerpt
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record, record_all
from andon.work.lanes import PAGE
from andon.work.plan import cancel, plan

from .actions.summon import HIGH, summon
from .due import take_step
from .facts import (
    EscalationExhausted,
    NobodyAtAll,
    NobodyOnCall,
    Paged,
    PageTimedOut,
    PlaceTold,
    StepQueued,
    StepUnfit,
)
from .models import Binding, Escalation, Page, RoundRobin
from .reads.find_people import Circumstances, FindPeople
from .reads.snapshot_of import snapshot_of
from .rules.run import settle
from .rules.run_shapes import NOBODY, UNFIT, Decision, Expired, Fired, Plan, Queued, Skipped, State, Wanted, WentThrough
from .rules.snapshot import loaded, plan_of, stored
from .rules.why import Why, place_text

SYSTEM = Actor.system("paging")


def lock(id: UUID) -> Escalation:
    """The run, and nobody else changes it before the commit."""
    return Escalation.objects.select_for_update(of=("self",)).select_related("policy__team", "service").get(id=id)


def state_of(run: Escalation) -> State:
    return loaded(run.place, phase=run.state, next_at=run.next_at)


def keep(run: Escalation, state: State) -> None:
    """Store where it stands, with its wake-up: a run that waits has a piece of due work, one that does not has none."""
    run.state, run.next_at, run.place = state.phase, state.next_at, stored(state)
    run.save()
    key = f"escalation:{run.id}"
    if state.next_at is None:
        cancel(key)
    else:
        plan(take_step, {"escalation": str(run.id)}, key=key, run_at=state.next_at)


def find_people(
    run: Escalation, *, holds: bool = False, at: datetime | None = None, queues: dict[str, list[str]] | None = None
) -> FindPeople:
    """Whom its steps name now, or (to look ahead) at another instant, when these have had their turns."""
    about = Circumstances(severity=run.severity, tier=run.tier, account_id=run.account_id or run.concierge_of_id)
    taken = {} if queues is None else queues
    return FindPeople(run.policy, run.plan, at or clock.now(), about, holds=holds, queues=taken)


def advance(run: Escalation) -> None:
    """Do what is due now."""
    find = find_people(run, holds=True)
    outcome = settle(state_of(run), clock.now(), lambda state: _plan_for(run, state, find), find)
    carry_out(run, outcome.decisions, find)
    keep(run, outcome.state)


def _plan_for(run: Escalation, state: State, find: FindPeople) -> Plan:
    """A pass that begins takes the policy as it is now; one under way keeps what it began with."""
    pinned = run.plan.get("pinned") and state.lap == 0
    if state.begins_pass and not pinned:
        run.plan = newest(run)
        find.take_up(run.plan)
    return plan_of(run.plan)


def newest(run: Escalation) -> dict[str, object]:
    """Its policy as it is now."""
    bound = Binding.objects.filter(policy=run.policy_id)
    if run.concierge_of_id:
        bound = bound.filter(service=None).order_by("account")
    else:
        bound = bound.filter(service=run.service_id) if run.service_id else bound.none()
    return snapshot_of(run.policy, bound.first())


def carry_out(run: Escalation, decisions: Sequence[Decision], find: FindPeople) -> None:
    for decided in decisions:
        match decided:
            case Fired():
                _fire(run, decided, find)
            case Skipped(why=why) if why == NOBODY:
                _say(run, NobodyOnCall(policy=run.policy_id, turn=run.turn))
            case Skipped(why=why) if why == UNFIT:
                _say(run, StepUnfit(step=decided.step, failing=",".join(decided.words)))
            case Queued():
                _say(run, StepQueued(step=decided.step, until=decided.until))
            case Expired():
                run.acknowledged_by = run.acknowledged_at = None
                _say(run, PageTimedOut(was=decided.was))
            case WentThrough():
                _say(run, EscalationExhausted())


def _say(run: Escalation, fact: object) -> None:
    record(fact, subject=run.itself, by=SYSTEM, about=[run.subject, run.policy.team.subject])


def _fire(run: Escalation, fired: Fired, find: FindPeople) -> None:
    people = [one for one in fired.wanted if one.kind == "person"]
    if fired.step < 0:
        _say(run, NobodyAtAll(lap=fired.lap, fallback=len(people)))
    for place, queue in find.took(one.id for one in people).items():
        RoundRobin.objects.filter(policy=run.policy_id, place=place).update(queue=queue)
    step = run.plan["steps"][fired.step] if fired.step >= 0 else {}
    pages = _pages(run, fired, people, find)
    summon(run, pages, urgency=step.get("urgency", HIGH))
    record_all(
        [
            Entry(Paged(user=page.user_id, turn=run.turn), run.itself, SYSTEM, [run.subject, page.user.subject])
            for page in pages
        ]
    )
    _tell_places(run, [one for one in fired.wanted if one.kind == "place"])
    run.turn += 1


def _pages(run: Escalation, fired: Fired, people: Sequence[Wanted], find: FindPeople) -> list[Page]:
    """Once a person, step, pass and activation: what is there already is not made again."""
    same = {"activation": fired.activation, "lap": fired.lap, "step": fired.step}
    known = set(run.pages.filter(**same).values_list("user", flat=True))
    pages = [
        Page(escalation=run, user=user, turn=run.turn, at=clock.now(), why=one.why, **same)
        for one in people
        if (user := find.people[one.id]).id not in known
    ]
    return Page.objects.bulk_create(pages)


def _tell_places(run: Escalation, places: Sequence[Wanted]) -> None:
    """A place is told what a person is, with a link for staff alone: whoever reads there is not known."""
    why = Why.load(run.why)
    kept = {target["id"]: target for step in run.plan["steps"] for target in step["targets"]}
    told = [
        DeliveryIn(
            key=f"page:{run.id}:{run.turn}:{place.id}:place",
            purpose="page",
            subject=run.itself,
            recipient=run.policy.subject,
            recipient_name=place.why,
            sender_name="Andon",
            channel="apprise",
            address=kept[place.id]["address"],
            headline=excerpt(why.headline, 120),
            text=place_text(why, link=f"{settings.BASE_URL}/pages/{run.id}/"),
            lane=PAGE,
        )
        for place in places
    ]
    deliver(told)
    for place in places:
        _say(run, PlaceTold(place=place.id, turn=run.turn))
