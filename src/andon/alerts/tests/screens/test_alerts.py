from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY

from andon.alerts.actions.create_integration_key import create_integration_key
from andon.alerts.actions.receive_changes import receive_changes
from andon.alerts.actions.receive_events import receive_events
from andon.alerts.models import Alert
from andon.alerts.rules.event import ChangeIn, EventIn
from andon.catalog.models import Service
from andon.kit.ids import new_id
from andon.people.models import User

Monitor = Callable[..., Any]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def listed(user: User, **query: str) -> str:
    return signed_in(user).get(reverse("alerts:alerts"), query).content.decode()


def test_what_stands_is_listed_with_who_has_it(
    on_call: object, monitor: Monitor, relay: object, run_due_work: Callable[[], int], omar: User
) -> None:
    monitor("trigger", "slow", times=3)
    monitor("trigger", "disk", severity="warning")
    run_due_work()
    shown = listed(omar)
    for said in ("Checkout is slow", "3 times", "nobody has answered", "pages nobody, only shows"):
        assert said in shown


def test_one_that_paged_nobody_is_loud(monitor: Monitor, run_due_work: Callable[[], int], omar: User) -> None:
    monitor("trigger", "slow")
    run_due_work()
    assert "nobody was paged" in listed(omar)
    alert = signed_in(omar).get(reverse("alerts:alert", args=[Alert.objects.get().id])).content.decode()
    assert "Nobody was paged." in alert


def test_the_list_is_chosen_from(monitor: Monitor, checkout: Service, omar: User) -> None:
    monitor("trigger", "slow")
    monitor("trigger", "disk", severity="info")
    monitor("resolve", "disk")
    row = reverse("alerts:alert", args=[new_id()])[:8]

    def count(**query: str) -> int:
        return listed(omar, **query).count(f'<a class="medium" href="{row}')

    assert (count(), count(state="resolved"), count(state="all")) == (1, 1, 2)
    assert (count(service="checkout"), count(service="other"), count(severity="info")) == (1, 1, 0)
    assert count(state="nonsense", page="999") == 1
    none = listed(omar, severity="info")
    assert "None of these" in none
    assert 'value="severity' not in none


def test_an_empty_list_teaches(omar: User) -> None:
    assert "No monitor complains" in listed(omar)


def test_one_alert_with_what_was_changed_before(checkout: Service, omar: User) -> None:
    _key, text = create_integration_key(checkout, name="Grafana", by=NOBODY)
    receive_changes([ChangeIn(routing_key=text, summary="Deployed <2.1>", source="ci")])
    payload = {
        "payload": {"component": "api", "custom_details": {"p95": "8 s", "<b>": ["x", 1], "deep": {"a": 1}}},
        "links": [
            {"href": "javascript:alert(1)", "text": "evil"},
            {"href": "https://grafana.example/d", "text": "See"},
            7,
        ],
        "client": "Grafana",
    }
    event = EventIn(
        routing_key=text, action="trigger", dedup_key="k", summary="Slow", source="s", severity="error", payload=payload
    )  # fmt: skip
    receive_events([event])
    shown = signed_in(omar).get(reverse("alerts:alert", args=[Alert.objects.get().id])).content.decode()
    for said in (
        "Deployed &lt;2.1&gt;",
        "8 s",
        "&lt;b&gt;",
        "https://grafana.example/d",
        "Declare an incident from it",
    ):
        assert said in shown
    assert "javascript:" not in shown


def test_who_may_not_and_what_is_not(monitor: Monitor, rita: User, omar: User) -> None:
    monitor("trigger", "slow")
    address = reverse("alerts:alert", args=[Alert.objects.get().id])
    for path in (address, reverse("alerts:alerts")):
        assert signed_in(rita).get(path).status_code == 403
        assert Client().get(path).status_code == 302
        assert signed_in(omar).post(path).status_code == 405
    assert signed_in(omar).get(reverse("alerts:alert", args=[new_id()])).status_code == 404


def test_the_list_is_flat(
    on_call: object, relay: object, run_due_work: Callable[[], int], monitor: Monitor, omar: User,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    client = signed_in(omar)
    for count in (3, 30):
        for number in range(count):
            monitor("trigger", f"k{number}")
        run_due_work()
        with django_assert_max_num_queries(14):
            assert client.get(reverse("alerts:alerts")).status_code == 200


@pytest.mark.parametrize("raw", [{}, {"payload": []}, {"payload": {"custom_details": "text"}}, {"links": {"a": 1}}])
def test_odd_payloads_are_shown_as_far_as_they_can_be(raw: dict[str, Any], monitor: Monitor, omar: User) -> None:
    monitor("trigger", "slow")
    Alert.objects.update(payload=raw)
    assert signed_in(omar).get(reverse("alerts:alert", args=[Alert.objects.get().id])).status_code == 200
