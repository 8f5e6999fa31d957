"""Links, sessions and presence that are over do not stay for ever."""

from datetime import timedelta

import pytest
from conftest import MoveClock
from django.contrib.sessions.models import Session
from django.test import Client

from andon.kit import clock
from andon.people.links import make_link, open_link
from andon.people.models import Presence, SignedLink, User
from andon.people.presence import look_at
from andon.work.sweeps import ensure_sweeps

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def planned(move_clock: MoveClock) -> None:
    ensure_sweeps()


def test_a_link_goes_a_week_after_its_end(move_clock: MoveClock, alice: User) -> None:
    short = make_link("welcome", alice.subject, alice.actor, timedelta(days=2))
    long = make_link("portal_case", alice.subject, alice.actor, timedelta(days=90))
    move_clock.forward(days=8)
    assert SignedLink.objects.count() == 2
    assert open_link(short, "welcome") is None
    move_clock.forward(days=2)
    assert SignedLink.objects.count() == 1
    assert open_link(long, "portal_case")


def test_a_session_goes_when_it_has_ended(move_clock: MoveClock, alice: User, bob: User) -> None:
    for user in (alice, bob):
        Client().force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    ended = Session.objects.first()
    assert ended
    Session.objects.filter(pk=ended.pk).update(expire_date=clock.wall() - timedelta(seconds=1))
    move_clock.forward(minutes=11)
    assert Session.objects.count() == 1
    assert not Session.objects.filter(pk=ended.pk).exists()


def test_presence_goes_when_nobody_looks_any_more(move_clock: MoveClock, alice: User, bob: User) -> None:
    look_at(alice.subject, alice)
    look_at(alice.subject, bob)
    Presence.objects.filter(user=bob).update(seen_at=clock.wall() - timedelta(minutes=2))
    move_clock.forward(minutes=11)
    assert [seen.user for seen in Presence.objects.all()] == [alice]
