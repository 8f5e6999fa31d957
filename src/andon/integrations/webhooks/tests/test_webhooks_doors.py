"""The endpoint's own part of the screen and the API."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY
from tests.peers.receiver import Receiver

from andon.catalog.actions.put_services import ServiceIn, put_services
from andon.connections.models import Connection, OutgoingDelivery
from andon.integrations.webhooks.events import take
from andon.integrations.webhooks.rules.envelope import MOST_BYTES, body_of
from andon.integrations.webhooks.rules.event_types import all_types, hidden_types, kinds_chosen
from andon.kit import clock
from andon.kit.ids import new_id
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact

Subscribe = Callable[..., tuple[Connection, str]]
Run = Callable[[], int]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def replay(connection: Connection) -> str:
    return reverse("webhooks:replay_events", args=[connection.id])


def test_an_administrator_sends_again_what_happened_since(
    subscribe: Subscribe, receiver: Receiver, ada: User, checkout_team: Team, run_due_work: Run
) -> None:
    endpoint, _secret = subscribe(rooms=["catalog"])
    put_services([ServiceIn(slug="pay", name="Pay", owner=checkout_team)], by=NOBODY)
    client = signed_in(ada)
    shown = client.get(reverse("connections:connection", args=[endpoint.id])).content.decode()
    assert "Send these again" in shown
    since = (clock.now() - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M")
    answer = client.post(replay(endpoint), {"since": since}, follow=True)
    assert "1 event is sent again." in answer.content.decode()
    run_due_work()
    assert len(receiver.got) == 1
    for wrong in ("", "soon", "2020-01-01T00:00"):
        answer = client.post(replay(endpoint), {"since": wrong}, follow=True)
        assert "sent again." not in answer.content.decode()
    assert RecordedFact.objects.filter(kind="webhooks.EventsReplayed").count() == 1


def test_others_and_wrong_methods(subscribe: Subscribe, ada: User, alice: User, mei: User) -> None:
    endpoint, _secret = subscribe()
    for user in (alice, mei):
        assert signed_in(user).post(replay(endpoint), {"since": "2026-11-24T00:00"}).status_code == 403
    assert Client().post(replay(endpoint)).status_code == 302
    assert signed_in(ada).get(replay(endpoint)).status_code == 405
    other = Connection.objects.create(vendor="other", name="Other", made_at=clock.now())
    for id in (new_id(), other.id):
        assert signed_in(ada).post(reverse("webhooks:replay_events", args=[id])).status_code == 404


def test_a_program_reads_the_types_and_sends_again(
    subscribe: Subscribe, api: Callable[..., Any], ada: User, alice: User, checkout_team: Team
) -> None:
    endpoint, _secret = subscribe(rooms=["catalog"])
    put_services([ServiceIn(slug="pay", name="Pay", owner=checkout_team)], by=NOBODY)
    program, at = api(ada), f"/webhooks/{endpoint.id}/replay_events"
    types = {one["type"]: one["seen_by"] for one in program.get("/webhooks/event_types").json()}
    assert (types["cases.case_opened"], types["alerts.alert_opened"]) == ("customer", "engineering")
    since = (clock.now() - timedelta(minutes=5)).isoformat()
    assert program.post(at, {"since": since}).json()["count"] == 1
    assert program.post(at, {"since": since, "whole": True}).json()["count"] == 1
    for wrong in ({"since": "2020-01-01T00:00:00Z"}, {"since": "2026-11-24T00:00:00"}, {}):
        assert program.post(at, wrong).status_code == 422
    reader = api(ada, scopes=["cases:write"])
    assert reader.post(at, {"since": since}).status_code == 403
    assert api(ada, scopes=["webhooks:write"]).post(at, {"since": since}).status_code == 200
    assert api(alice).post(at, {"since": since}).status_code == 403
    assert api(alice).get("/webhooks/event_types").status_code == 403


@pytest.mark.parametrize("count", [3, 30])
def test_events_are_entered_in_a_fixed_number_of_queries(
    subscribe: Subscribe, checkout_team: Team, count: int, django_assert_max_num_queries: Any
) -> None:
    subscribe(rooms=["catalog"], with_objects=True)
    given = [ServiceIn(slug=f"s{number}", name="S", owner=checkout_team) for number in range(count)]
    put_services(given, by=NOBODY)
    facts = list(RecordedFact.objects.filter(kind="catalog.ServicePut"))
    with django_assert_max_num_queries(12):
        take(facts)
    take(facts)
    assert OutgoingDelivery.objects.count() == count


def test_kinds_and_types() -> None:
    types = all_types()
    assert types["cases.ownership_handed_over"] == "cases.OwnershipHandedOver"
    assert kinds_chosen(["cases"], [], ["customer"]) < kinds_chosen(["cases"], [], ["customer", "agents"])
    assert kinds_chosen([], ["alerts.alert_opened"], ["agents"]) == set()
    assert hidden_types(["alerts.alert_opened", "cases.case_opened"], ["customer"]) == ["alerts.alert_opened"]
    # A type that is gone after an upgrade is no longer told, and breaks nothing.
    assert kinds_chosen(["gone"], ["gone.thing_done"], ["agents"]) == set()


@pytest.mark.parametrize("big", ["object", "about", "fact"])
@pytest.mark.parametrize("format", ["standard", "cloudevents"])
def test_a_body_has_at_most_20_kilobytes_and_says_what_is_left_out(big: str, format: str) -> None:
    data = {"id": "1", "subject": {"kind": "case", "id": "2"}, "about": [], "fact": {}, "object": {}}
    event = {"type": "x.y", "timestamp": "2026-11-24T00:00:00Z", "data": data | {big: ["ä" * 100] * 200}}
    body = body_of(event, id="msg_1", source="https://care.example", format=format)
    assert len(body) <= MOST_BYTES
    assert f'"{big}"' in body.decode().split('"left_out"')[1]
    assert b'"subject"' in body
