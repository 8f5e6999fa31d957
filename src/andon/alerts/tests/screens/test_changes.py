from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY

from andon.alerts.actions.create_integration_key import create_integration_key
from andon.alerts.actions.receive_changes import receive_changes
from andon.alerts.models import ChangeEvent
from andon.alerts.rules.change import read_change
from andon.alerts.rules.event import ChangeIn
from andon.catalog.models import Service
from andon.people.models import User

from .test_alerts import signed_in


def told(key: str, summary: str, **details: Any) -> ChangeIn:
    raw = {"routing_key": key, "payload": {"summary": summary, "source": "ci", "custom_details": details}}
    change = read_change(raw)
    assert isinstance(change, ChangeIn)
    return change


@pytest.fixture
def key(checkout: Service) -> str:
    return create_integration_key(checkout, name="CI", by=NOBODY)[1]


def listed(user: User, **query: str) -> str:
    return signed_in(user).get(reverse("alerts:changes"), query).content.decode()


def test_what_is_told_of_a_change_is_shown_and_chosen_from(key: str, omar: User) -> None:
    link = "https://ci.example/7"
    receive_changes(
        [
            told(key, "Release <7>", type="deployment", author="Ines", environment="production", url=link),
            told(key, "Flag on", kind="feature_flag", env="staging", link="javascript:alert(1)"),
            told(key, "Something"),
        ]
    )
    shown = listed(omar)
    for said in ("Release &lt;7&gt;", f'href="{link}"', "Ines", "production", "deployment", "feature flag", "other"):
        assert said in shown
    assert "javascript:" not in shown
    assert "Flag on" not in listed(omar, kind="deploy")
    assert "Release" not in listed(omar, environment="staging")
    assert "Nobody told" not in listed(omar, service="nonsense", kind="x", page="99")
    assert "None of these" in listed(omar, kind="config")


def test_the_link_of_a_change_may_stand_where_pagerduty_has_it(key: str) -> None:
    raw = {
        "routing_key": key,
        "payload": {"summary": "x"},
        "links": [{"href": "ftp://x"}, {"href": "https://a.example"}],
    }
    change = read_change(raw)
    assert isinstance(change, ChangeIn)
    assert (change.link, change.kind) == ("https://a.example", "other")


def test_an_empty_list_teaches(omar: User) -> None:
    assert "/v2/change/enqueue" in listed(omar)


def test_who_may_not(rita: User, omar: User) -> None:
    assert signed_in(rita).get(reverse("alerts:changes")).status_code == 403
    assert Client().get(reverse("alerts:changes")).status_code == 302
    assert signed_in(omar).post(reverse("alerts:changes")).status_code == 405


def test_the_list_is_flat(key: str, omar: User, django_assert_max_num_queries: Any) -> None:
    client = signed_in(omar)
    for count in (3, 40):
        receive_changes([told(key, f"Release {number}", environment=f"e{number}") for number in range(count)])
        with django_assert_max_num_queries(12):
            assert client.get(reverse("alerts:changes")).status_code == 200


def test_a_program_reads_changes(api: Callable[..., Any], key: str, omar: User, rita: User) -> None:
    receive_changes([told(key, "Release 7", kind="release"), told(key, "Flag on", kind="flag")])
    (found,) = api(omar).get("/changes", kind="deploy", service="checkout").json()["items"]
    assert (found["summary"], found["kind"]) == ("Release 7", "deploy")
    assert api(rita).get("/changes").status_code == 403
    assert ChangeEvent.objects.count() == 2
