"""GitHub's own payloads become changes of a service, signed, once."""

import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY
from tests.shared import shared_fixtures

from andon.alerts.models import ChangeEvent
from andon.catalog.actions.put_services import ServiceIn, put_services
from andon.catalog.models import Service
from andon.connections.actions.add_connection import add_connection
from andon.connections.actions.replay_incoming import replay_incoming
from andon.connections.models import Connection, ExternalLink, IncomingDelivery
from andon.integrations.github.rules.change import change_of
from andon.kit.errors import Invalid
from andon.people.models import Team

Run = Callable[[], int]
ALL = ["deployments", "pushes", "releases"]


def payload(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared_fixtures("github") / "webhooks" / f"{name}.payload.json").read_text())
    return found


@pytest.fixture
def connect(checkout: Service) -> Callable[..., tuple[Connection, str]]:
    def add(**more: Any) -> tuple[Connection, str]:
        settings = {"service": "checkout", "what": ALL} | more
        made, secrets = add_connection(vendor="github", name="Shop", settings=settings, secrets={}, by=NOBODY)
        return made, secrets["signing"]

    return add


def tell(connection: Connection, secret: str, event: str, told: Any, *, id: str = "d", form: bool = False) -> int:
    text = json.dumps(told)
    body = (urlencode({"payload": text}) if form else text).encode()
    headers = {
        "X-GitHub-Event": event,
        "X-GitHub-Delivery": id,
        "X-Hub-Signature-256": "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest(),
    }
    content_type = "application/x-www-form-urlencoded" if form else "application/json"
    address = reverse("connections:incoming", args=["github", connection.id])
    return Client().post(address, body, content_type=content_type, headers=headers).status_code


def test_a_deployment_a_push_and_a_release_are_changes(
    connect: Callable[..., tuple[Connection, str]], run_due_work: Run, checkout: Service
) -> None:
    connection, secret = connect()
    push = payload("push") | {
        "ref": "refs/heads/master", "deleted": False, "after": "f" * 40, "commits": [{}],
        "head_commit": {"message": "Mend the till\n\nLong story"},
    }  # fmt: skip
    for id, (event, told) in enumerate(
        [("deployment_status", payload("deployment_status")), ("push", push), ("release", payload("release.published"))]
    ):
        assert tell(connection, secret, event, told, id=str(id), form=event == "push") == 200
    run_due_work()
    changes = ChangeEvent.objects.order_by("at")
    assert [change.summary for change in changes] == [
        "Deployment of master (f95f852) to production succeeded",
        "1 commit on master: Mend the till",
        "Release 0.0.1 published",
    ]
    assert {(change.source, change.service) for change in changes} == {("Codertocat/Hello-World", checkout)}
    assert [(change.kind, change.environment, change.who) for change in changes] == [
        ("deploy", "production", "Codertocat"),
        ("other", "", "Codertocat"),
        ("deploy", "", "Codertocat"),
    ]
    assert changes[2].link.startswith("https://github.com/Codertocat/")
    assert IncomingDelivery.objects.filter(state="taken").count() == 3


def test_what_is_no_change_is_left_alone(connect: Callable[..., tuple[Connection, str]], run_due_work: Run) -> None:
    connection, secret = connect()
    for id, (event, name) in enumerate(
        [("ping", "ping"), ("push", "push"), ("issues", "issues.opened"), ("installation", "installation.created")]
    ):
        assert tell(connection, secret, event, payload(name), id=str(id)) == 200
    assert tell(connection, secret, "deployment_status", {"deployment_status": {"state": "pending"}}, id="p") == 200
    assert tell(connection, secret, "push", {"ref": 1, "repository": [], "commits": {}}, id="odd") == 200
    run_due_work()
    assert not ChangeEvent.objects.exists()
    assert set(IncomingDelivery.objects.values_list("why", flat=True)) == {"not a change"}


def test_the_same_change_is_noted_once_however_often_it_is_told(
    connect: Callable[..., tuple[Connection, str]], run_due_work: Run
) -> None:
    connection, secret = connect()
    for id in ("1", "1", "2"):
        tell(connection, secret, "release", payload("release.published"), id=id)
    run_due_work()
    replay_incoming(connection, list(IncomingDelivery.objects.values_list("id", flat=True)), by=NOBODY)
    run_due_work()
    assert ChangeEvent.objects.count() == ExternalLink.objects.count() == 1


def test_two_connections_of_one_service_tell_of_one_change(
    connect: Callable[..., tuple[Connection, str]], run_due_work: Run, checkout_team: Team
) -> None:
    """A repository's webhook and its organisation's; that of another service is its own."""
    put_services([ServiceIn(slug="pay", name="Pay", owner=checkout_team)], by=NOBODY)
    for number, connection in enumerate([connect(), connect(), connect(service="pay")]):
        tell(*connection, "release", payload("release.published"), id=str(number))
    run_due_work()
    assert sorted(ChangeEvent.objects.values_list("service__slug", flat=True)) == ["checkout", "pay"]
    assert ExternalLink.objects.count() == 3
    assert set(IncomingDelivery.objects.values_list("why", flat=True)) == {"", "known already, by another connection"}


def test_a_deployment_that_is_told_again_in_other_words_is_noted_once(
    connect: Callable[..., tuple[Connection, str]], run_due_work: Run
) -> None:
    connection, secret = connect()
    told = payload("deployment_status")
    for number, state in enumerate(["success", "success", "failure", "failure"]):
        told["deployment_status"] |= {
            "id": 1000 + number,
            "state": state,
            "log_url": f"https://ci.example/{number}",
        }
        tell(connection, secret, "deployment_status", told, id=str(number))
    run_due_work()
    assert sorted(ChangeEvent.objects.values_list("summary", flat=True)) == [
        "Deployment of master (f95f852) to production failed",
        "Deployment of master (f95f852) to production succeeded",
    ]


def test_only_what_was_chosen(connect: Callable[..., tuple[Connection, str]], run_due_work: Run) -> None:
    for number, settings in enumerate(
        [{"what": ["releases"]}, {"repositories": "acme/shop, acme/till"}, {"environments": "staging"}]
    ):
        connection, secret = connect(**settings)
        tell(connection, secret, "deployment_status", payload("deployment_status"), id=str(number))
    connection, secret = connect(repositories="codertocat/hello-world", environments="Production")
    tell(connection, secret, "deployment_status", payload("deployment_status"))
    run_due_work()
    assert ChangeEvent.objects.count() == 1
    assert set(IncomingDelivery.objects.exclude(why="").values_list("why", flat=True)) == {
        "not asked for", "of another repository", "to another environment",
    }  # fmt: skip


def test_forged_and_broken_ones_are_refused(connect: Callable[..., tuple[Connection, str]]) -> None:
    connection, secret = connect()
    assert tell(connection, "guess", "push", payload("push")) == 401
    for broken in ([], "text", None):
        assert tell(connection, secret, "push", broken) == 400
    with pytest.raises(Invalid):
        connect(service="none")
    with pytest.raises(Invalid):
        connect(what=[])


def test_a_failed_deployment_is_a_change_too() -> None:
    status = {"id": 1, "state": "failure", "environment": "production"}
    change = change_of(
        "deployment_status", {"deployment_status": status, "deployment": {"ref": "v2", "sha": "abcdef0123"}}
    )
    assert change is not None
    assert change.summary == "Deployment of v2 (abcdef0) to production failed"
