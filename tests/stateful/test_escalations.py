"""Whatever happens in whatever order, the promises of paging hold: the real engine on a real PostgreSQL.

Up to three workers claim due work, are slow, or die with it; the provider takes messages, refuses them or does not
answer; the clock jumps; people come and go; policies and schedules change in the middle of a run.
"""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from conftest import MoveClock
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from andon.catalog.models import Service
from andon.channels.models import Delivery
from andon.channels.registry import Accepted, TryLater, WillNot, find_channel, register_channel
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.actions.bind_policy import bind_policy
from andon.paging.actions.decline_page import decline_page
from andon.paging.actions.escalate_now import escalate_now
from andon.paging.actions.put_policy import NextShift, StepIn, TakeTurns, put_policy
from andon.paging.actions.reassign_escalation import reassign_escalation
from andon.paging.actions.resolve_escalation import resolve_escalation
from andon.paging.actions.snooze_escalation import snooze_escalation
from andon.paging.actions.unacknowledge import unacknowledge
from andon.paging.models import Escalation, Page
from andon.paging.rules.conditions import Conditions
from andon.people.models import Team, User
from andon.schedules.actions.override_shift import override_shift
from andon.schedules.actions.put_schedule import put_schedule
from andon.schedules.models import Schedule
from andon.schedules.reads.people_on_call import people_on_call
from andon.timeline.models import RecordedFact
from andon.work.engine.attempt import attempt_lot
from andon.work.engine.claim import Claimed, claim
from andon.work.engine.inline import run_due_work
from andon.work.engine.lots import claim_lots, in_lots
from andon.work.lanes import LANES
from andon.work.models import DueWork
from tests.cast import NOBODY, person

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 28, 9, tzinfo=UTC)
ACTS: dict[str, Callable[[Escalation, User], object]] = {
    "ack": lambda run, user: acknowledge(run, by=user.actor),
    "unack": lambda run, user: unacknowledge(run, by=user.actor),
    "snooze": lambda run, user: snooze_escalation(run, until=clock.now() + timedelta(minutes=17), by=user.actor),
    "hurry": lambda run, user: escalate_now(run, by=user.actor),
    "not me": lambda run, user: decline_page(run, user, by=user.actor),
    "resolve": lambda run, user: resolve_escalation(run, by=user.actor),
}


class Provider:
    """Where messages go; it says what state the run was in when one was sent."""

    def __init__(self) -> None:
        self.mode = "takes"
        self.wrong: list[str] = []
        self.sent: list[str] = []

    def hand_over(self, delivery: Delivery) -> Accepted:
        if delivery.purpose != "page":
            return Accepted()
        run = Escalation.objects.get(id=delivery.subject_id)
        if run.state not in ("running", "exhausted"):
            self.wrong.append(f"sent while {run.state}")
        if self.mode == "refuses":
            raise WillNot("no such phone")
        if self.mode == "away":
            raise TryLater("no answer")
        self.sent.append(delivery.key)
        return Accepted()


class World:
    """What all examples begin with."""

    def __init__(self, team: Team, service: Service, monitor: Callable[..., Any], people: list[User]) -> None:
        self.team, self.service, self.monitor, self.people = team, service, monitor, people
        start = datetime(2026, 1, 5, 9, tzinfo=UTC)
        self.duty = put_schedule(
            slug="duty", name="Duty", team=team, members=people[:3], starts_at=start, turn_days=1, by=NOBODY
        )
        self.change_policy(0)

    def change_policy(self, kind: int) -> None:
        ann, bob, cy, *_more = self.people
        steps = [
            StepIn(targets=[self.duty], wait_minutes=5),
            StepIn(targets=[TakeTurns(self.people)], wait_minutes=3 + kind, needed=2),
            StepIn(targets=[bob], wait_minutes=2, conditions=Conditions(severity="critical")),
            StepIn(targets=[NextShift(self.duty), cy], wait_minutes=15, when_nobody="fallback"),
            StepIn(targets=[ann], wait_minutes=4, conditions=Conditions(start="07:00", end="19:00")),
            StepIn(targets=[self.duty], wait_minutes=6, when_nobody="queue"),
        ]
        chosen = steps[kind % 2 : 6 - kind]
        policy = put_policy(
            slug="p", name="P", team=self.team, steps=chosen, repeat=kind % 3, fallback=self.people[-1], by=NOBODY
        )
        bind_policy(self.service, policy=policy, by=NOBODY, ack_timeout_minutes=30 if kind % 2 else None)


