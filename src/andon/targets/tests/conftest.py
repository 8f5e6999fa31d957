"""Signed in, and hours to choose from."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.cast import NOBODY

from andon.people.models import User
from andon.targets.actions.put_calendar import CalendarIn, put_calendar
from andon.targets.models import BusinessCalendar

Browse = Callable[[User], Client]
WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
OFFICE: dict[str, Any] = {"zone": "Europe/Berlin", "week": {day: [["09:00", "17:00"]] for day in WORKDAYS}}


@pytest.fixture
def browse() -> Browse:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def office(db: None) -> BusinessCalendar:
    return put_calendar(CalendarIn(slug="office", name="Office", content=OFFICE), by=NOBODY)
