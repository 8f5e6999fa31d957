"""A page that Omar got about Checkout, and browsers."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import MoveClock
from django.test import Client
from tests.peers.mail_relay import MailRelay

from andon.paging.models import Escalation, Policy
from andon.people.models import User


@pytest.fixture
def browse() -> Callable[[User], Client]:
    """A browser in which this user is signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def run(
    move_clock: MoveClock,
    on_call: Policy,
    monitor: Callable[..., Any],
    relay: MailRelay,
    run_due_work: Callable[[], int],
) -> Escalation:
    """Checkout is slow; Omar was paged."""
    monitor("trigger", "slow")
    run_due_work()
    return Escalation.objects.get()


@pytest.fixture
def token(run: Escalation, relay: MailRelay) -> str:
    """The token of the link in Omar's page."""
    (page,) = relay.to("omar@fernhill.example")
    return str(page.get_content().split("/page/")[1].split("/")[0])
