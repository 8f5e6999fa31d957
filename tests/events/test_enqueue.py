"""The Events API v2 over HTTP: answers as PagerDuty gives them, and what they do."""

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.db import connection

from andon.alerts.actions.create_integration_key import create_integration_key
from andon.alerts.actions.revoke_integration_key import revoke_integration_key
from andon.alerts.models import Alert, ChangeEvent
from andon.catalog.models import Service
from tests.cast import NOBODY
from tests.events.conftest import GOOD, Monitor
from tests.live_server import Product, running_product
from tests.peers.tls import behind_tls

# What an Alertmanager 0.25 sent for one group of alerts: two of them, one of them, none.
CAPTURED = Path(__file__).with_name("alertmanager.json")


def test_a_trigger_opens_an_alert_and_a_resolve_ends_it(over_http: Monitor) -> None:
    answer = over_http.send("trigger", "disk")
    assert answer.status_code == 202
    assert answer.json() == {"status": "success", "message": "Event processed", "dedup_key": "disk"}
    alert = Alert.objects.get()
    assert (alert.state, alert.summary, alert.severity) == ("open", "Checkout is slow", "critical")
    over_http.send("trigger", "disk")
    assert over_http.send("acknowledge", "disk", payload=None).status_code == 202
    alert.refresh_from_db()
    assert (alert.state, alert.count) == ("acknowledged", 2)
    assert over_http.send("resolve", "disk", payload=None).status_code == 202
    assert over_http.send("resolve", "disk", payload=None).status_code == 202
    assert over_http.send("acknowledge", "never seen", payload=None).status_code == 202
    alert.refresh_from_db()
    assert alert.state == "resolved"
    assert over_http.send("trigger", "disk").status_code == 202
    assert Alert.objects.count() == 2


def test_a_trigger_without_a_key_is_given_one(over_http: Monitor) -> None:
    first, second = over_http.send(dedup_key=None), over_http.send(dedup_key=None)
    assert first.json()["dedup_key"] != second.json()["dedup_key"]
    assert set(Alert.objects.values_list("dedup_key", flat=True)) == {
        first.json()["dedup_key"],
        second.json()["dedup_key"],
    }


def test_a_change_is_kept_and_tells_nobody(over_http: Monitor) -> None:
    body = {"routing_key": over_http.key, "payload": {"summary": "Release 42", "source": "ci"}}
    answer = over_http.post(json.dumps(body).encode(), "/v2/change/enqueue")
    assert (answer.status_code, answer.json()["status"]) == (202, "success")
    assert ChangeEvent.objects.get().summary == "Release 42"
    assert not Alert.objects.exists()


def test_an_unknown_and_a_revoked_key_are_refused(
    checkout: Service, over_http: Monitor, monitor_of: Callable[[str], Monitor]
) -> None:
    unknown = monitor_of("f" * 32).send()
    assert (unknown.status_code, unknown.json()["errors"]) == (400, ["routing_key is not known"])
    key, text = create_integration_key(checkout, name="Second", by=NOBODY)
    second = monitor_of(text)
    assert second.send().status_code == 202
    revoke_integration_key(key, by=NOBODY)
    assert second.send().status_code == 400
    assert over_http.send().status_code == 202


