from collections.abc import Iterator
from typing import Any

import pytest
from tests.cast import NOBODY
from tests.peers.receiver import Receiver

from andon.connections.actions.add_connection import add_connection
from andon.connections.models import Connection
from andon.connections.tests.vendor_of_tests import bench


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """A server of the vendor, inside a network that the administrator allows."""
    settings.PRIVATE_NETWORKS_ALLOWED = ["127.0.0.0/8"]
    made = Receiver().start()
    yield made
    made.stop()


@pytest.fixture
def connection(db: None, receiver: Receiver) -> Connection:
    bench.taken.clear()
    made, _secrets = add_connection(
        vendor="bench",
        name="Our workbench",
        settings={"url": receiver.url},
        secrets={"token": "t0k3n", "signing": "s1gn"},
        by=NOBODY,
    )
    return made
