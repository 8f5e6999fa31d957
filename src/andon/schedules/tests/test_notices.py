"""What is told about being on call goes by how somebody wants it: the bell, quiet hours, nothing at all."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY
from tests.peers.mail_relay import MailRelay

from andon.kit import clock
from andon.notifications.models import KindChoice, Notice, QuietHours
from andon.people.models import Team, User
from andon.schedules.actions.ask_for_swap import ask_for_swap
from andon.schedules.actions.put_schedule import put_schedule
from andon.schedules.actions.withdraw_swap import withdraw_swap
from andon.schedules.models import Schedule


@pytest.fixture
def schedule(omar: User, mei: User, checkout_team: Team, move_clock: MoveClock) -> Schedule:
    """Omar's week until next Tuesday at eight, then Mei's."""
    begins = clock.now() - timedelta(hours=1)
    return put_schedule(
        slug="checkout", name="Checkout", team=checkout_team, members=[omar, mei], starts_at=begins, by=NOBODY
    )


def test_quiet_hours_hold_the_mail_of_a_hand_over_and_the_bell_shows_it(
    schedule: Schedule, mei: User, relay: MailRelay, run_due_work: Callable[[], int], move_clock: MoveClock
) -> None:
    run_due_work()
    QuietHours.objects.create(user=mei, weekdays=[0, 1, 2, 3, 4, 5, 6], begins=time(7), ends=time(12))
    move_clock.to(clock.now() + timedelta(days=7, hours=-1))
    run_due_work()
    move_clock.forward(minutes=5)
    assert [mail["Subject"] for mail in relay.to("omar@fernhill.example")] == ["You are no longer on call for Checkout"]
    assert relay.to(mei.email) == []
    client = Client()
    client.force_login(mei, backend="django.contrib.auth.backends.ModelBackend")
    assert "You are on call for Checkout" in client.get(reverse("notifications:notices")).content.decode()
    assert "You come on call, or go off" in client.get(reverse("notifications:my_notices")).content.decode()
    move_clock.forward(hours=4)
    assert len(relay.to(mei.email)) == 1


def test_who_wants_no_swaps_is_not_asked_and_one_taken_back_is_read(
    schedule: Schedule, omar: User, mei: User, move_clock: MoveClock
) -> None:
    span = {"starts_at": clock.now() + timedelta(days=1), "ends_at": clock.now() + timedelta(days=2)}
    swap = ask_for_swap(schedule, asker=omar, by=omar.actor, **span)
    asked = Notice.objects.get(user=mei)
    assert asked.read_at is None
    withdraw_swap(swap, by=omar.actor)
    asked.refresh_from_db()
    assert asked.read_at is not None
    KindChoice.objects.create(user=mei, kind="schedules.swap", choice="off")
    ask_for_swap(schedule, asker=omar, by=omar.actor, **span)
    assert Notice.objects.filter(user=mei).count() == 1


def test_a_stand_in_is_not_told_of_somebody_elses_watch(
    schedule: Schedule, omar: User, mei: User, alice: User, move_clock: MoveClock
) -> None:
    away = {"away_until": clock.now() + timedelta(days=3)}
    User.objects.filter(id=mei.id).update(stand_in=alice, **away)
    span = {"starts_at": clock.now() + timedelta(days=1), "ends_at": clock.now() + timedelta(days=2)}
    ask_for_swap(schedule, asker=omar, by=omar.actor, **span)
    assert [one.user for one in Notice.objects.all()] == [mei]
