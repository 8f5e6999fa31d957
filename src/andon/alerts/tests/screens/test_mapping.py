"""Paste a sample, see what it becomes: the screen and the endpoint."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY

from andon.alerts.actions.create_integration_key import create_integration_key
from andon.alerts.models import Alert, IntegrationKey
from andon.alerts.rules.presets import PRESETS
from andon.catalog.models import Service
from andon.people.models import User

from .test_alerts import signed_in

SAMPLE = json.dumps({"items": [{"host": "<db-1>", "problem": "Disk full", "level": "Disaster", "state": "OK"}]})
TYPED = {
    "each": "$.items[*]",
    "summary": "{$.host}: {$.problem}",
    "source": "$.host",
    "severity": "$.level",
    "severities": "Disaster = critical\n* = warning",
    "dedup_key": "$.host",
    "action": "$.state",
    "actions": "OK = resolve",
    "details": "level = $.level",
    "sample": SAMPLE,
}


@pytest.fixture
def key(checkout: Service) -> IntegrationKey:
    return create_integration_key(checkout, name="Homemade", by=NOBODY, format="mapping")[0]


def test_a_sample_shows_what_it_becomes_and_is_not_kept(ada: User, key: IntegrationKey) -> None:
    screen = reverse("alerts:mapping", args=[key.id])
    shown = signed_in(ada).post(screen, TYPED)
    assert shown.status_code == 200
    result = shown.content.decode().split('id="result"')[1]
    for said in ("&lt;db-1&gt;: Disk full", "critical", "resolve", "Disaster"):
        assert said in result
    key.refresh_from_db()
    assert (key.mapping, Alert.objects.exists()) == ({}, False)


def test_what_was_typed_is_saved_and_shown_again(ada: User, key: IntegrationKey) -> None:
    client = signed_in(ada)
    for _twice in range(2):
        assert client.post(reverse("alerts:put_mapping", args=[key.id]), TYPED).status_code == 302
    key.refresh_from_db()
    assert key.mapping["severities"] == {"Disaster": "critical", "*": "warning"}
    again = client.get(reverse("alerts:mapping", args=[key.id])).content.decode()
    assert "Disaster = critical" in again
    assert "{$.host}: {$.problem}" in again


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"summary": ""}, "summary"),
        ({"summary": "$.items["}, "summary"),
        ({"summary": "$.nothing"}, "summary"),
        ({"each": "items"}, "each"),
        ({"each": "$.none[*]"}, "each"),
        ({"source": "$..a..b"}, "source"),
        ({"severity": "$[?match(@.a, 'x')]"}, "severity"),
        ({"severities": "Disaster is critical"}, "severities"),
        ({"severities": "Disaster = deadly"}, "severities"),
        ({"actions": "OK = explode"}, "actions"),
        ({"details": "host = $.["}, "details"),
        ({"sample": ""}, "sample"),
        ({"sample": "{"}, "sample"),
        ({"sample": '"\\u0000"'}, "sample"),
    ],
)
def test_what_is_wrong_stands_at_its_field(change: dict[str, str], field: str, ada: User, key: IntegrationKey) -> None:
    answer = signed_in(ada).post(reverse("alerts:mapping", args=[key.id]), TYPED | change)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert "Disk full" in answer.content.decode() or field == "sample"


def test_each_preset_can_be_begun_with(ada: User, key: IntegrationKey) -> None:
    for name in PRESETS:
        shown = signed_in(ada).get(reverse("alerts:mapping", args=[key.id]), {"preset": name})
        assert shown.context["form"].initial["summary"] == PRESETS[name]["summary"]
        typed = shown.context["form"].initial
        assert signed_in(ada).post(reverse("alerts:put_mapping", args=[key.id]), typed).status_code == 302
        key.refresh_from_db()
        assert key.mapping == PRESETS[name]


def test_others_and_other_keys(ada: User, omar: User, rita: User, key: IntegrationKey, checkout: Service) -> None:
    other, _text = create_integration_key(checkout, name="Grafana", by=NOBODY, format="grafana")
    for name in ("alerts:mapping", "alerts:put_mapping"):
        for user in (omar, rita):
            assert signed_in(user).post(reverse(name, args=[key.id]), TYPED).status_code == 403
        assert Client().post(reverse(name, args=[key.id]), TYPED).status_code == 302
        assert signed_in(ada).post(reverse(name, args=[other.id]), TYPED).status_code == 404
    key.refresh_from_db()
    assert key.mapping == {}


def test_a_program_tries_and_puts(api: Callable[..., Any], ada: User, omar: User, key: IntegrationKey) -> None:
    mapping = PRESETS["Zabbix"]
    sample = {"hostname": "www", "severity": "Average", "status": "PROBLEM", "trigger": "Down"}
    asked = {"mapping": mapping, "sample": sample}
    (made,) = api(ada).post("/integration_keys/try_mapping", asked).json()
    assert (made["summary"], made["severity"], made["faults"]) == ("Down", "error", {})
    (faulty,) = api(ada).post("/integration_keys/try_mapping", asked | {"sample": {}}).json()
    assert faulty["faults"] == {"summary": "$.trigger finds no text"}
    wrong = api(ada).post("/integration_keys/try_mapping", {"mapping": {"summary": "$["}, "sample": {}})
    assert wrong.status_code == 422
    assert "mapping.summary" in wrong.content.decode()
    path = f"/integration_keys/{key.id}/put_mapping"
    assert api(ada).post(path, {"mapping": mapping}).json()["mapping"] == mapping
    assert api(omar).post(path, {"mapping": mapping}).status_code == 403
    assert api(omar).post("/integration_keys/try_mapping", asked).status_code == 403
    assert api(omar).get("/alert_formats").status_code == 403
    assert len(api(ada).get("/alert_formats").json()) > 7