class Pages(RuleBasedStateMachine):
    world: World
    provider: Provider
    move: MoveClock

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.move.to(START)
        for user in self.world.people:
            # What the last example did to them was rolled back.
            user.refresh_from_db()
        self.provider.mode, self.provider.sent, self.provider.wrong = "takes", [], []
        self.held: dict[int, list[Claimed]] = {0: [], 1: [], 2: []}
        self.over: dict[Any, tuple[Any, ...]] = {}
        self.asked: dict[Any, datetime] = {}
        """When somebody first asked for something, by the clock of that time: no earlier is anything due."""
        self.pages = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    # What happens outside

    @rule(severity=st.sampled_from(["error", "critical"]), key=st.sampled_from(["slow", "errors"]))
    def trouble(self, severity: str, key: str) -> None:
        self.world.monitor("trigger", key, severity=severity)

    @rule(key=st.sampled_from(["slow", "errors"]))
    def trouble_is_over(self, key: str) -> None:
        self.world.monitor("resolve", key)

    @rule(act=st.sampled_from(sorted(ACTS)), who=st.integers(0, 4), twice=st.booleans())
    def somebody_acts(self, act: str, who: int, twice: bool) -> None:
        run = self._newest()
        if run is None:
            return
        self._note_asked(run)
        for _time in range(1 + twice):
            try:
                ACTS[act](run, self.world.people[who])
            except Conflict:
                assert Escalation.objects.get(id=run.id).state == "ended"
        if act == "ack" and run.state == "acknowledged":
            assert Escalation.objects.get(id=run.id).acknowledged_by_id == run.acknowledged_by_id

    @rule(who=st.integers(0, 4))
    def it_is_passed_on(self, who: int) -> None:
        run = self._newest()
        if run is not None and run.state != "ended" and self.world.people[who].is_active:
            self._note_asked(run)
            reassign_escalation(run, to=self.world.people[who], by=NOBODY)

    def _note_asked(self, run: Escalation) -> None:
        self.asked[run.id] = min(clock.now(), self.asked.get(run.id, clock.now()))

    @rule(kind=st.integers(0, 4))
    def the_policy_changes(self, kind: int) -> None:
        self.world.change_policy(kind)

    @rule(members=st.lists(st.integers(0, 4), max_size=3, unique=True), later=st.sampled_from([0, 0, 400]))
    def the_schedule_changes(self, members: list[int], later: int) -> None:
        chosen = [self.world.people[one] for one in members] or [self.world.people[0]]
        put_schedule(
            slug="duty", name="Duty", team=self.world.team, members=chosen, turn_days=1, by=NOBODY,
            starts_at=datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(days=later),
        )  # fmt: skip

    @rule(who=st.integers(0, 4), hours=st.integers(1, 30))
    def somebody_takes_a_shift(self, who: int, hours: int) -> None:
        if self.world.people[who].is_active:
            now = clock.now()
            until = now + timedelta(hours=hours)
            override_shift(self.world.duty, user=self.world.people[who], starts_at=now, ends_at=until, by=NOBODY)

    @rule(who=st.integers(0, 3))
    def somebody_leaves_or_comes_back(self, who: int) -> None:
        user = self.world.people[who]
        user.is_active = not user.is_active
        user.save(update_fields=["is_active"])

    @rule(mode=st.sampled_from(["takes", "takes", "refuses", "away"]))
    def the_provider(self, mode: str) -> None:
        self.provider.mode = mode

    @rule(seconds=st.one_of(st.integers(1, 1200), st.integers(1, 40 * 86400)))
    def time_passes(self, seconds: int) -> None:
        self.move.to(clock.now() + timedelta(seconds=seconds))

    @rule(seconds=st.integers(1, 7200))
    def the_clock_jumps_back(self, seconds: int) -> None:
        self.move.to(clock.now() - timedelta(seconds=seconds))

    # Workers

    @rule(worker=st.integers(0, 2), most=st.integers(1, 5))
    def a_worker_claims(self, worker: int, most: int) -> None:
        self.held[worker] += claim(LANES, limit=most)

    @precondition(lambda self: any(self.held.values()))
    @rule(worker=st.integers(0, 2))
    def a_worker_works(self, worker: int) -> None:
        if self.held[worker]:
            self._try([self.held[worker].pop(0)])

    @precondition(lambda self: any(self.held.values()))
    @rule(worker=st.integers(0, 2))
    def a_worker_works_on_lots(self, worker: int) -> None:
        lots, self.held[worker] = in_lots(self.held[worker]), []
        for lot in lots:
            self._try(lot)

    @rule(worker=st.integers(0, 2), comes_back=st.booleans())
    def a_worker_loses_its_lease(self, worker: int, comes_back: bool) -> None:
        """It died (what it held is gone), or it was only slow and still believes that it holds it."""
        past = clock.wall() - timedelta(seconds=1)
        DueWork.objects.filter(id__in=[work.id for work in self.held[worker]]).update(leased_until=past)
        if not comes_back:
            self.held[worker].clear()

    @rule()
    def all_is_worked_off(self) -> None:
        DueWork.objects.filter(lease__isnull=False).update(leased_until=clock.wall() - timedelta(seconds=1))
        while lots := claim_lots(LANES, limit=50):
            for lot in lots:
                self._try(lot)
        now = clock.now()
        assert not Escalation.objects.standing().filter(next_at__lte=now).exists(), "a step that was due was not taken"

    def _try(self, lot: list[Claimed]) -> None:
        turns = dict(Escalation.objects.values_list("id", "turn"))
        attempt_lot(lot)
        for id, turn in Escalation.objects.values_list("id", "turn"):
            assert turn - turns.get(id, 0) <= 2, "three steps in one second"
        self._check_new_pages()

    def _check_new_pages(self) -> None:
        pages = list(Page.objects.select_related("user").order_by("id")[self.pages :])
        self.pages += len(pages)
        for page in pages:
            assert page.user.is_active, "somebody who left was summoned"
            if page.why == "on call for Duty":
                now = people_on_call(Schedule.objects.filter(slug="duty"), page.at)
                assert any(page.user in people for people in now.values()), "not who is on call"

    # Promises

    @invariant()
    def nothing_is_sent_that_is_not_wanted(self) -> None:
        assert self.provider.wrong == []
        assert len(self.provider.sent) == len(set(self.provider.sent)), "the same message twice"

    @invariant()
    def everybody_is_paged_once_a_step(self) -> None:
        keys = list(Page.objects.values_list("escalation", "activation", "lap", "step", "user"))
        assert len(keys) == len(set(keys))

    @invariant()
    def nothing_is_forgotten(self) -> None:
        keys = set(DueWork.objects.filter(parked_at=None, key__startswith="escalation:").values_list("key", flat=True))
        for run in Escalation.objects.standing():
            key = f"escalation:{run.id}"
            if run.state in ("running", "snoozed"):
                assert run.next_at is not None
            assert (run.next_at is not None) == (key in keys), run.state
            last = run.place.get("last_at")
            if run.next_at and last:
                last_at = datetime.fromisoformat(last)
                assert run.next_at >= min(last_at, self.asked.get(run.id, last_at)), "due before the last page"
            assert run.place["lap"] <= 2
            if run.state == "exhausted":
                assert RecordedFact.objects.filter(kind="paging.EscalationExhausted", subject_id=run.id).exists()

    @invariant()
    def what_is_over_stays_over(self) -> None:
        for run in Escalation.objects.filter(state="ended"):
            now = (run.ended_at, run.turn, run.acknowledged_by_id, run.next_at)
            assert self.over.setdefault(run.id, now) == now
        assert Escalation.objects.standing().count() <= 1

    @invariant()
    def an_alarm_for_nobody_is_raised_once_a_pass(self) -> None:
        facts = RecordedFact.objects.filter(kind="paging.NobodyAtAll")
        alarms = sum(fact.body.fallback > 0 for fact in facts)
        passes = Page.objects.filter(step=-1).values_list("escalation", "activation", "lap").distinct()
        assert alarms == len(set(passes))

    def _newest(self) -> Escalation | None:
        return Escalation.objects.order_by("-started_at", "-id").first()


