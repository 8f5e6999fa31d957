"""Other systems and ours, over real sockets: GitHub tells of a release, and the warehouse hears of a case."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from standardwebhooks import Webhook

from andon.alerts.models import ChangeEvent
from andon.cases.actions.close_case import close_case
from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.catalog.models import Service
from andon.connections.actions.add_connection import add_connection
from andon.people.models import Team, User
from tests.cast import NOBODY
from tests.live_server import Product, running_product, wait_until
from tests.peers.receiver import Receiver

pytestmark = pytest.mark.slow


@pytest.fixture
def warehouse(settings: pytest.FixtureRequest) -> Iterator[Receiver]:
    settings.PRIVATE_NETWORKS_ALLOWED = ["127.0.0.0/8"]  # type: ignore[attr-defined]
    made = Receiver().start()
    yield made
    made.stop()


@pytest.fixture
def product(transactional_db: None, tmp_path: Path) -> Iterator[Product]:
    with running_product(tmp_path, ANDON_PRIVATE_NETWORKS_ALLOWED="127.0.0.0/8") as product:
        yield product


def test_the_warehouse_hears_of_a_case(product: Product, warehouse: Receiver, care: Team, alice: User) -> None:
    _endpoint, secrets = add_connection(
        vendor="webhooks",
        name="Warehouse",
        settings={"url": warehouse.url, "rooms": [], "types": ["cases.case_opened", "cases.case_closed"]},
        secrets={},
        by=NOBODY,
    )
    warehouse.choose = lambda _got: "500" if len(warehouse.got) == 1 else ""
    case = open_case(CaseIn(title="Checkout hangs", body="x", team=care, owner=alice, receipt=False), by=NOBODY)
    close_case(case, reason="duplicate", note="C-1", by=alice.actor)
    wait_until(lambda: len(warehouse.got) == 3, seconds=30, what="the event that failed, and both")
    told = [Webhook(secrets["signing"]).verify(got.body, got.headers) for got in warehouse.got]
    assert [one["type"] for one in told] == ["cases.case_opened", "cases.case_opened", "cases.case_closed"]
    assert told[0] == told[1]


def test_github_tells_of_a_release_many_times_at_once(product: Product, checkout: Service) -> None:
    connection, secrets = add_connection(
        vendor="github",
        name="Shop",
        settings={"service": checkout.slug, "what": ["releases"]},
        secrets={},
        by=NOBODY,
    )
    release = {"id": 7, "tag_name": "v2", "html_url": "https://github.com/acme/shop/releases/tag/v2"}
    body = json.dumps({"action": "published", "release": release, "repository": {"full_name": "acme/shop"}}).encode()
    signature = hmac.new(secrets["signing"].encode(), body, hashlib.sha256).hexdigest()
    headers = {
        "X-GitHub-Event": "release",
        "X-GitHub-Delivery": "d-1",
        "X-Hub-Signature-256": f"sha256={signature}",
        "Content-Type": "application/json",
    }
    address = f"{product.url}/connect/github/{connection.id}/"
    for _thrice in range(3):
        assert httpx.post(address, content=body, headers=headers, timeout=20).status_code == 200
    assert httpx.post(address, content=body + b" ", headers=headers, timeout=20).status_code == 401
    assert httpx.post(address, content=b"x" * 27_000_000, headers=headers, timeout=60).status_code == 413
    wait_until(lambda: ChangeEvent.objects.exists(), what="the change to be noted")
    assert ChangeEvent.objects.get().summary == "Release v2 published"
