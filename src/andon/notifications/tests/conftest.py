from collections.abc import Callable

import pytest
from django.test import Client

from andon.people.models import User


@pytest.fixture
def browse() -> Callable[[User], Client]:
    """A browser in which this user is signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
