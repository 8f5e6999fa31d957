from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.cast import NOBODY
from tests.peers.receiver import Receiver

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.connections.actions.add_connection import add_connection
from andon.connections.models import Connection
from andon.people.models import Team, User

SETTINGS = {"rooms": ["cases"], "types": [], "audiences": ["customer", "agents"], "format": "standard"}


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.PRIVATE_NETWORKS_ALLOWED = ["127.0.0.0/8"]
    made = Receiver().start()
    yield made
    made.stop()


@pytest.fixture
def subscribe(db: None, receiver: Receiver) -> Callable[..., tuple[Connection, str]]:
    """An endpoint and its signing secret: `subscribe(rooms=[...])`."""

    def add(**more: Any) -> tuple[Connection, str]:
        made, secrets = add_connection(
            vendor="webhooks",
            name="Warehouse",
            settings={**SETTINGS, "url": f"{receiver.url}/hook"} | more,
            secrets={},
            by=NOBODY,
        )
        return made, secrets["signing"]

    return add


@pytest.fixture
def case(care: Team, alice: User) -> Case:
    return open_case(CaseIn(title="Checkout hangs", body="Since 9", team=care, owner=alice, receipt=False), by=NOBODY)
