"""SendGrid's calls in the shapes of its documentation."""

import base64
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY
from tests.peers.mail_relay import MailRelay

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.channels.actions.put_mailbox import put_mailbox
from andon.channels.actions.put_provider_hook import put_provider_hook
from andon.channels.models import Delivery, InboundMail, Mailbox, ProviderHook, Suppression
from andon.customers.models import Contact
from andon.kit.errors import Invalid
from andon.work.engine.inline import run_due_work

RAW = "From: dana@acme.example\r\nTo: help@maple.example\r\nMessage-ID: <1@acme.example>\r\n\r\nGrüße\r\n"
ENVELOPE = json.dumps({"to": ["help+x@maple.example"], "from": "bounce@acme.example"})


@pytest.fixture
def box(db: None) -> Mailbox:
    return put_mailbox(address="help@maple.example", kind="provider", by=NOBODY)


def shown(key: Any) -> str:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return base64.b64encode(key.public_key().public_bytes(serialization.Encoding.DER, form)).decode()


def call(box: Mailbox, what: str, secret: str, said: Any, key: ec.EllipticCurvePrivateKey | None = None) -> int:
    headers = {"Authorization": "Basic " + base64.b64encode(f"andon:{secret}".encode()).decode()}
    at = reverse(f"channels:provider_{what}", args=[box.id])
    if what == "inbound":
        return Client().post(at, said, headers=headers).status_code
    body = json.dumps(said).encode()
    if key is not None:
        signature = key.sign(b"1600112502" + body, ec.ECDSA(hashes.SHA256()))
        headers["X-Twilio-Email-Event-Webhook-Timestamp"] = "1600112502"
        headers["X-Twilio-Email-Event-Webhook-Signature"] = base64.b64encode(signature).decode()
    return Client().post(at, body, content_type="application/json", headers=headers).status_code


def event(kind: str, **more: Any) -> dict[str, Any]:
    told = {"email": "dana@acme.example", "timestamp": 1600112502, "event": kind, "sg_event_id": "ZGVm", **more}
    return told | {"sg_message_id": "14c5d75ce93.dfd.64b469"}


def test_it_brings_a_mail_as_it_came_and_once(box: Mailbox) -> None:
    _hook, secret = put_provider_hook(box, provider="sendgrid", by=NOBODY)
    for _again in range(2):
        assert call(box, "inbound", secret, {"email": RAW, "envelope": ENVELOPE}) == 200
    (mail,) = InboundMail.objects.all()
    assert bytes(mail.blob.content) == RAW.encode()
    assert (mail.envelope_to, mail.envelope_from) == (["help+x@maple.example"], "bounce@acme.example")
    assert call(box, "inbound", "guess", {"email": RAW}) == 403
    assert call(box, "inbound", secret, {"nothing": "x"}) == 422


def test_it_brings_one_in_parts(box: Mailbox, relay: MailRelay) -> None:
    _hook, secret = put_provider_hook(box, provider="sendgrid", by=NOBODY)
    heads = "From: Dana <dana@acme.example>\nTo: help@maple.example\nSubject: Jam\nMessage-ID: <2@acme.example>\n"
    parts = {"headers": heads, "text": "Sour.", "html": "", "envelope": ENVELOPE, "charsets": '{"text": "UTF-8"}'}
    assert call(box, "inbound", secret, parts) == 200
    run_due_work()
    mail = InboundMail.objects.get()
    assert (mail.state, mail.sender, mail.headline) == ("taken", "dana@acme.example", "Jam")


@pytest.mark.parametrize(
    ("said", "reason", "state"),
    [
        (event("bounce", type="bounce", reason="550 5.1.1 unknown"), "bounce", "bounced"),
        (event("bounce", type="blocked", reason="550 5.7.1 policy"), "", "bounced"),
        (event("dropped", reason="Bounced Address"), "bounce", "bounced"),
        (event("spamreport"), "complaint", "told"),
        (event("deferred", response="400 try again later", attempt="5"), "", "told"),
        (event("delivered", response="250 OK"), "", "told"),
    ],
)
def test_what_became_of_ours(
    box: Mailbox, dana: Contact, relay: MailRelay, said: dict[str, Any], reason: str, state: str
) -> None:
    _hook, secret = put_provider_hook(box, provider="sendgrid", by=NOBODY)
    sent = DeliveryIn(
        key="k", purpose="reply", subject=dana.subject, recipient=dana.subject, address="dana@acme.example",
        headline="Hello", text="Hello.",
    )  # fmt: skip
    (delivery,) = deliver([sent])
    run_due_work()
    for _again in range(2):
        assert call(box, "tracking", secret, [said | {"smtp-id": delivery.message_id}]) == 200
    assert [one.reason for one in Suppression.objects.all()] == ([reason] if reason else [])
    assert Delivery.objects.get().state == state


def test_events_are_signed_where_the_key_is_known(box: Mailbox) -> None:
    key, another = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    _hook, secret = put_provider_hook(box, provider="sendgrid", signing_key=shown(key), by=NOBODY)
    said = [event("bounce", type="bounce")]
    assert call(box, "tracking", secret, said) == 403
    assert call(box, "tracking", secret, said, another) == 403
    assert not Suppression.objects.exists()
    assert call(box, "tracking", secret, said, key) == 200
    assert Suppression.objects.count() == 1


def test_only_its_own_key_is_taken_and_another_providers_does_not_stay(box: Mailbox) -> None:
    for wrong in ("nonsense", "QUJD", shown(rsa.generate_private_key(65537, 2048))):
        with pytest.raises(Invalid) as refused:
            put_provider_hook(box, provider="sendgrid", signing_key=wrong, by=NOBODY)
        assert set(refused.value.faults) == {"signing_key"}
    put_provider_hook(box, provider="mailgun", signing_key="key-1", by=NOBODY)
    put_provider_hook(box, provider="sendgrid", by=NOBODY)
    assert ProviderHook.objects.get().signing_key == ""
    with pytest.raises(Invalid):
        put_provider_hook(box, provider="mailgun", by=NOBODY)
