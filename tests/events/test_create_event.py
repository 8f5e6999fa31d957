"""The Events API v1 over HTTP, for monitors that speak nothing newer."""

import json
from typing import Any

import httpx
import pytest

from andon.alerts.models import Alert
from andon.paging.models import Escalation, Policy
from tests.events.conftest import Monitor
from tests.live_server import wait_until

PATH = "/generic/2010-04-15/create_event.json"


def say(monitor: Monitor, event_type: str = "trigger", **more: Any) -> httpx.Response:
    event = {
        "service_key": monitor.key,
        "event_type": event_type,
        "incident_key": "db-1/disk",
        "description": "Disk full on db-1",
        **more,
    }
    return monitor.post(json.dumps({name: value for name, value in event.items() if value is not None}).encode(), PATH)


def test_a_trigger_opens_an_alert_that_pages_and_a_resolve_ends_it(over_http: Monitor, on_call: Policy) -> None:
    contexts = [
        {"type": "link", "href": "https://nagios.example/db-1", "text": "db-1"},
        {"type": "image", "src": "https://nagios.example/disk.png"},
        "nonsense",
    ]
    answer = say(over_http, details={"free": "0 %"}, client="Nagios", contexts=contexts)
    assert answer.status_code == 200
    assert answer.json() == {"status": "success", "message": "Event processed", "incident_key": "db-1/disk"}
    alert = Alert.objects.get()
    assert (alert.state, alert.summary, alert.source) == ("open", "Disk full on db-1", "Nagios")
    assert alert.payload["payload"]["custom_details"] == {"free": "0 %"}
    assert [link["text"] for link in alert.payload["links"]] == ["db-1"]
    assert len(alert.payload["images"]) == 1
    wait_until(lambda: Escalation.objects.exists(), what="somebody to be paged")
    assert say(over_http).status_code == 200
    assert say(over_http, "acknowledge", description=None).status_code == 200
    alert.refresh_from_db()
    assert (alert.state, alert.count) == ("acknowledged", 2)
    assert say(over_http, "resolve", description=None).status_code == 200
    assert say(over_http, "resolve", description=None).status_code == 200
    alert.refresh_from_db()
    assert alert.state == "resolved"
    assert Alert.objects.count() == 1


def test_both_versions_speak_of_the_same_alert(over_http: Monitor) -> None:
    say(over_http)
    assert over_http.send("resolve", "db-1/disk", payload=None).status_code == 202
    assert Alert.objects.get().state == "resolved"


def test_a_trigger_without_a_key_is_given_one(over_http: Monitor) -> None:
    first, second = say(over_http, incident_key=None), say(over_http, incident_key="")
    assert first.json()["incident_key"] != second.json()["incident_key"]
    assert Alert.objects.count() == 2


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        ({"service_key": "f" * 32}, "service_key is not known"),
        ({"service_key": "short"}, "service_key must be"),
        ({"service_key": 7}, "service_key must be"),
        ({"event_type": "close"}, "event_type must be"),
        ({"event_type": ["trigger"]}, "event_type must be"),
        ({"event_type": "resolve", "incident_key": None}, "incident_key is required"),
        ({"incident_key": "x" * 256}, "incident_key must be"),
        ({"incident_key": {"a": 1}}, "incident_key must be"),
        ({"description": " "}, "description is required"),
        ({"description": "x" * 1025}, "description must be"),
        ({"description": "a\0b"}, "NUL"),
        ({"details": {"a": "\ud800"}}, "NUL"),
    ],
)
def test_bad_events_name_what_is_wrong(over_http: Monitor, bad: dict[str, Any], fault: str) -> None:
    answer = say(over_http, **{"event_type": "trigger", **bad})
    assert (answer.status_code, answer.json()["status"]) == (400, "invalid event")
    assert fault in " ".join(answer.json()["errors"])
    assert not Alert.objects.exists()


def test_what_is_no_event_is_refused(over_http: Monitor) -> None:
    assert over_http.post(b"disk full!", PATH).status_code == 400
    assert over_http.post(b"[]", PATH).status_code == 400
    assert over_http.post(b"x" * 600_000, PATH).status_code == 413
    assert httpx.get(f"{over_http._product.url}{PATH}", timeout=20).status_code == 405
    assert not Alert.objects.exists()
