"""What the rules decided about runs, carried out: people summoned, places told, facts recorded, in a few statements for
however many runs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.kit import clock
from andon.kit.insert_rows import insert_rows
from andon.kit.subject import Subject
from andon.kit.text import excerpt
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all
from andon.work.lanes import PAGE

from .actions.summon import HIGH, summon
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
from .models import Escalation, Page, RoundRobin
from .reads.find_people import FindPeople
from .rules.run_shapes import NOBODY, UNFIT, Decision, Expired, Fired, Queued, Skipped, Wanted, WentThrough
from .rules.why import Why, place_text

SYSTEM = Actor.system("paging")
Known = set[tuple[UUID, int, int, int, UUID]]


@dataclass(frozen=True, slots=True)
class Settled:
    """A run that is locked, what was decided about it, and who found the people."""

    run: Escalation
    decisions: Sequence[Decision]
    find: FindPeople


@dataclass(slots=True)
class _Carried:
    """What is written once all runs were looked at."""

    known: Known
    facts: list[Entry]
    pages: list[tuple[Page, str]]
    places: list[DeliveryIn]


def take_turns(settled: Settled) -> None:
    """Whoever was chosen at a place where people take turns stands last in its queue."""
    people = [one.id for fired in settled.decisions if isinstance(fired, Fired) for one in _people(fired)]
    for place, queue in settled.find.took(people).items() if people else ():
        RoundRobin.objects.filter(policy=settled.run.policy_id, place=place).update(queue=queue)


def carry_out(settled: Sequence[Settled]) -> None:
    """The caller has the runs locked and has taken the turns; `turn` of each counts on."""
    carried = _Carried(_known_pages(settled), [], [], [])
    for one in settled:
        for decided in one.decisions:
            _carry(carried, one, decided)
    insert_rows([page for page, _urgency in carried.pages])
    if carried.pages:
        summon(carried.pages)
    record_all(carried.facts)
    if carried.places:
        deliver(carried.places)


def _carry(carried: _Carried, one: Settled, decided: Decision) -> None:
    run = one.run
    match decided:
        case Fired():
            carried.facts += _fire(carried, one, decided)
        case Skipped(why=why) if why == NOBODY:
            carried.facts.append(_said(run, NobodyOnCall(policy=run.policy_id, turn=run.turn)))
        case Skipped(why=why) if why == UNFIT:
            carried.facts.append(_said(run, StepUnfit(step=decided.step, failing=",".join(decided.words))))
        case Queued():
            carried.facts.append(_said(run, StepQueued(step=decided.step, until=decided.until)))
        case Expired():
            run.acknowledged_by = run.acknowledged_at = None
            carried.facts.append(_said(run, PageTimedOut(was=decided.was)))
        case WentThrough():
            carried.facts.append(_said(run, EscalationExhausted()))


def _said(run: Escalation, fact: object, *about: Subject) -> Entry:
    return Entry(fact, run.itself, SYSTEM, [run.subject, *(about or [run.policy.team.subject])])


def _people(fired: Fired) -> list[Wanted]:
    return [one for one in fired.wanted if one.kind == "person"]


def _fire(carried: _Carried, one: Settled, fired: Fired) -> Iterator[Entry]:
    run, people = one.run, _people(fired)
    if fired.step < 0:
        yield _said(run, NobodyAtAll(lap=fired.lap, fallback=len(people)))
    step = run.plan["steps"][fired.step] if fired.step >= 0 else {}
    for page in _pages(carried.known, one, fired, people):
        carried.pages.append((page, step.get("urgency", HIGH)))
        yield _said(run, Paged(user=page.user_id, turn=run.turn), page.user.subject)
    places = [wanted for wanted in fired.wanted if wanted.kind == "place"]
    if places:
        carried.places += _told(run, places)
    for place in places:
        yield _said(run, PlaceTold(place=place.id, turn=run.turn))
    run.turn += 1


def _pages(known: Known, one: Settled, fired: Fired, people: Sequence[Wanted]) -> list[Page]:
    """Once a person, step, pass and activation: what is there already is not made again."""
    run = one.run
    found = []
    for wanted in people:
        user = one.find.people[wanted.id]
        place = (run.id, fired.activation, fired.lap, fired.step, user.id)
        if place not in known:
            known.add(place)
            same = {"activation": fired.activation, "lap": fired.lap, "step": fired.step}
            found.append(Page(escalation=run, user=user, turn=run.turn, at=clock.now(), why=wanted.why, **same))
    return found


def _known_pages(settled: Sequence[Settled]) -> Known:
    fired = [one.run for one in settled if any(isinstance(decided, Fired) for decided in one.decisions)]
    if not fired:
        return set()
    rows = Page.objects.filter(escalation__in=fired).order_by()
    return set(rows.values_list("escalation", "activation", "lap", "step", "user"))


def _told(run: Escalation, places: Sequence[Wanted]) -> list[DeliveryIn]:
    """A place is told what a person is, with a link for staff alone: whoever reads there is not known."""
    why = Why.load(run.why)
    kept = {target["id"]: target for step in run.plan["steps"] for target in step["targets"]}
    return [
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
