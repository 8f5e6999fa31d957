"""Browsers of the cast."""

from collections.abc import Callable

import pytest
from django.test import Client

from andon.people.models import User

Browse = Callable[[User], Client]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def browse(db: None) -> Browse:
    return signed_in
