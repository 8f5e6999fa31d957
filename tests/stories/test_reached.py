"""People are reached by the ways and at the times they chose, and not once more than needed."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

import pytest
from conftest import MoveClock

from andon.channels.due import NotYet
from andon.channels.models import Delivery
from andon.kit import clock
from andon.notifications.actions.confirm_test import confirm_test
from andon.notifications.actions.notify import notify
from andon.notifications.actions.plan_self_tests import plan_self_tests
from andon.notifications.actions.put_quiet_hours import put_quiet_hours
from andon.notifications.actions.put_reach_steps import StepIn, put_reach_steps
from andon.notifications.actions.read_notices import read_notices
from andon.notifications.actions.try_contact_methods import try_contact_methods
from andon.notifications.forgetting import forget_told
from andon.notifications.models import ContactMethod, Notice, SelfTest
from andon.notifications.notice_in import NoticeIn
from andon.notifications.reads.readiness import readiness
from andon.notifications.rules.quiet import Window
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.models import Escalation, Policy
from andon.people.access import access_of
from andon.people.actions.grant_role import grant_role
from andon.people.models import Team, User
from andon.work.models import DueWork
from tests.peers.mail_relay import MailRelay
from tests.peers.twilio import Twilio

pytestmark = pytest.mark.django_db
Monitor = Callable[..., list[Any]]
Work = Callable[[], int]
OMAR = "+351910000142"
NIGHTS = Window(tuple(range(7)), time(20), time(8))


def gives(user: User, number: str, *ways: str) -> None:
    for way in ways:
        ContactMethod.objects.create(user=user, channel=way, address=number, verified_at=clock.now())


def later(user: User, *steps: tuple[int, str]) -> None:
    """She is reached by these channels after so many minutes each."""
    own = {method.channel: method for method in ContactMethod.objects.filter(user=user)}
    put_reach_steps(user, urgency="high", steps=[StepIn(wait, own.get(channel)) for wait, channel in steps])


def tell(user: User, number: int = 1, **more: Any) -> list[Notice]:
    """A colleague calls her somewhere."""
    given = {"kind": "cases.mentioned", "subject": user.subject, "path": f"/cases/C-{number}/"} | more
    return notify([NoticeIn(key=f"told:{number}", person=user, headline=f"You are called in C-{number}", **given)])


def test_acknowledged_before_the_sms_goes_out_so_no_sms(
    omar: User, on_call: Policy, monitor: Monitor, relay: MailRelay, phones: Twilio, run_due_work: Work,
    move_clock: MoveClock,
) -> None:  # fmt: skip
    gives(omar, OMAR, "sms", "voice")
    later(omar, (0, "email"), (2, "sms"), (5, "voice"))
    monitor("trigger", "slow")
    run_due_work()
    assert len(relay.to(omar.email)) == 1
    move_clock.forward(minutes=1, seconds=59)
    assert phones.messages == []
    acknowledge(Escalation.objects.get(), by=omar.actor)
    move_clock.forward(minutes=30)
    assert (phones.messages, phones.calls, len(relay.to(omar.email))) == ([], [], 1)
    states = Delivery.objects.filter(purpose="page").order_by("key").values_list("channel", "state")
    assert list(states) == [("email", "told"), ("sms", "withdrawn"), ("voice", "withdrawn")]


def test_nobody_acknowledges_and_every_way_comes_at_its_time(
    omar: User, on_call: Policy, monitor: Monitor, relay: MailRelay, phones: Twilio, run_due_work: Work,
    move_clock: MoveClock,
) -> None:  # fmt: skip
    gives(omar, OMAR, "sms", "voice")
    later(omar, (0, "email"), (2, "sms"), (4, "voice"))
    monitor("trigger", "slow")
    run_due_work()
    move_clock.forward(minutes=2)
    assert (len(phones.messages), phones.calls) == (1, [])
    move_clock.forward(minutes=2)
    assert phones.call_to(OMAR)


def test_the_last_word_is_said_just_before_it_goes_out(
    omar: User, on_call: Policy, monitor: Monitor, relay: MailRelay, phones: Twilio, run_due_work: Work,
    move_clock: MoveClock,
) -> None:  # fmt: skip
    """Even where the reaction to the acknowledgement has not run yet, no message leaves."""
    gives(omar, OMAR, "sms")
    later(omar, (0, "email"), (2, "sms"))
    monitor("trigger", "slow")
    run_due_work()
    Escalation.objects.update(state="acknowledged")
    move_clock.forward(minutes=2)
    assert phones.messages == []
    assert Delivery.objects.get(channel="sms").state == "withdrawn"


def test_the_phone_fails_and_the_next_way_comes_at_once(
    omar: User, on_call: Policy, monitor: Monitor, relay: MailRelay, phones: Twilio, run_due_work: Work,
    move_clock: MoveClock,
) -> None:  # fmt: skip
    gives(omar, OMAR, "sms", "voice")
    later(omar, (0, "email"), (0, "sms"), (4, "voice"))
    monitor("trigger", "slow")
    run_due_work()
    assert phones.calls == []
    phones.status(phones.message_to(OMAR), "undelivered", 30003)
    run_due_work()
    assert phones.call_to(OMAR)
    # The step waits for the call, although a mail server took the mail.
    assert relay.to("ines@fernhill.example") == []
    phones.status(phones.call_to(OMAR), "no-answer")
    run_due_work()
    assert len(relay.to("ines@fernhill.example")) == 1


def test_a_way_that_was_removed_is_used_no_more(
    omar: User, on_call: Policy, monitor: Monitor, relay: MailRelay, phones: Twilio, run_due_work: Work,
    move_clock: MoveClock,
) -> None:  # fmt: skip
    gives(omar, OMAR, "sms")
    later(omar, (0, "email"), (2, "sms"))
    monitor("trigger", "slow")
    run_due_work()
    ContactMethod.objects.all().delete()
    move_clock.forward(minutes=3)
    assert phones.messages == []


def test_quiet_hours_delay_and_never_drop(alice: User, relay: MailRelay, move_clock: MoveClock) -> None:
    alice.time_zone = "Europe/Lisbon"
    alice.save()
    put_quiet_hours(alice, windows=[NIGHTS])
    move_clock.to(datetime(2026, 11, 17, 19, 57, tzinfo=UTC))
    tell(alice)
    move_clock.forward(hours=1)
    assert relay.mails == []
    move_clock.to(datetime(2026, 11, 18, 7, 59, tzinfo=UTC))
    move_clock.forward(seconds=30)
    assert relay.mails == []
    move_clock.forward(seconds=31)
    (mail,) = relay.to(alice.email)
    assert mail["Subject"] == "You are called in C-1"


def test_high_urgency_knows_no_quiet_hours(
    omar: User, on_call: Policy, monitor: Monitor, relay: MailRelay, run_due_work: Work, move_clock: MoveClock
) -> None:
    put_quiet_hours(omar, windows=[NIGHTS])
    move_clock.to(datetime(2026, 11, 17, 23, 0, tzinfo=UTC))
    monitor("trigger", "slow")
    run_due_work()
    assert len(relay.to(omar.email)) == 1


def test_what_gathered_in_the_night_comes_as_one(alice: User, relay: MailRelay, move_clock: MoveClock) -> None:
    put_quiet_hours(alice, windows=[NIGHTS])
    move_clock.to(datetime(2026, 11, 17, 22, 0, tzinfo=UTC))
    for number in range(1, 7):
        tell(alice, number)
    read_notices(alice, ids=[Notice.objects.get(key="told:6").id])
    move_clock.to(datetime(2026, 11, 18, 8, 0, tzinfo=UTC))
    move_clock.forward(seconds=1)
    (mail,) = relay.to(alice.email)
    assert mail["Subject"] == "5 things for you"
    said = mail.get_content()
    lines = said.splitlines()
    assert [f"You are called in C-{number}" in lines for number in range(1, 7)] == [True] * 5 + [False]
    assert "/notices/" in said


def test_one_of_them_is_erased_before_it_goes_out(alice: User, relay: MailRelay, move_clock: MoveClock) -> None:
    """The others are told all the same."""
    put_quiet_hours(alice, windows=[NIGHTS])
    move_clock.to(datetime(2026, 11, 17, 22, 0, tzinfo=UTC))
    for number in range(1, 6):
        tell(alice, number)
    relay.behave = "busy"
    move_clock.to(datetime(2026, 11, 18, 8, 0, tzinfo=UTC))
    with pytest.raises(NotYet):
        move_clock.forward(seconds=1)
    gone = Notice.objects.get(key="told:2")
    Notice.objects.filter(pk=gone.pk).update(subject_kind="other")
    forget_told("other", [gone.subject_id])
    relay.behave = "accept"
    # As a worker does whose try failed.
    DueWork.objects.exclude(lease=None).update(lease=None, leased_until=None)
    move_clock.forward(minutes=30)
    (mail,) = relay.to(alice.email)
    said = mail.get_content()
    assert mail["Subject"] == "4 things for you"
    assert [f"You are called in C-{number}" in said for number in range(1, 6)] == [True, False, True, True, True]


def test_read_before_the_mail_goes_out_so_no_mail(alice: User, relay: MailRelay, move_clock: MoveClock) -> None:
    (notice,) = tell(alice)
    move_clock.forward(minutes=4)
    assert read_notices(alice, ids=[notice.id]) == 1
    move_clock.forward(minutes=10)
    assert relay.mails == []
    tell(alice, 2)
    move_clock.forward(minutes=6)
    assert [mail["Subject"] for mail in relay.to(alice.email)] == ["You are called in C-2"]


def test_nobody_is_told_twice_nor_of_her_own_act(
    alice: User, bob: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    assert len(tell(alice)) == 1
    assert tell(alice) == []
    assert tell(alice, 2, by=alice.actor) == []
    assert len(tell(alice, 2, by=bob.actor)) == 1
    move_clock.forward(minutes=6)
    assert len(relay.mails) == 2


def test_the_stand_in_hears_while_she_is_away(alice: User, bob: User, relay: MailRelay, move_clock: MoveClock) -> None:
    alice.away_until, alice.stand_in = datetime(2026, 12, 1, tzinfo=UTC), bob
    alice.save()
    tell(alice)
    move_clock.forward(minutes=6)
    assert (len(relay.to(bob.email)), relay.to(alice.email)) == (1, [])
    assert Notice.objects.get(user=bob).stands_in_for == alice
    # It stands in her own list for when she comes back.
    assert Notice.objects.filter(user=alice, read_at=None).count() == 1


def test_a_stand_in_who_is_away_himself_holds_nothing_up(
    alice: User, bob: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    for person, other in ((alice, bob), (bob, alice)):
        person.away_until, person.stand_in = datetime(2026, 12, 1, tzinfo=UTC), other
        person.save()
    tell(alice)
    move_clock.forward(minutes=6)
    assert (len(relay.to(alice.email)), relay.to(bob.email)) == (1, [])


def test_who_looks_at_it_is_not_told(alice: User, relay: MailRelay, move_clock: MoveClock) -> None:
    from andon.people.presence import look_at

    look_at(alice.subject, alice)
    assert tell(alice) == []
    move_clock.forward(minutes=6)
    assert relay.mails == []


def test_who_is_not_ready_is_seen_before_the_night(
    omar: User, mei: User, ada: User, checkout_team: Team, on_call: Policy, relay: MailRelay, phones: Twilio,
    run_due_work: Work, move_clock: MoveClock,
) -> None:  # fmt: skip
    grant_role(mei, role="lead", team=checkout_team, by=ada.actor)
    ines = User.objects.get(email="ines@fernhill.example")

    def seen(by: User) -> dict[str, list[str]]:
        return {one.user.name: [said.code for said in one.objections] for one in readiness(access_of(by))}

    assert seen(mei) == {"Ines Pacheco": ["only_mail", "never_tested"], "Omar Haddad": ["only_mail", "never_tested"]}
    assert list(seen(omar)) == ["Omar Haddad"]
    # Omar proves a phone and takes a test in the call.
    gives(omar, OMAR, "voice")
    try_contact_methods(omar)
    run_due_work()
    assert phones.press(phones.call_to(OMAR), "1") == "Thank you. You can be reached. Goodbye."
    run_due_work()
    assert seen(mei)["Omar Haddad"] == []
    # A month later it is old; then his phone fails.
    move_clock.forward(days=31)
    assert seen(mei)["Omar Haddad"] == ["old_test"]
    phones.numbers_refused[OMAR] = (400, 21211, "not a valid phone number")
    try_contact_methods(omar)
    run_due_work()
    assert seen(mei)["Omar Haddad"] == ["failing", "old_test"]
    ines.is_active = False
    ines.save()
    assert seen(mei)["Ines Pacheco"] == ["left"]


def test_the_weekly_test_comes_where_she_is_and_an_unanswered_one_is_told(
    omar: User, mei: User, ada: User, checkout_team: Team, on_call: Policy, relay: MailRelay, run_due_work: Work,
    move_clock: MoveClock,
) -> None:  # fmt: skip
    grant_role(mei, role="lead", team=checkout_team, by=ada.actor)
    omar.time_zone = "Asia/Tokyo"
    omar.save()
    # A Tuesday, 09:00 in UTC and 18:00 in Tokyo. Wednesdays at 11 are 02:00 there.
    plan_self_tests(checkout_team, weekday=2, hour=11, by=mei.actor)
    run_due_work()
    assert relay.to(omar.email) == []
    move_clock.to(datetime(2026, 11, 18, 2, 0, tzinfo=UTC))
    run_due_work()
    (test,) = relay.to(omar.email)
    assert test["Subject"] == "A test: this is how you would be paged"
    assert relay.to("ines@fernhill.example") == []
    for _hour in range(10):
        move_clock.forward(hours=1)
    assert (len(relay.to(omar.email)), len(relay.to("ines@fernhill.example"))) == (1, 1)
    confirm_test(SelfTest.objects.get(user__name="Ines Pacheco"), channel="link")
    move_clock.forward(hours=24)
    assert [notice.headline for notice in Notice.objects.filter(user=mei)] == [
        "Omar Haddad did not confirm the weekly test"
    ]
    found = {one.user.name: [said.code for said in one.objections] for one in readiness(access_of(mei))}
    assert "unanswered" in found["Omar Haddad"]
    assert "unanswered" not in found["Ines Pacheco"]
    plan_self_tests(checkout_team, weekday=None, hour=None, by=mei.actor)
    move_clock.forward(days=7)
    assert len(relay.to(omar.email)) == 1
