"""A heartbeat's ping address over HTTP, and Opsgenie's; and what all doors say when they are full or hurried."""

import json
from pathlib import Path

import httpx
import pytest

from andon.alerts.actions.create_heartbeat import create_heartbeat
from andon.alerts.actions.create_integration_key import create_integration_key
from andon.alerts.heartbeat_in import HeartbeatIn
from andon.alerts.models import Alert, Heartbeat
from andon.alerts.reads.ping_address import ping_address
from andon.catalog.models import Service
from tests.cast import NOBODY
from tests.live_server import Product, running_product


@pytest.fixture
def beat(transactional_db: None, checkout: Service) -> Heartbeat:
    return create_heartbeat(checkout, HeartbeatIn(name="Nightly backup", every_minutes=60), by=NOBODY)


def word(beat: Heartbeat) -> str:
    return ping_address(beat).rpartition("/")[2]


def test_it_pings_by_get_and_post_and_head(product: Product, beat: Heartbeat) -> None:
    before = None
    for method in ("GET", "POST", "HEAD"):
        answer = httpx.request(
            method, f"{product.url}/ping/{word(beat)}", content=b"done" if method == "POST" else None
        )
        assert (answer.status_code, answer.text) == (200, "" if method == "HEAD" else "OK\n")
        beat.refresh_from_db()
        assert beat.last_ping_at is not None
        assert before is None or beat.last_ping_at > before
        before = beat.last_ping_at
    assert httpx.delete(f"{product.url}/ping/{word(beat)}").status_code == 405
    assert httpx.get(f"{product.url}/ping/{'0' * 32}").status_code == 404
    assert httpx.get(f"{product.url}/ping/").status_code == 404
    assert httpx.post(f"{product.url}/ping/{word(beat)}", content=b"x" * 200_000).status_code == 413


def test_scripts_that_pinged_opsgenie_ping_by_name(product: Product, beat: Heartbeat, checkout: Service) -> None:
    _key, text = create_integration_key(checkout, name="Opsgenie", by=NOBODY, format="opsgenie")
    genie = {"Authorization": f"GenieKey {text}"}
    for prefix in ("", "/jsm/ops/integration"):
        answer = httpx.get(f"{product.url}{prefix}/v2/heartbeats/nightly%20backup/ping", headers=genie)
        assert (answer.status_code, answer.json()["result"]) == (202, "PONG - Heartbeat received")
    assert httpx.get(f"{product.url}/v2/heartbeats/other/ping", headers=genie).status_code == 404
    assert httpx.get(f"{product.url}/v2/heartbeats/nightly%20backup/ping").status_code == 401
    beat.refresh_from_db()
    assert beat.lamp == "ok"


def test_cloudevents_over_http(product: Product, routing_key: str) -> None:
    whole = {
        "specversion": "1.0",
        "id": "1",
        "source": "/disk",
        "type": "x.triggered",
        "data": {"summary": "Disk full"},
    }
    bearer = {"Authorization": f"Bearer {routing_key}"}
    binary = {"ce-specversion": "1.0", "ce-id": "2", "ce-source": "/disk", "ce-type": "x.triggered"}
    for body, kind, more in (
        (whole, "application/cloudevents+json", {}),
        ([whole, whole], "application/cloudevents-batch+json", {}),
        (whole["data"], "application/json", binary),
    ):
        answer = httpx.post(
            f"{product.url}/in/cloudevents", content=json.dumps(body), headers={**bearer, **more, "Content-Type": kind}
        )
        assert answer.status_code == 202, answer.text
    assert (Alert.objects.get().count, Alert.objects.get().summary) == (4, "Disk full")


FIRING = {"alerts": [{"status": "firing", "labels": {"alertname": "Disk", "severity": "info"}, "fingerprint": "f1"}]}


def test_a_full_queue_says_when_to_come_again_at_every_door(tmp_path: Path, beat: Heartbeat, routing_key: str) -> None:
    event = {"event_action": "trigger", "payload": {"summary": "x", "source": "x", "severity": "info"}}
    genie = {"Authorization": f"GenieKey {routing_key}"}
    with running_product(tmp_path, ANDON_EVENTS_QUEUE="0") as product, httpx.Client(base_url=product.url) as client:
        answers = [
            client.post("/v2/enqueue", json=event | {"routing_key": routing_key}),
            client.post(f"/in/alertmanager/{routing_key}", json=FIRING),
            client.post("/v2/alerts", json={"message": "x"}, headers=genie),
            client.get("/v2/alerts", headers=genie),
            client.get(f"/ping/{word(beat)}"),
        ]
    assert [(answer.status_code, answer.headers["retry-after"]) for answer in answers] == [(503, "2")] * len(answers)
    assert not Alert.objects.exists()


def test_an_empty_bucket_says_when_to_come_again_at_every_door(
    tmp_path: Path, beat: Heartbeat, routing_key: str
) -> None:
    genie = {"Authorization": f"GenieKey {routing_key}"}
    with (
        running_product(tmp_path, ANDON_EVENTS_BURST="3", ANDON_EVENTS_RATE="0.1") as product,
        httpx.Client(base_url=product.url) as client,
    ):
        # The first makes the key known, the next three empty its bucket.
        statuses = [client.post(f"/in/alertmanager/{routing_key}", json=FIRING).status_code for _time in range(4)]
        hurried = [
            client.post(f"/in/alertmanager/{routing_key}", json=FIRING),
            client.post("/v2/alerts", json={"message": "x"}, headers=genie),
        ]
        pings = [client.get(f"/ping/{word(beat)}") for _time in range(5)]
    assert statuses == [202] * 4
    for answer in (*hurried, pings[-1]):
        assert answer.status_code == 429
        assert 1 <= int(answer.headers["retry-after"]) <= 10
    assert Alert.objects.get().count == 4
