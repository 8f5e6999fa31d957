"""Who is woken when: pages that were acknowledged and forgotten, turns, conditions, concierges, and nobody on call."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from conftest import MoveClock

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.catalog.models import Service
from andon.channels.models import Delivery
from andon.customers.models import Account, Contact
from andon.customers.models.account import Tier
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.resolve_incident import resolve_incident
from andon.incidents.models import Incident
from andon.kit import clock
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.actions.bind_policy import bind_policy
from andon.paging.actions.decline_page import decline_page
from andon.paging.actions.escalate_now import escalate_now
from andon.paging.actions.put_policy import NextShift, Place, StepIn, TakeTurns, put_policy
from andon.paging.actions.reassign_escalation import reassign_escalation
from andon.paging.actions.snooze_escalation import snooze_escalation
from andon.paging.actions.unacknowledge import unacknowledge
from andon.paging.models import Escalation, Page, Policy
from andon.paging.reads.places_told import places_told
from andon.paging.rules.conditions import Conditions
from andon.people.actions.switch_off_user import switch_off_user
from andon.people.models import Team, User
from andon.schedules.actions.override_shift import override_shift
from andon.schedules.actions.put_schedule import put_schedule
from andon.schedules.models import Schedule
from andon.timeline.models import RecordedFact
from tests.cast import NOBODY, person
from tests.peers.mail_relay import MailRelay
from tests.peers.receiver import Receiver

pytestmark = pytest.mark.django_db
Monitor = Callable[..., list[Any]]
Work = Callable[[], int]
OMAR, INES = "omar@fernhill.example", "ines@fernhill.example"


def run() -> Escalation:
    return Escalation.objects.get()


def paged() -> list[tuple[str, int, int]]:
    """Who, in which step of which pass."""
    return [(page.user.name.split()[0], page.step, page.lap) for page in Page.objects.select_related("user")]


def said(fact: str) -> int:
    return RecordedFact.objects.filter(kind=f"paging.{fact}").count()


def policy_of(team: Team, *steps: StepIn, slug: str = "p", **more: Any) -> Policy:
    return put_policy(slug=slug, name=slug, team=team, steps=steps, by=NOBODY, **more)


@pytest.fixture
def ines(on_call: Policy) -> User:
    return User.objects.get(email=INES)


def test_acknowledged_and_forgotten(
    on_call: Policy,
    checkout: Service,
    monitor: Monitor,
    relay: MailRelay,
    move_clock: MoveClock,
    omar: User,
    run_due_work: Work,
) -> None:
    bind_policy(checkout, policy=on_call, by=NOBODY, ack_timeout_minutes=30)
    monitor("trigger", "slow")
    run_due_work()
    acknowledge(run(), by=omar.actor)
    move_clock.forward(minutes=29)
    assert len(relay.to(OMAR)) == 1
    move_clock.forward(minutes=1)
    assert len(relay.to(OMAR)) == 2
    assert run().acknowledged_by is None
    move_clock.forward(minutes=5)
    assert len(relay.to(INES)) == 1
    monitor("resolve", "slow")
    move_clock.forward(days=1)
    assert (run().state, len(relay.mails)) == ("ended", 3)


def test_the_hand_over_falls_into_the_escalation(
    checkout: Service,
    checkout_team: Team,
    monitor: Monitor,
    relay: MailRelay,
    move_clock: MoveClock,
    omar: User,
    run_due_work: Work,
) -> None:
    """Who is on call is asked when the step fires, not when the trouble began."""
    ines = person("Ines Pacheco", ("responder", checkout_team))
    start = datetime(2026, 1, 6, 9, 3, tzinfo=UTC)
    members = [omar, ines]
    duty = put_schedule(slug="d", name="D", team=checkout_team, members=members, starts_at=start, by=NOBODY)
    bind_policy(checkout, policy=policy_of(checkout_team, StepIn(targets=[duty]), repeat=1), by=NOBODY)
    monitor("trigger", "slow")
    run_due_work()
    assert paged() == [("Omar", 0, 0)]
    move_clock.forward(minutes=5)
    assert paged() == [("Omar", 0, 0), ("Ines", 0, 1)]


def test_nobody_on_call_is_never_silence(
    checkout: Service,
    checkout_team: Team,
    care: Team,
    monitor: Monitor,
    relay: MailRelay,
    move_clock: MoveClock,
    omar: User,
    mei: User,
    run_due_work: Work,
) -> None:
    later = clock.now() + timedelta(days=300)
    empty = put_schedule(slug="gap", name="Gap", team=checkout_team, members=[omar], starts_at=later, by=NOBODY)
    policy = policy_of(
        checkout_team,
        StepIn(targets=[empty], wait_minutes=5),
        StepIn(targets=[empty], wait_minutes=20),
        repeat=1,
        fallback=mei,
    )
    bind_policy(checkout, policy=policy, by=NOBODY)
    monitor("trigger", "slow")
    run_due_work()
    assert paged() == [("Mei", -1, 0)]
    assert (said("NobodyOnCall"), said("NobodyAtAll")) == (2, 1)
    move_clock.forward(minutes=20)
    assert paged() == [("Mei", -1, 0), ("Mei", -1, 1)]
    move_clock.forward(minutes=20)
    assert (run().state, said("NobodyAtAll"), len(relay.to(mei.email))) == ("exhausted", 2, 2)


def test_without_a_named_fallback_the_leads_of_the_team_are_paged_and_else_administrators(
    checkout: Service,
    care: Team,
    checkout_team: Team,
    monitor: Monitor,
    move_clock: MoveClock,
    relay: MailRelay,
    omar: User,
    mei: User,
    ada: User,
    run_due_work: Work,
) -> None:
    later = clock.now() + timedelta(days=300)
    gap = put_schedule(slug="gap", name="Gap", team=care, members=[omar], starts_at=later, by=NOBODY)
    bind_policy(checkout, policy=policy_of(care, StepIn(targets=[gap]), repeat=0), by=NOBODY)
    monitor("trigger", "slow")
    run_due_work()
    assert paged() == [("Mei", -1, 0)]
    switch_off_user(mei, by=NOBODY)
    escalate_now(run(), by=ada.actor)
    run_due_work()
    assert paged()[-1] == ("Ada", -1, 0)


def test_a_step_waits_for_the_next_shift(
    checkout: Service,
    checkout_team: Team,
    monitor: Monitor,
    move_clock: MoveClock,
    relay: MailRelay,
    omar: User,
    run_due_work: Work,
) -> None:
    morning = clock.now() + timedelta(hours=8)
    duty = put_schedule(slug="gap", name="Gap", team=checkout_team, members=[omar], starts_at=morning, by=NOBODY)
    bind_policy(checkout, policy=policy_of(checkout_team, StepIn(targets=[duty], when_nobody="queue")), by=NOBODY)
    monitor("trigger", "slow")
    run_due_work()
    assert (paged(), said("StepQueued"), run().next_at) == ([], 1, morning)
    move_clock.forward(hours=8)
    assert paged() == [("Omar", 0, 0)]


def test_several_must_acknowledge(
    on_call: Policy,
    ines: User,
    checkout: Service,
    checkout_team: Team,
    monitor: Monitor,
    relay: MailRelay,
    move_clock: MoveClock,
    omar: User,
    bob: User,
    run_due_work: Work,
) -> None:
    two = policy_of(checkout_team, StepIn(targets=[omar, ines], needed=2), StepIn(targets=[bob]))
    bind_policy(checkout, policy=two, by=NOBODY)
    monitor("trigger", "slow")
    run_due_work()
    acknowledge(run(), by=omar.actor)
    assert (run().state, said("PartlyAcknowledged"), said("Acknowledged")) == ("running", 1, 0)
    move_clock.forward(minutes=5)
    assert paged()[-1] == ("Bob", 1, 0)
    acknowledge(run(), by=ines.actor)
    assert (run().state, run().acknowledged_by, said("Acknowledged")) == ("acknowledged", omar, 1)


def test_turns_are_fair_and_whoever_is_away_keeps_hers(
    on_call: Policy,
    ines: User,
    checkout: Service,
    checkout_team: Team,
    monitor: Monitor,
    relay: MailRelay,
    move_clock: MoveClock,
    omar: User,
    bob: User,
    run_due_work: Work,
) -> None:
    turns = policy_of(checkout_team, StepIn(targets=[TakeTurns([omar, ines, bob])]), repeat=0)
    bind_policy(checkout, policy=turns, by=NOBODY)

    def next_one() -> str:
        monitor("trigger", "slow")
        run_due_work()
        monitor("resolve", "slow")
        run_due_work()
        return paged()[-1][0]

    assert [next_one() for _ in range(4)] == ["Omar", "Ines", "Bob", "Omar"]
    User.objects.filter(id=ines.id).update(away_until=clock.now() + timedelta(hours=1))
    assert [next_one() for _ in range(2)] == ["Bob", "Omar"]
    move_clock.forward(hours=2)
    assert [next_one() for _ in range(3)] == ["Ines", "Bob", "Omar"]


def test_not_me_goes_on_in_the_step_and_then_to_the_next(
    on_call: Policy,
    ines: User,
    checkout: Service,
    checkout_team: Team,
    monitor: Monitor,
    relay: MailRelay,
    move_clock: MoveClock,
    omar: User,
    bob: User,
    run_due_work: Work,
) -> None:
    policy = policy_of(checkout_team, StepIn(targets=[TakeTurns([omar, ines])]), StepIn(targets=[bob]))
    bind_policy(checkout, policy=policy, by=NOBODY)
    monitor("trigger", "slow")
    run_due_work()
    for user in (omar, omar, ines):
        decline_page(run(), user, by=user.actor)
        run_due_work()
    assert paged() == [("Omar", 0, 0), ("Ines", 0, 0), ("Bob", 1, 0)]
    assert said("PageDeclined") == 2


def test_conditions_by_the_hour_of_whoever_is_paged_and_by_how_bad_it_is(
    on_call: Policy,
    ines: User,
    checkout: Service,
    checkout_team: Team,
    monitor: Monitor,
    relay: MailRelay,
    move_clock: MoveClock,
    omar: User,
    bob: User,
    run_due_work: Work,
) -> None:
    User.objects.filter(id=omar.id).update(time_zone="Asia/Tokyo")
    day = Conditions(start="08:00", end="20:00")
    policy = policy_of(
        checkout_team,
        StepIn(targets=[omar, ines], conditions=day),
        StepIn(targets=[bob], conditions=Conditions(severity="critical")),
        repeat=0,
    )
    bind_policy(checkout, policy=policy, by=NOBODY)
    move_clock.to(datetime(2026, 11, 17, 12, tzinfo=UTC))
    monitor("trigger", "slow", severity="error")
    run_due_work()
    assert paged() == [("Ines", 0, 0)]
    monitor("trigger", "slow", severity="critical")
    run_due_work()
    assert paged() == [("Ines", 0, 0)]
    move_clock.forward(minutes=5)
    assert paged() == [("Ines", 0, 0), ("Bob", 1, 0)]


def test_what_becomes_worse_summons_those_it_was_not_for(
    on_call: Policy,
    ines: User,
    checkout: Service,
    checkout_team: Team,
    monitor: Monitor,
    relay: MailRelay,
    omar: User,
    bob: User,
    run_due_work: Work,
    move_clock: MoveClock,
) -> None:
    policy = policy_of(
        checkout_team, StepIn(targets=[bob], conditions=Conditions(severity="critical")), StepIn(targets=[omar])
    )
    bind_policy(checkout, policy=policy, by=NOBODY)
    monitor("trigger", "slow", severity="error")
    run_due_work()
    assert paged() == [("Omar", 1, 0)]
    for _again in range(2):
        monitor("trigger", "slow", severity="critical")
        run_due_work()
    assert paged() == [("Omar", 1, 0), ("Bob", 0, 0)]


def test_the_concierge_of_an_important_customer_is_woken_at_night(
    on_call: Policy,
    checkout: Service,
    care: Team,
    acme: Account,
    dana: Contact,
    relay: MailRelay,
    mei: User,
    alice: User,
    run_due_work: Work,
    move_clock: MoveClock,
) -> None:
    move_clock.to(datetime(2026, 11, 21, 3, 10, tzinfo=UTC))
    bind_policy(Tier.STRATEGIC, policy=policy_of(care, StepIn(targets=[mei]), slug="vip"), by=NOBODY)
    case = open_case(CaseIn(title="Nobody can pay", contact=dana, team=care, verified=True, receipt=False), by=NOBODY)
    incident = declare_incident(title="Checkout hangs", services=[checkout], cases=[case], by=alice.actor)
    run_due_work()
    (mail,) = relay.to(mei.email)
    assert "Acme Outdoor: Checkout hangs" in mail["Subject"]
    assert "1 case from 1 account, 1 of them strategic. EUR 640k a year." in mail.get_content()
    assert len(relay.to(OMAR)) == 1
    concierge = Escalation.objects.get(concierge_of=acme)
    acknowledge(concierge, by=mei.actor)
    run_due_work()
    # Her answer is not the engineers': theirs is still awaited.
    assert Incident.objects.get().acknowledged_at is None
    assert Escalation.objects.of(incident.subject).get().state == "running"
    resolve_incident(incident, by=alice.actor)
    assert not Escalation.objects.standing().exists()


def test_a_policy_that_is_edited_counts_from_the_next_pass_on(
    on_call: Policy,
    ines: User,
    monitor: Monitor,
    relay: MailRelay,
    move_clock: MoveClock,
    omar: User,
    bob: User,
    checkout_team: Team,
    run_due_work: Work,
) -> None:
    monitor("trigger", "slow")
    run_due_work()
    policy_of(checkout_team, StepIn(targets=[bob], wait_minutes=3), slug="checkout", repeat=2)
    move_clock.forward(minutes=5)
    assert paged() == [("Omar", 0, 0), ("Ines", 1, 0)]
    run_now = run()
    run_now.plan["repeat"] = 1
    run_now.save()
    move_clock.forward(minutes=10)
    assert paged()[-1] == ("Bob", 0, 1)


def test_snoozed_reassigned_and_taken_back(
    on_call: Policy,
    ines: User,
    monitor: Monitor,
    relay: MailRelay,
    move_clock: MoveClock,
    omar: User,
    bob: User,
    run_due_work: Work,
) -> None:
    monitor("trigger", "slow")
    run_due_work()
    until = clock.now() + timedelta(hours=1)
    for _twice in range(2):
        snooze_escalation(run(), until=until, by=omar.actor)
    assert (run().state, said("EscalationSnoozed")) == ("snoozed", 1)
    move_clock.forward(hours=1)
    assert paged() == [("Omar", 0, 0), ("Omar", 0, 0)]
    reassign_escalation(run(), to=bob, by=omar.actor)
    run_due_work()
    assert paged()[-1] == ("Bob", 0, 0)
    move_clock.forward(minutes=10)
    assert paged()[-1][0] == "Omar"
    acknowledge(run(), by=omar.actor)
    unacknowledge(run(), by=omar.actor)
    run_due_work()
    assert paged()[-1] == ("Bob", 0, 0)


def test_a_page_on_its_way_is_not_sent_after_the_answer(
    on_call: Policy, monitor: Monitor, relay: MailRelay, move_clock: MoveClock, omar: User, run_due_work: Work
) -> None:
    relay.behave = "busy"
    monitor("trigger", "slow")
    run_quietly()
    acknowledge(run(), by=omar.actor)
    relay.behave = "accept"
    move_clock.forward(minutes=30)
    assert relay.mails == []
    assert Delivery.objects.get(purpose="page").state == "withdrawn"


def run_quietly() -> None:
    from andon.work.engine.inline import run_due_work

    run_due_work(raise_errors=False)


def test_after_an_outage_one_page_makes_up_for_what_was_missed(
    on_call: Policy,
    ines: User,
    checkout: Service,
    checkout_team: Team,
    monitor: Monitor,
    relay: MailRelay,
    move_clock: MoveClock,
    omar: User,
    bob: User,
    run_due_work: Work,
) -> None:
    policy = policy_of(checkout_team, StepIn(targets=[omar]), StepIn(targets=[ines]), StepIn(targets=[bob]))
    bind_policy(checkout, policy=policy, by=NOBODY)
    monitor("trigger", "slow")
    run_due_work()
    move_clock.forward(hours=3)
    assert paged() == [("Omar", 0, 0), ("Ines", 2, 0), ("Bob", 2, 0)]
    move_clock.to(clock.now() - timedelta(hours=2))
    run_due_work()
    assert len(paged()) == 3


def test_whoever_comes_next_and_an_override(
    checkout: Service,
    checkout_team: Team,
    monitor: Monitor,
    relay: MailRelay,
    move_clock: MoveClock,
    omar: User,
    bob: User,
    run_due_work: Work,
) -> None:
    ines = person("Ines Pacheco", ("responder", checkout_team))
    start = datetime(2026, 1, 5, 9, tzinfo=UTC)
    duty = put_schedule(slug="d", name="D", team=checkout_team, members=[omar, ines], starts_at=start, by=NOBODY)
    policy = policy_of(checkout_team, StepIn(targets=[duty]), StepIn(targets=[NextShift(duty)]), repeat=0)
    bind_policy(checkout, policy=policy, by=NOBODY)
    assert Schedule.objects.count() == 1
    override_shift(duty, user=bob, starts_at=clock.now(), ends_at=clock.now() + timedelta(hours=1), by=NOBODY)
    monitor("trigger", "slow")
    run_due_work()
    move_clock.forward(minutes=5)
    names = [name for name, _step, _lap in paged()]
    assert names[0] == "Bob"
    assert names[1] in ("Omar", "Ines")


def test_a_channel_that_took_it_is_nobody_who_was_reached(
    on_call: Policy,
    ines: User,
    checkout: Service,
    checkout_team: Team,
    monitor: Monitor,
    relay: MailRelay,
    omar: User,
    settings: Any,
    run_due_work: Work,
) -> None:
    settings.PRIVATE_NETWORKS_ALLOWED = ["127.0.0.0/8"]
    chat = Receiver().start()
    try:
        place = Place(chat.url.replace("http", "json"), "#pages")
        policy = policy_of(checkout_team, StepIn(targets=[omar, place]), StepIn(targets=[ines]))
        bind_policy(checkout, policy=policy, by=NOBODY)
        relay.unknown.add(OMAR)
        monitor("trigger", "slow")
        run_due_work()
        assert b"Checkout is slow" in chat.got[0].body
        assert [name for name, _step, _lap in paged()] == ["Omar", "Ines"]
        assert (said("PlaceTold"), places_told(run())[0].by) == (1, "#pages")
    finally:
        chat.stop()
