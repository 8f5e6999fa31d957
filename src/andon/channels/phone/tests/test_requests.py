"""What we ask of Twilio is what its published description of the API allows; each thing that it says is understood."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest
from tests.cast import NOBODY
from tests.peers.twilio import SID, TOKEN, Made, Twilio, told_to_django
from tests.shared import shared_fixtures
from twilio.request_validator import RequestValidator

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.channels.models import Delivery
from andon.channels.phone.rules.receipts import Meaning, meaning_of
from andon.connections.actions.add_connection import add_connection
from andon.connections.actions.change_connection import change_connection
from andon.connections.actions.pause_connection import pause_connection
from andon.connections.actions.try_connection import try_connection
from andon.connections.models import Connection, IncomingDelivery
from andon.kit.errors import Invalid
from andon.kit.ids import new_id
from andon.kit.subject import Subject

pytestmark = pytest.mark.django_db
Work = Callable[[], int]
NUMBER = "+351910000142"
SAID = "Checkout <hangs> & “burns” – 100 % of it"


@pytest.fixture
def described() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared_fixtures("twilio") / "openapi-slice.json").read_text())
    return found


def send(channel: str, key: str = "page:1", **more: Any) -> Delivery:
    given: dict[str, Any] = {
        "key": key, "purpose": "probe", "subject": Subject("user", new_id()), "channel": channel, "address": NUMBER,
        "recipient": Subject("user", new_id()), "headline": SAID, "text": SAID,
    }  # fmt: skip
    (made,) = deliver([DeliveryIn(**given | more)])
    return made


def outcome(key: str = "page:1") -> tuple[str, str]:
    found = Delivery.objects.get(key=key)
    return found.state, found.error


def check(made: Made, described: dict[str, Any]) -> None:
    """As the published description says; fields that it does not know are refused too."""
    request = MockRequest(
        "https://api.twilio.com", "post", made.path, headers={"Authorization": made.headers["authorization"]},
        data=made.body, content_type=made.headers["content-type"],
    )  # fmt: skip
    OpenAPI.from_dict(described).validate_request(request)
    path = made.path.replace(SID, "{AccountSid}")
    content = described["paths"][path]["post"]["requestBody"]["content"]
    known = content["application/x-www-form-urlencoded"]["schema"]["properties"]
    assert {name for name, _text in made.fields} <= set(known)


def test_a_message_and_a_call_are_as_described(phones: Twilio, run_due_work: Work, described: dict[str, Any]) -> None:
    send("sms", "a")
    send("voice", "b", purpose="page")
    run_due_work()
    assert phones.call_to(NUMBER).twiml.find("Gather") is not None
    check(phones.message_to(NUMBER), described)
    check(phones.call_to(NUMBER), described)


def test_every_status_that_is_described_is_known(described: dict[str, Any]) -> None:
    enums = described["components"]["schemas"]
    words = {*enums["message_enum_status"]["enum"], *enums["call_enum_status"]["enum"]} - {"receiving", "received"}
    assert {word for word in words if meaning_of(word) is None} == set()
    assert meaning_of("delivered") is Meaning.ARRIVED
    assert meaning_of("undelivered") is Meaning.NOT_ARRIVED
    assert meaning_of("new-word") is None


def test_what_a_message_and_a_call_carry(phones: Twilio, run_due_work: Work) -> None:
    send("sms", "a")
    send("voice", "b")
    run_due_work()
    message, call = phones.message_to(NUMBER), phones.call_to(NUMBER)
    assert message["Body"] == 'Checkout <hangs> & "burns" - 100 % of it\nCheckout <hangs> & "burns" - 100 % of it'
    assert (message["From"], call["From"]) == ("+15005550006", "+15005550006")
    assert SAID in call.spoken
    assert call.all("StatusCallbackEvent") == ["answered", "completed"]
    for made in (message, call):
        assert made["StatusCallback"].startswith("http://localhost:8000/connect/twilio/")


def test_a_messaging_service_sends_instead_and_cannot_call(phones: Twilio, run_due_work: Work) -> None:
    connection = Connection.objects.get()
    settings = connection.settings | {"messaging_service": "MG" + "1" * 32, "from_number": ""}
    change_connection(connection, name="Twilio", settings=settings, by=NOBODY)
    send("sms", "a")
    send("voice", "b")
    run_due_work()
    assert "From" not in dict(phones.message_to(NUMBER).fields)
    assert phones.message_to(NUMBER)["MessagingServiceSid"] == "MG" + "1" * 32
    assert outcome("b") == ("failed", "no Twilio account with a number to call from is connected")


@pytest.mark.parametrize("channel", ["sms", "voice"])
def test_a_refusal_is_final_and_says_its_code(channel: str, phones: Twilio, run_due_work: Work) -> None:
    phones.refuse = (400, 21610, f"The message From/To pair violates a blacklist rule for {NUMBER}")
    send(channel)
    run_due_work()
    state, error = outcome()
    assert (state, error) == ("failed", "21610: The message From/To pair violates a blacklist rule for …0142")
    assert Connection.objects.get().last_error.startswith("21610")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_trouble_of_theirs_is_tried_again(status: int, phones: Twilio) -> None:
    from andon.work.engine.inline import run_due_work

    phones.refuse = (status, 0, "")
    send("sms")
    run_due_work(raise_errors=False)
    assert outcome() == ("planned", f"it answered {status}")


def test_without_an_account_or_while_it_is_paused_it_fails_at_once(phones: Twilio, run_due_work: Work) -> None:
    pause_connection(Connection.objects.get(), by=NOBODY)
    send("sms")
    run_due_work()
    assert outcome() == ("failed", "no Twilio account is connected")
    assert phones.messages == []


def test_the_test_button(phones: Twilio) -> None:
    connection = Connection.objects.get()
    assert try_connection(connection, by=NOBODY) == (True, "It is the account Fernhill.")
    wrong = connection.settings | {"account_sid": "AC" + "f" * 32}
    change_connection(connection, name="Twilio", settings=wrong, by=NOBODY)
    worked, said = try_connection(Connection.objects.get(), by=NOBODY)
    assert (worked, said) == (False, "Twilio does not know this account SID with this auth token.")


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("account_sid", "AC/../x?"), ("account_sid", ""), ("messaging_service", "MG x"), ("from_number", "0910 000"),
        ("from_number", ""), ("base", "ftp://x"), ("base", ""), ("language", "xx"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_right_are_refused_by_name(field: str, text: str) -> None:
    given = {"account_sid": SID, "from_number": "+15005550006", field: text}
    with pytest.raises(Invalid) as refused:
        add_connection(vendor="twilio", name="T", settings=given, secrets={"auth_token": TOKEN}, by=NOBODY)
    assert set(refused.value.faults) == {field}


@pytest.mark.parametrize("base", ["http://localhost:8000", "https://care.example:8443", "https://care.example"])
def test_their_library_and_we_agree_on_what_the_peer_signs(
    base: str, phones: Twilio, run_due_work: Work, settings: Any
) -> None:
    settings.BASE_URL = base
    send("sms")
    run_due_work()
    message = phones.message_to(NUMBER)
    url = message["StatusCallback"] + "?x=1&y=a%20b"
    fields = {"MessageSid": message.sid, "MessageStatus": "delivered", "Note": "ä & “b” = +1", "Empty": ""}
    heard: list[tuple[str, bytes, dict[str, str]]] = []
    phones._tell = lambda *told: heard.append(told) or told_to_django(*told)
    assert phones.tell(url, fields)[0] == 200
    assert RequestValidator(TOKEN).validate(url, fields, heard[0][2]["X-Twilio-Signature"])
    assert phones.tell(url.replace("x=1", "x=2"), fields, token="other")[0] == 401
    run_due_work()
    assert outcome() == ("told", "")


@pytest.mark.parametrize(
    ("tail", "fields", "status"),
    [
        ("", {}, 400),
        ("status/x", {"MessageStatus": "sent"}, 400),
        ("elsewhere/x", {"MessageSid": "SM1"}, 400),
        ("status/unknown", {"MessageSid": "SM1", "MessageStatus": "delivered"}, 200),
        ("status/unknown", {"MessageSid": "SM1", "MessageStatus": "a word of tomorrow"}, 200),
        ("status/", {"MessageSid": "SM1\0", "MessageStatus": "\0" * 300}, 200),
        ("keys/unknown", {"CallSid": "CA1", "Digits": "1"}, 200),
        ("keys/a%00b", {"CallSid": "CA1", "Digits": "\0"}, 200),
        ("", {"MessageSid": "SM1", "From": "\0" * 400, "Body": "\ufffe\0" * 2000}, 200),
    ],
)
def test_odd_callbacks_that_are_signed_break_nothing(
    tail: str, fields: dict[str, str], status: int, phones: Twilio, run_due_work: Work, settings: Any
) -> None:
    url = f"{settings.BASE_URL}/connect/twilio/{Connection.objects.get().pk}/{tail}"
    assert phones.tell(url, fields)[0] == status
    run_due_work()
    assert IncomingDelivery.objects.count() == (status == 200)
    assert all(delivery.why for delivery in IncomingDelivery.objects.all())


def test_a_get_is_refused_though_it_be_signed(phones: Twilio, settings: Any) -> None:
    url = f"/connect/twilio/{Connection.objects.get().pk}/keys/x"
    signed = RequestValidator(TOKEN).compute_signature(settings.BASE_URL + url, {})
    assert Client().get(url, headers={"X-Twilio-Signature": signed}).status_code == 405
