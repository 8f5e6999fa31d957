"""Slack and the product as it runs, over real sockets: what Omar writes there, Alice reads on the line within a second,
and the other way round."""

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from andon.catalog.models import Service
from andon.conversations.models import Message
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.post_on_line import post_on_line
from andon.incidents.models import Incident
from andon.people.models import User
from tests.cast import connect_slack
from tests.live_server import Product, running_product, wait_until
from tests.peers.slack import Slack

pytestmark = pytest.mark.slow
TIMES = 5


@pytest.fixture
def product(transactional_db: None, tmp_path: Path) -> Iterator[Product]:
    with running_product(tmp_path, ANDON_PRIVATE_NETWORKS_ALLOWED="127.0.0.0/8") as product:
        yield product


@pytest.fixture
def slack(product: Product, settings: pytest.FixtureRequest) -> Iterator[Slack]:
    settings.PRIVATE_NETWORKS_ALLOWED = ["127.0.0.0/8"]  # type: ignore[attr-defined]

    def tell(address: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        begun = time.monotonic()
        answer = httpx.post(product.url + address, content=body, headers=headers, timeout=90)
        answered_in.append(time.monotonic() - begun)
        return answer.status_code, answer.content

    answered_in: list[float] = []
    made = Slack(tell).start()
    connect_slack(made)
    # The first request of a process that has just begun takes longer than any later one.
    assert made.event({"type": "hello"}) == 200
    answered_in.clear()
    yield made
    made.stop()
    assert made.faults == []
    # Slack waits three seconds.
    assert max(answered_in) < 3


@pytest.fixture
def incident(slack: Slack, checkout: Service, omar: User, alice: User) -> Incident:
    made = declare_incident(title="Cards are refused", services=[checkout], severity="critical", by=omar.actor)
    wait_until(lambda: slack.channels and any(one.pinned for one in slack.channel.messages), what="the channel")
    return made


def test_both_ways_within_a_second(product: Product, slack: Slack, incident: Incident, alice: User) -> None:
    there, back = [], []
    with product.client(alice) as browser:
        for number in range(TIMES):
            begun = time.monotonic()
            slack.write(slack.channel.id, "U0OMAR", f"agents: It is the bank, {number}")
            wait_until(lambda words=f"bank, {number}": words in browser.get(f"/incidents/{incident.ref}/").text)
            there.append(time.monotonic() - begun)
            begun = time.monotonic()
            post_on_line(incident, body=f"Which cards? {number}", seen_by="agents", by=alice.actor)
            wait_until(lambda words=f"cards? {number}": any(words in said for said in slack.channel.said))
            back.append(time.monotonic() - begun)
    print("there", sorted(there)[TIMES // 2], "back", sorted(back)[TIMES // 2])
    # Of several, because this machine may be busy with something else.
    assert min(there) < 1
    assert min(back) < 1


def test_the_same_event_many_times_at_once_stands_there_once(
    product: Product, slack: Slack, incident: Incident
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    event = {"type": "message", "channel": slack.channel.id, "user": "U0OMAR", "text": "Once", "ts": "1790000999.1"}
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _number: slack.event(event, id="Ev1"), range(8))) == {200}
    slack.write(slack.channel.id, "U0OMAR", "Last")
    wait_until(lambda: Message.objects.filter(body="Last").exists(), what="what came after it")
    assert Message.objects.filter(body="Once").count() == 1
