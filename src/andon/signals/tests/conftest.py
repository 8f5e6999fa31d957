"""Signals of the cast."""

from typing import Any

from django.test import Client
from tests.cast import NOBODY

from andon.people.models import User
from andon.signals.actions.receive_signal import receive_signal
from andon.signals.models import Signal
from andon.signals.signal_in import SignalIn


def heard(text: str = "The last step hangs.", source: str = "forum", **given: Any) -> Signal:
    return receive_signal(SignalIn(text=text, source=source, **given), by=NOBODY)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