@pytest.fixture
def machine(
    checkout: Service, checkout_team: Team, monitor: Callable[..., Any], move_clock: MoveClock
) -> Iterator[type[Pages]]:
    move_clock.to(START)
    names = ("Ann One", "Bob Two", "Cy Three", "Dee Four", "Eve Last")
    people = [person(name, ("responder", checkout_team)) for name in names]
    provider, mail = Provider(), find_channel("email")
    register_channel("email", provider)
    run_due_work()
    Pages.provider, Pages.move = provider, move_clock
    Pages.world = World(checkout_team, checkout, monitor, people)
    run_due_work()
    yield Pages
    register_channel("email", mail)


def steps(examples: int, each: int, **more: Any) -> settings:
    return settings(
        max_examples=examples, stateful_step_count=each, deadline=None, print_blob=True,
        suppress_health_check=list(HealthCheck), **more,
    )  # fmt: skip


def test_a_few_hundred_steps(machine: type[Pages]) -> None:
    run_state_machine_as_test(machine, settings=steps(8, 30, derandomize=True, database=None))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_ten_thousand_steps(machine: type[Pages]) -> None:
    """The same steps each time, so that a change is judged and not the dice; ANDON_DICE=1 throws new ones."""
    thrown = os.environ.get("ANDON_DICE") == "1"
    run_state_machine_as_test(machine, settings=steps(200, 50, derandomize=not thrown, database=None))
