"""What Slack tells over HTTP: signed over the raw bytes, read whatever it is, answered at once."""

import json
import time
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from tests.peers.slack import APP, BOT, SIGNING, TEAM, Slack
from tests.shared import shared_fixtures

from andon.connections.models import Connection, IncomingDelivery
from andon.connections.rules.arrived import Arrived
from andon.integrations.slack.rules.payload import payload_of
from andon.kit import clock
from andon.kit.errors import Refused

pytestmark = pytest.mark.django_db
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


def challenge(slack: Slack, **more: Any) -> tuple[int, bytes]:
    return slack.tell(json.dumps({"type": "url_verification", "challenge": "3eZbrw1a"}).encode(), JSON, **more)


def test_the_address_is_proved_and_nothing_is_kept(slack: Slack) -> None:
    assert challenge(slack) == (200, b"3eZbrw1a")
    assert challenge(slack, secret="f" * 32)[0] == 401
    assert not IncomingDelivery.objects.exists()


@pytest.mark.parametrize("minutes", [-6, 6])
def test_an_old_stamp_and_one_of_the_future_are_refused(minutes: int, slack: Slack) -> None:
    assert challenge(slack, at=time.time() + 60 * minutes)[0] == 401


@pytest.mark.parametrize(
    ("secret", "late", "bent"),
    [(SIGNING, 0, b""), ("another0000000000", 0, b""), (SIGNING, 301, b""), (SIGNING, 0, b" ")],
)
def test_slacks_own_library_judges_as_we_do(secret: str, late: int, bent: bytes, slack: Slack) -> None:
    body, stamp = b"token=x&command=%2Fandon&text=%C3%A9t%C3%A9", str(int(time.time()) - late)
    signature = str(SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body))
    headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
    theirs = SignatureVerifier(SIGNING).is_valid_request(body + bent, headers)
    answer = Client().post(slack.address, body + bent, content_type=FORM, headers=headers)
    assert (answer.status_code == 200) is theirs


def test_without_a_signature_or_by_get_there_is_nothing(slack: Slack) -> None:
    assert Client().get(slack.address).status_code == 405
    assert Client().post(slack.address, b"{}", content_type=JSON).status_code == 401
    assert not IncomingDelivery.objects.exists()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"[1]", JSON),
        (b"{", JSON),
        (b'{"type": "no such thing"}', JSON),
        (b'{"type": "event_callback", "event": {"type": "message", "text": "\\u0000"}}', JSON),
        (b'{"type": "event_callback", "event": {"type": "message", "text": "\\ud800"}}', JSON),
        (b"payload=%5B%5D", FORM),
        (b"payload=%7B%22type%22%3A%22block_actions%22%2C%22x%22%3A%22%5Cu0000%22%7D", FORM),
        (b"text=no+command", FORM),
        (b"nothing", "text/plain"),
    ],
)
def test_what_cannot_be_read_is_refused(body: bytes, kind: str, slack: Slack) -> None:
    assert slack.tell(body, kind)[0] == 400
    assert not IncomingDelivery.objects.exists()


# Slack blanked the texts of its recordings: `type` of the outer object is put back.
EVENTS = ("AppMention", "AppRateLimited", "AppUninstalled", "ChannelCreated", "MemberJoinedChannel", "MessageBot",
          "MessageChanged", "Message", "MessageReplied", "ReactionAdded")  # fmt: skip


@pytest.mark.parametrize("name", EVENTS)
def test_each_recorded_event_is_taken_or_left_alone(name: str, slack: Slack, run_due_work: Any) -> None:
    found = json.loads(shared_fixtures(f"slack/events.{name}Payload.json").read_text())
    found |= {"type": "event_callback", "event_id": "Ev1", "team_id": TEAM}
    assert slack.tell(json.dumps(found).encode(), JSON)[0] == 200
    run_due_work()
    kept = IncomingDelivery.objects.get()
    if name == "AppUninstalled":
        assert kept.state == "taken"
        assert Connection.objects.get().paused_why == "refused"
    else:
        assert kept.state == "ignored"
        assert kept.why in ("nothing that is followed here", "not the channel of an incident")


def test_recorded_buttons_and_commands_are_taken_or_left_alone(slack: Slack, run_due_work: Any) -> None:
    press = json.loads(shared_fixtures("slack/app-backend.interactive-components.BlockActionPayload.json").read_text())
    view = json.loads(shared_fixtures("slack/app-backend.views.ViewSubmissionPayload.json").read_text())
    command = json.loads(shared_fixtures("slack/app-backend.slash-commands.SlashCommandPayload.json").read_text())
    for found in (press, view):
        assert slack.tell(urlencode({"payload": json.dumps(found)}).encode(), FORM)[0] == 200
    # Without the command that was typed it is none.
    assert slack.tell(urlencode(command).encode(), FORM)[0] == 400
    command |= {"command": "/andon", "response_url": f"{slack.url}/respond/1"}
    assert slack.tell(urlencode(command).encode(), FORM)[0] == 200
    run_due_work()
    assert [row.why for row in IncomingDelivery.objects.order_by("id")] == [
        "no button that is known here",
        "no button that is known here",
        "of nobody who works here",
    ]


def test_an_event_of_another_workspace_is_left_alone(slack: Slack, run_due_work: Any) -> None:
    slack.event({"type": "message", "channel": "C1", "text": "x", "ts": "1.2"}, team_id="T0OTHER")
    run_due_work()
    assert IncomingDelivery.objects.get().why == "of another workspace"


def test_both_ways_of_transport_are_read_alike() -> None:
    command = {"command": "/andon", "text": "status", "trigger_id": "1.t", "user_id": "U1"}
    as_form = Arrived("POST", "", {"content-type": FORM}, urlencode(command).encode(), clock.wall())
    as_json = Arrived("POST", "", {"content-type": JSON}, json.dumps(command).encode(), clock.wall())
    assert payload_of(as_form) == payload_of(as_json)
    with pytest.raises(Refused):
        payload_of(Arrived("POST", "", {}, b"{}", clock.wall()))


def test_slacks_own_client_reads_what_the_peer_says(slack: Slack) -> None:
    """So that the peer speaks as Slack does."""
    client = WebClient(token=BOT, base_url=f"{slack.base}/")
    assert client.auth_test()["team_id"] == TEAM
    made = client.conversations_create(name="inc-1", is_private=True)["channel"]["id"]
    said = client.chat_postMessage(channel=made, text="hello")
    assert client.chat_update(channel=made, ts=said["ts"], text="bye")["ok"]
    client.pins_add(channel=made, timestamp=said["ts"])
    assert client.users_lookupByEmail(email="omar@fernhill.example")["user"]["id"] == "U0OMAR"
    assert client.users_info(user="U0OMAR")["user"]["profile"]["email"] == "omar@fernhill.example"
    assert client.apps_connections_open(app_token=APP)["ok"]
    with pytest.raises(SlackApiError, match="name_taken"):
        client.conversations_create(name="inc-1")
    slack.refuse["auth.test"] = [(429, 7)]
    with pytest.raises(SlackApiError) as refused:
        client.auth_test()
    assert refused.value.response.headers["Retry-After"] == "7"
