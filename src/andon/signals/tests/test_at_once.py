"""Two batches with the same new keys, in other orders, never wait for each other in a circle."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import connection
from tests.cast import NOBODY

from andon.customers.actions.put_contacts import ContactIn, put_contacts
from andon.signals.actions.receive_signals import receive_signals
from andon.signals.signal_in import SignalIn

MANY = 600


def signals(keys: Sequence[str]) -> None:
    receive_signals([SignalIn(text="It hangs", source="forum", external_key=key) for key in keys], by=NOBODY)


def contacts(keys: Sequence[str]) -> None:
    put_contacts([ContactIn(external_id=key, name="Dana", emails=[f"{key}@acme.example"]) for key in keys], by=NOBODY)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("take", [signals, contacts])
def test_in_opposite_orders(take: Callable[[Sequence[str]], None]) -> None:
    for turn in range(3):
        keys = [f"{turn}-{number}" for number in range(MANY)]
        faults: list[Exception] = []
        start = threading.Barrier(2)

        def go(mine: Sequence[str], faults: list[Any] = faults, start: threading.Barrier = start) -> None:
            try:
                start.wait()
                take(mine)
            except Exception as error:  # noqa: BLE001  shown below
                faults.append(error)
            connection.close()

        threads = [threading.Thread(target=go, args=(some,)) for some in (keys, keys[::-1])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert faults == []
