"""Connecting a workspace: the app's manifest, the tokens, and the test button."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import connect_slack
from tests.peers.slack import BOT, Slack

from andon.connections.actions.add_connection import add_connection
from andon.connections.actions.try_connection import try_connection
from andon.connections.models import Connection, ConnectionSecret
from andon.integrations.slack.rules.manifest import EVENTS, SCOPES
from andon.kit.errors import Invalid
from andon.people.models import User

pytestmark = pytest.mark.django_db


def manifest(api: Callable[..., Any], ada: User, connection: Connection) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(api(ada).get(f"/slack/{connection.id}/manifest").json()["manifest"])
    return found


def test_the_manifest_for_http_names_our_address_everywhere(slack: Slack, ada: User, api: Callable[..., Any]) -> None:
    found = manifest(api, ada, Connection.objects.get())
    address = f"http://localhost:8000{slack.address}"
    settings = found["settings"]
    assert settings["event_subscriptions"] == {"bot_events": list(EVENTS), "request_url": address}
    assert settings["interactivity"] == {"is_enabled": True, "request_url": address}
    assert found["features"]["slash_commands"][0]["url"] == address
    assert not settings["socket_mode_enabled"]
    assert found["oauth_config"]["scopes"]["bot"] == list(SCOPES)


def test_the_manifest_for_socket_mode_names_none(slack: Slack, ada: User, api: Callable[..., Any]) -> None:
    other = connect_slack(slack, transport="socket")
    found = manifest(api, ada, other)
    assert found["settings"]["socket_mode_enabled"]
    assert "localhost" not in json.dumps(found)


def test_only_administrators_read_it(slack: Slack, mei: User, api: Callable[..., Any]) -> None:
    assert api(mei).get(f"/slack/{Connection.objects.get().id}/manifest").status_code == 403


def test_the_connections_screen_shows_it_before_there_is_a_token(ada: User) -> None:
    client = Client()
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    form = {"name": "Fernhill", "transport": "socket", "severities": ["critical"], "mirror": ["customer"],
            "base": "https://slack.com/api"}  # fmt: skip
    made = client.post(reverse("connections:add_connection", args=["slack"]), form)
    assert made.status_code == 200
    screen = client.get(reverse("connections:connection", args=[Connection.objects.get().id])).content.decode()
    assert "Make the app in Slack" in screen
    assert "socket_mode_enabled&quot;: true" in screen
    assert "generate an app-level token" in screen


@pytest.mark.parametrize(
    ("name", "secret"), [("bot_token", "xoxp-12345678"), ("app_token", BOT), ("signing", "not/this"), ("signing", "12")]
)
def test_what_is_no_such_token_is_refused_by_name(name: str, secret: str, ada: User) -> None:
    with pytest.raises(Invalid) as refused:
        add_connection(vendor="slack", name="x", settings={}, secrets={name: secret}, by=ada.actor)
    assert set(refused.value.faults) == {name}
    assert not ConnectionSecret.objects.exists()


def test_the_test_button_learns_who_we_are(slack: Slack, ada: User) -> None:
    connection = Connection.objects.get()
    assert try_connection(connection, by=ada.actor) == (True, "It knows us as andon in Fernhill.")
    assert Connection.objects.get().own_ids == ["U0BOT", "B0BOT", "team:T0FERN"]
    assert BOT not in str(list(ConnectionSecret.objects.values()))


def test_the_test_button_says_what_is_wrong(slack: Slack, ada: User) -> None:
    connection = Connection.objects.get()
    slack.scopes = "chat:write,commands"
    assert "lacks these scopes: channels:history" in try_connection(connection, by=ada.actor)[1]
    slack.refuse["auth.test"] = ["invalid_auth", (429, 3), "accesslimited"]
    assert try_connection(connection, by=ada.actor) == (False, "Slack says: invalid_auth.")
    assert "cannot answer just now: it answered 429" in try_connection(connection, by=ada.actor)[1]
    assert "accesslimited" in try_connection(connection, by=ada.actor)[1]
    slack.scopes = ""
    ConnectionSecret.objects.filter(name="signing").delete()
    assert try_connection(connection, by=ada.actor) == (False, "HTTP needs the signing secret.")
    connection.settings["transport"] = "socket"
    assert try_connection(connection, by=ada.actor)[0]
    ConnectionSecret.objects.all().delete()
    assert try_connection(connection, by=ada.actor) == (False, "No bot token is kept here yet.")