def test_the_official_client_is_content(
    product: Product, routing_key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over TLS, on which it insists; it trusts our certificate as an operator would have it trust his."""
    pagerduty = pytest.importorskip("pagerduty")
    with behind_tls(tmp_path, int(product.url.rpartition(":")[2])) as (port, certificate):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with pagerduty.EventsApiV2Client(routing_key, base_url=f"https://localhost:{port}") as client:
            made = client.trigger("Disk full", "db-1", severity="error", custom_details={"free": "0"})
            assert client.trigger("Disk full", "db-1", dedup_key=made, custom_details={"free": "0"}) == made
            assert client.acknowledge(made) == made
            assert client.resolve(made) == made
            links = [{"href": "https://ci.example/42", "text": "Build"}]
            at = "2026-11-17T09:00:00+00:00"
            client.submit(
                "Release 42", source="ci", timestamp=at, custom_details={"kind": "deploy", "who": "Ines"}, links=links
            )
            with pytest.raises(pagerduty.HttpError):
                client.trigger("Disk full", "db-1", severity="fatal")
    alert = Alert.objects.get()
    assert (alert.dedup_key, alert.count, alert.state) == (made, 2, "resolved")
    assert alert.payload["payload"]["custom_details"] == {"free": "0"}
    change = ChangeEvent.objects.get()
    assert (change.kind, change.who, change.link) == ("deploy", "Ines", "https://ci.example/42")


def test_what_alertmanager_sent_once_is_taken(over_http: Monitor) -> None:
    for body in json.loads(CAPTURED.read_text()):
        content = json.dumps(body | {"routing_key": over_http.key}).encode()
        assert over_http.post(content).status_code == 202
    alert = Alert.objects.get()
    assert (alert.state, alert.count) == ("resolved", 2)


def test_hundreds_at_once_each_get_their_answer(product: Product, routing_key: str) -> None:
    with httpx.Client(base_url=product.url, timeout=60) as client, ThreadPoolExecutor(32) as crowd:

        def send(number: int) -> tuple[int, int, str]:
            event = {"routing_key": routing_key, "event_action": "trigger", "dedup_key": f"e{number}", "payload": GOOD}
            answer = client.post("/v2/enqueue", json=event)
            return number, answer.status_code, answer.json().get("dedup_key", "")

        # The key becomes known before the crowd comes.
        send(0)
        answers = list(crowd.map(send, range(500)))
    assert all((status, name) == (202, f"e{number}") for number, status, name in answers)
    assert Alert.objects.count() == 500


def test_an_empty_bucket_says_when_to_come_again(
    tmp_path: Path, transactional_db: None, routing_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANDON_EVENTS_BURST", "3")
    monkeypatch.setenv("ANDON_EVENTS_RATE", "0.1")
    with running_product(tmp_path) as product:
        monitor = Monitor(product, routing_key)
        answers = [monitor.send(dedup_key=f"e{number}") for number in range(6)]
    assert [answer.status_code for answer in answers] == [202, 202, 202, 202, 429, 429]
    assert answers[-1].json()["status"] == "throttle exceeded"
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 10


def test_strangers_are_held_back_before_they_reach_the_database(product: Product) -> None:
    with httpx.Client(base_url=product.url, timeout=20) as client:
        for number in range(1000):
            event = {"routing_key": f"{number:032}", "event_action": "trigger", "payload": GOOD}
            answer = client.post("/v2/enqueue", json=event)
            if answer.status_code != 400:
                break
    assert answer.status_code == 429
    assert number >= 20
    assert int(answer.headers["retry-after"]) >= 1
    # Whoever shares this address with them is served again soon.
    time.sleep(2)


def test_a_database_that_dropped_its_connections_loses_nothing(over_http: Monitor) -> None:
    assert over_http.send(dedup_key="before").status_code == 202
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
    answers = [over_http.send(dedup_key=f"after{number}") for number in range(4)]
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) <= {202, 503}
    assert statuses[-1] == 202
    stored = set(Alert.objects.values_list("dedup_key", flat=True))
    assert {answer.json()["dedup_key"] for answer in answers if answer.status_code == 202} <= stored


def _fields(answer: Any) -> str:
    return " ".join(answer.json()["errors"])


def test_bad_events_name_what_is_wrong(over_http: Monitor) -> None:
    fatal = over_http.send(payload=GOOD | {"severity": "fatal"})
    assert (fatal.status_code, fatal.json()["status"]) == (400, "invalid event")
    assert "payload.severity" in _fields(fatal)
    nothing = over_http.send(payload=None)
    assert (nothing.status_code, nothing.json()["message"]) == (400, "Event object is invalid")
    assert "payload" in _fields(nothing)
    broken = over_http.post(b'{"routing_key"')
    assert (broken.status_code, broken.json()["status"]) == (400, "Unrecognized object")
    assert broken.json()["errors"] == ["JSON parse error"]
