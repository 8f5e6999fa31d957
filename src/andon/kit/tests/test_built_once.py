"""A statement that was built once asks again each time, with the time of then."""

from datetime import timedelta

import pytest
from conftest import MoveClock
from django.db.models import QuerySet
from tests.cast import person

from andon.kit import clock
from andon.kit.built_once import MOST, BuiltOnce
from andon.people.models import User

pytestmark = pytest.mark.django_db


def away() -> "QuerySet[User, str]":
    return User.objects.filter(away_until__gt=clock.now()).values_list("name", flat=True)


def test_now_is_the_time_of_the_run(move_clock: MoveClock) -> None:
    bob = person("Bob Keller")
    bob.away_until = clock.now() + timedelta(hours=1)
    bob.save()
    built = BuiltOnce()
    assert built.rows("away", away) == [("Bob Keller",)]
    move_clock.to(clock.now() + timedelta(hours=2))
    assert built.rows("away", lambda: pytest.fail("it was built already")) == []


def test_it_forgets_the_oldest() -> None:
    built = BuiltOnce()
    for key in range(MOST + 2):
        built.rows(key, away)
    made = []
    built.rows(0, lambda: made.append(0) or away())  # type: ignore[func-returns-value]
    assert made == [0]
