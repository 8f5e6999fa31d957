"""The web server ends at once although streams are open, and outlives a database that goes away."""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from django.db import connection

from andon.people.actions.grant_role import grant_role
from andon.people.models import Team, User
from tests.cast import NOBODY
from tests.doors import Caller
from tests.live.test_stream import listening
from tests.live_server import Product, running_product, wait_until


@pytest.fixture
def own_product(transactional_db: None, tmp_path: Path) -> Iterator[Product]:
    with running_product(tmp_path) as product:
        yield product


def test_an_open_stream_does_not_hold_up_the_end(own_product: Product, alice: User) -> None:
    with listening(own_product, alice, "all") as listener:
        began = time.monotonic()
        own_product.web.send_signal(signal.SIGTERM)
        wait_until(lambda: listener.ended)
        own_product.web.wait(10)
    assert time.monotonic() - began < 4


def test_all_of_it_survives_a_restart_of_the_database(
    product: Product, api: Callable[..., Caller], ada: User, alice: User, care: Team
) -> None:
    headers = {"Authorization": f"Bearer {api(ada).token}"}
    topic = f"team:{care.id}"
    with httpx.Client(base_url=product.url, headers=headers) as client, listening(product, alice, topic) as listener:
        for _ in range(20):  # so that every thread has a connection
            assert client.get("/api/v1/teams").status_code == 200
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        for _ in range(20):
            assert client.get("/api/v1/teams").status_code == 200
        wait_until(lambda: client.get("/healthz").status_code == 200)
        grant_role(alice, role="lead", team=care, by=NOBODY)
        wait_until(lambda: listener.heard(topic))
