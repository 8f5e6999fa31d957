"""Opsgenie's Alert API over HTTP: what monitors and scripts that spoke to Opsgenie send, and what it does here."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from andon.alerts.actions.create_integration_key import create_integration_key
from andon.alerts.models import Alert, AlertNote
from andon.catalog.models import Service
from andon.kit import clock
from andon.work.models import DueWork
from tests.cast import NOBODY
from tests.live_server import Product
from tests.shared import shared_fixtures

Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask(product: Product, routing_key: str) -> Ask:
    def ask(method: str, path: str, body: Any = None, *, key: str = routing_key, **query: str) -> httpx.Response:
        headers = {"Authorization": f"GenieKey {key}"} if key else {}
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        return httpx.request(method, f"{product.url}{path}", content=content, headers=headers, params=query, timeout=20)

    return ask


def test_the_life_of_an_alert(ask: Ask) -> None:
    answer = ask(
        "POST", "/v2/alerts", {"message": "Disk full", "alias": "disk/1", "priority": "P1", "details": {"a": "b"}}
    )
    assert (answer.status_code, answer.json()["result"]) == (202, "Request will be processed")
    alert = Alert.objects.get()
    assert (alert.dedup_key, alert.severity, alert.summary) == ("disk/1", "critical", "Disk full")
    done = ask("GET", f"/v2/alerts/requests/{answer.json()['requestId']}").json()["data"]
    assert (done["success"], done["status"], done["alertId"], done["alias"]) == (
        True,
        "Created alert",
        str(alert.id),
        "disk/1",
    )

    steps: list[tuple[str, str, Any, dict[str, str]]] = [
        ("PUT", "/v2/alerts/disk%2F1/message", {"message": "Disk is full"}, {"identifierType": "alias"}),
        ("PUT", f"/v2/alerts/{alert.id}/description", {"description": "of db-1"}, {}),
        ("POST", f"/v2/alerts/{alert.id.hex}/notes", {"note": "Looking", "user": "Ines"}, {"identifierType": "tiny"}),
        ("POST", "/v2/alerts/disk%2F1/acknowledge", None, {"identifierType": "alias"}),
    ]
    for method, path, body, query in steps:
        assert ask(method, path, body, **query).status_code == 202, path
    alert.refresh_from_db()
    assert (alert.summary, alert.state) == ("Disk is full", "acknowledged")
    assert alert.payload["payload"]["custom_details"] == {"a": "b", "priority": "P1", "description": "of db-1"}
    assert [(note.text, note.by) for note in AlertNote.objects.all()] == [("Looking", "Ines")]

    shown = ask("GET", "/v2/alerts/disk%2F1", identifierType="alias").json()["data"]
    assert (shown["message"], shown["status"], shown["acknowledged"], shown["priority"]) == (
        "Disk is full",
        "open",
        True,
        "P1",
    )
    assert (
        ask("GET", f"/v2/alerts/{shown['tinyId']}/notes", identifierType="tiny").json()["data"][0]["note"] == "Looking"
    )
    closed = ask("POST", f"/v2/alerts/{alert.id}/close", {"note": "Cleaned up"})
    alert.refresh_from_db()
    assert (alert.state, AlertNote.objects.count()) == ("resolved", 2)
    assert ask("GET", f"/v2/alerts/requests/{closed.json()['requestId']}").json()["data"]["status"] == "Closed alert"


def test_closing_what_is_over_leaves_the_next_one_alone(ask: Ask) -> None:
    ask("POST", "/v2/alerts", {"message": "Disk full", "alias": "disk"})
    first = Alert.objects.get()
    ask("POST", f"/v2/alerts/{first.id}/close")
    ask("POST", "/v2/alerts", {"message": "Disk full", "alias": "disk"})
    again = ask("POST", f"/v2/alerts/{first.id}/close")
    assert ask("GET", f"/v2/alerts/requests/{again.json()['requestId']}").json()["data"]["isSuccess"] is False
    assert Alert.objects.standing().count() == 1
    never = ask("POST", "/v2/alerts/never/close", identifierType="alias")
    assert (
        ask("GET", f"/v2/alerts/requests/{never.json()['requestId']}").json()["data"]["status"]
        == "Alert does not exist"
    )


def test_a_snooze_is_planned(ask: Ask) -> None:
    ask("POST", "/v2/alerts", {"message": "Disk full", "alias": "disk"})
    until = clock.now() + timedelta(hours=1)
    assert (
        ask("POST", "/v2/alerts/disk/snooze", {"endTime": until.isoformat()}, identifierType="alias").status_code == 202
    )
    alert = Alert.objects.get()
    assert (alert.state, alert.snoozed_until) == ("acknowledged", until)
    assert DueWork.objects.get(key=f"alerts:snooze:{alert.id}").run_at == until
    for wrong in ({}, {"endTime": "soon"}, {"endTime": "2001-01-01T00:00:00Z"}, {"endTime": 7}):
        answer = ask("POST", "/v2/alerts/disk/snooze", wrong, identifierType="alias")
        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["endTime"])


def test_lists_and_counts_are_of_this_key_alone(ask: Ask, checkout: Service) -> None:
    _key, other = create_integration_key(checkout, name="Other", by=NOBODY)
    for number in range(5):
        ask("POST", "/v2/alerts", {"message": f"m{number}", "alias": f"a{number}"})
    ask("POST", "/v2/alerts", {"message": "theirs", "alias": "a0"}, key=other)
    ask("POST", "/v2/alerts/a0/close", identifierType="alias")
    assert [one["alias"] for one in ask("GET", "/v2/alerts", limit="2", order="asc").json()["data"]] == ["a0", "a1"]
    assert len(ask("GET", "/v2/alerts", query="status: open").json()["data"]) == 4
    assert ask("GET", "/jsm/ops/integration/v2/alerts/count", query="status:closed").json()["data"]["count"] == 1
    theirs = Alert.objects.get(summary="theirs")
    assert ask("GET", f"/v2/alerts/{theirs.id}").status_code == 404
    assert ask("POST", f"/v2/alerts/{theirs.id}/close").status_code == 202
    theirs.refresh_from_db()
    assert theirs.state == "open"
    for name, wrong in (("limit", "0"), ("offset", "x"), ("query", "tag:a"), ("sort", "x"), ("order", "up")):
        answer = ask("GET", "/v2/alerts", **{name: wrong})
        assert (answer.status_code, list(answer.json()["errors"])) == (422, [name])


def test_refusals_name_the_field(ask: Ask) -> None:
    for body, field in (
        ({"message": ""}, "message"),
        ({"message": 7}, "message"),
        ({"message": "x", "priority": "P6"}, "priority"),
        ({"message": "x", "details": ["a"]}, "details"),
        ({"message": "x", "alias": 5}, "alias"),
        ([], "body"),
        (b"{", "body"),
    ):
        answer = ask("POST", "/v2/alerts", body)
        assert answer.status_code in (400, 422), (body, answer.text)
        assert list(answer.json()["errors"]) == [field], body
    assert ask("POST", "/v2/alerts", {"message": "x"}, key="").status_code == 401
    assert ask("POST", "/v2/alerts", {"message": "x"}, key="0" * 32).status_code == 401
    assert ask("GET", "/v2/alerts", key="0" * 32).status_code == 401
    assert ask("POST", "/v2/alerts/x/close").json()["errors"] == {"identifier": "is no id of an alert"}
    assert ask("POST", "/v2/alerts/x/close", identifierType="odd").status_code == 422
    assert ask("POST", "/v2/alerts/x/nonsense", identifierType="alias").status_code == 404
    assert ask("GET", "/v2/alerts/requests/nonsense").status_code == 404
    assert not Alert.objects.exists()


def test_long_aliases_are_told_apart(ask: Ask) -> None:
    for alias in ("x" * 400 + "1", "x" * 400 + "2"):
        ask("POST", "/v2/alerts", {"message": "m", "alias": alias})
    assert Alert.objects.count() == 2
    assert ask("POST", f"/v2/alerts/{'x' * 400}2/close", identifierType="alias").status_code == 202
    assert Alert.objects.standing().count() == 1


def test_what_alertmanager_sent_once_is_taken(ask: Ask) -> None:
    for path in sorted((shared_fixtures("alertmanager") / "captured").glob("*-opsgenie.json")):
        sent = json.loads(path.read_text())
        where, _mark, query = sent["path"].partition("?")
        given = dict(pair.split("=") for pair in query.split("&")) if query else {}
        assert ask(sent["method"], where, sent["body"], **given).status_code == 202, path.name
    assert Alert.objects.get().state == "resolved"


@pytest.mark.parametrize("verb", ["escalate", "assign", "responders", "teams", "tags", "details", "unacknowledge"])
def test_what_is_not_taken_says_what_to_do_instead(ask: Ask, verb: str) -> None:
    ask("POST", "/v2/alerts", {"message": "Disk full", "alias": "disk/1"})
    answer = ask("POST", f"/v2/alerts/disk%2F1/{verb}", {"note": "x"}, identifierType="alias")
    assert (answer.status_code, answer.json()["message"].startswith(f"{verb} is not taken here: ")) == (422, True)
