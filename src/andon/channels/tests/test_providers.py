"""Mail providers' calls, in the shapes that their documentation shows: proved, stored once, and what bounced stops."""

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY
from tests.peers.mail_relay import MailRelay

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.channels.actions.put_mailbox import put_mailbox
from andon.channels.actions.put_provider_hook import put_provider_hook
from andon.channels.actions.switch_mailbox import switch_mailbox
from andon.channels.models import Delivery, InboundMail, Mailbox, Suppression
from andon.customers.models import Contact
from andon.kit.errors import Invalid
from andon.work.engine.inline import run_due_work

KEY = "key-3ax6xnjp29jd6fds4gc373sgvjxteol0"
RAW = (
    "From: dana@acme.example\r\nTo: help@maple.example\r\nMessage-ID: <1@acme.example>\r\nSubject: Hi\r\n\r\nGrüße\r\n"
)


@pytest.fixture
def box(db: None) -> Mailbox:
    return put_mailbox(address="help@maple.example", kind="provider", by=NOBODY)


def proved(secret: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"andon:{secret}".encode()).decode()}


def call(box: Mailbox, what: str, secret: str, said: Any, *, form: bool = False) -> int:
    at = reverse(f"channels:provider_{what}", args=[box.id])
    more: dict[str, Any] = {"data": said} if form else {"data": json.dumps(said), "content_type": "application/json"}
    return Client().post(at, headers=proved(secret), **more).status_code


def mailgun_signature(key: str = KEY) -> dict[str, str]:
    signature = hmac.new(key.encode(), b"1529006854" + b"a" * 50, hashlib.sha256).hexdigest()
    return {"timestamp": "1529006854", "token": "a" * 50, "signature": signature}


def mailgun_inbound(**more: str) -> dict[str, str]:
    said = {"recipient": "help+x@maple.example", "sender": "bounce@acme.example", "body-mime": RAW}
    return said | mailgun_signature() | more


def mailgun_event(event: str, message_id: str = "", **more: Any) -> dict[str, Any]:
    told = {
        "event": event,
        "timestamp": 1529006854.329574,
        "id": "DACSsAdVSeGpLid7TN03WA",
        "recipient": "dana@acme.example",
        "message": {"headers": {"message-id": message_id.strip("<>"), "to": "dana@acme.example"}},
        "delivery-status": {"code": 550, "message": "550 5.1.1 The email account does not exist", "description": ""},
    }
    return {"signature": mailgun_signature(), "event-data": told | more}


POSTMARK_IN = {
    "FromName": "Dana",
    "FromFull": {"Email": "dana@acme.example", "Name": "Dana", "MailboxHash": ""},
    "ToFull": [{"Email": "help@maple.example", "Name": "", "MailboxHash": ""}],
    "CcFull": [],
    "BccFull": [],
    "OriginalRecipient": "help+token@maple.example",
    "Subject": "Jam",
    "MessageID": "73e6d360-66eb-11e1-8e72-a8904824019b",
    "Date": "Fri, 1 Aug 2014 16:45:32 -04:00",
    "TextBody": "Sour.",
    "HtmlBody": "",
    "Headers": [
        {"Name": "Return-Path", "Value": "<dana@acme.example>"},
        {"Name": "Message-ID", "Value": "<2@acme.example>"},
    ],
    "Attachments": [
        {
            "Name": "jam.txt",
            "Content": base64.b64encode(b"red").decode(),
            "ContentType": "text/plain",
            "ContentLength": 3,
        }
    ],
}


def postmark_bounce(kind: str, record: str = "Bounce") -> dict[str, Any]:
    return {
        "RecordType": record,
        "ID": 42,
        "Type": kind,
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "Description": "The server was unable to deliver your message",
        "Details": "smtp;550 5.1.1 unknown",
        "Email": "Dana@acme.example",
        "BouncedAt": "2019-11-05T16:33:54.9070259Z",
    }


def test_mailgun_brings_a_mail_as_it_came_and_once(box: Mailbox) -> None:
    _hook, secret = put_provider_hook(box, provider="mailgun", signing_key=KEY, by=NOBODY)
    for _again in range(2):
        assert call(box, "inbound", secret, mailgun_inbound(), form=True) == 200
    (mail,) = InboundMail.objects.all()
    assert bytes(mail.blob.content) == RAW.encode()
    assert (mail.mailbox, mail.envelope_to, mail.envelope_from) == (
        box,
        ["help+x@maple.example"],
        "bounce@acme.example",
    )
    box.refresh_from_db()
    assert box.well_at is not None


def test_postmark_brings_a_mail_in_parts(box: Mailbox, relay: MailRelay) -> None:
    _hook, secret = put_provider_hook(box, provider="postmark", by=NOBODY)
    assert call(box, "inbound", secret, POSTMARK_IN) == 200
    run_due_work()
    mail = InboundMail.objects.get()
    assert (mail.state, mail.sender, mail.headline, mail.envelope_to) == (
        "taken",
        "dana@acme.example",
        "Jam",
        ["help+token@maple.example"],
    )


@pytest.mark.parametrize("wrong", ["password", "signature", "key", "nothing signed", "switched off", "another kind"])
def test_a_call_that_is_not_proved_brings_nothing(box: Mailbox, wrong: str) -> None:
    _hook, secret = put_provider_hook(box, provider="mailgun", signing_key=KEY, by=NOBODY)
    said = mailgun_inbound()
    if wrong == "signature":
        said["signature"] = "0" * 64
    if wrong == "key":
        said |= mailgun_signature("another")
    if wrong == "nothing signed":
        del said["token"]
    if wrong == "switched off":
        switch_mailbox(box, on=False, by=NOBODY)
    if wrong == "another kind":
        put_mailbox(address=box.address, kind="listener", mailbox=box, by=NOBODY)
    found = call(box, "inbound", "guess" if wrong == "password" else secret, said, form=True)
    assert found == (404 if wrong in ("switched off", "another kind") else 403)
    assert not InboundMail.objects.exists()


def test_what_cannot_be_read_is_said(box: Mailbox) -> None:
    _hook, secret = put_provider_hook(box, provider="postmark", by=NOBODY)
    for odd in ([], {"RecordType": "Bounce"}, "x", {"FromFull": 1}, None):
        assert call(box, "inbound", secret, odd) == 422
        assert call(box, "tracking", secret, odd) in (200, 422)
    at = reverse("channels:provider_inbound", args=[box.id])
    assert Client().post(at, b"\0\xff", content_type="application/json", headers=proved(secret)).status_code == 422
    assert (Client().head(at).status_code, Client().get(at).status_code) == (200, 405)
    assert not InboundMail.objects.exists()


def test_mailgun_says_that_an_address_is_gone(box: Mailbox, dana: Contact, relay: MailRelay) -> None:
    _hook, secret = put_provider_hook(box, provider="mailgun", signing_key=KEY, by=NOBODY)
    sent = DeliveryIn(
        key="k", purpose="reply", subject=dana.subject, recipient=dana.subject, address="dana@acme.example",
        headline="Hello", text="Hello.",
    )  # fmt: skip
    (delivery,) = deliver([sent])
    run_due_work()
    late = mailgun_event("failed", delivery.message_id, severity="temporary", reason="generic")
    assert call(box, "tracking", secret, late) == 200
    assert call(box, "tracking", secret, mailgun_event("delivered", delivery.message_id)) == 200
    assert Delivery.objects.get().state == "told"
    failed = mailgun_event("failed", delivery.message_id, severity="permanent", reason="bounce")
    for _again in range(2):
        assert call(box, "tracking", secret, failed) == 200
    assert Delivery.objects.get().state == "bounced"
    assert (Suppression.objects.get().address, Suppression.objects.get().reason) == ("dana@acme.example", "bounce")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (postmark_bounce("HardBounce"), "bounce"),
        (postmark_bounce("SpamComplaint", "SpamComplaint"), "complaint"),
        (postmark_bounce("SoftBounce"), ""),
        (postmark_bounce("Transient"), ""),
        (postmark_bounce("Blocked"), ""),
    ],
)
def test_postmark_says_what_became_of_ours(box: Mailbox, said: dict[str, Any], reason: str) -> None:
    _hook, secret = put_provider_hook(box, provider="postmark", by=NOBODY)
    assert call(box, "tracking", secret, said) == 200
    assert [one.reason for one in Suppression.objects.all()] == ([reason] if reason else [])


def test_mailgun_needs_its_key_and_passwords_are_kept_sealed(box: Mailbox) -> None:
    with pytest.raises(Invalid) as refused:
        put_provider_hook(box, provider="mailgun", by=NOBODY)
    assert set(refused.value.faults) == {"signing_key"}
    hook, secret = put_provider_hook(box, provider="mailgun", signing_key=KEY, by=NOBODY)
    assert secret not in hook.secret
    assert KEY not in hook.signing_key
    assert put_provider_hook(box, provider="mailgun", by=NOBODY)[1] == ""
    assert put_provider_hook(box, provider="mailgun", new_secret=True, by=NOBODY)[1] not in ("", secret)
