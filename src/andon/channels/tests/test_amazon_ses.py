"""Amazon's calls in the shapes of its documentation: asked for the password, signed by SNS, confirmed by itself."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY
from tests.peers.mail_relay import MailRelay
from tests.peers.receiver import Receiver
from tests.peers.tls import certificate_for

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.channels.actions.put_mailbox import put_mailbox
from andon.channels.actions.put_provider_hook import put_provider_hook
from andon.channels.email.providers import sns
from andon.channels.models import Delivery, InboundMail, Mailbox, Suppression
from andon.customers.models import Contact
from andon.work.engine.inline import run_due_work

TOPIC = "arn:aws:sns:eu-west-1:123456789012:Mail"
RAW = b"From: dana@acme.example\r\nTo: help@maple.example\r\nMessage-ID: <1@acme.example>\r\n\r\nGr\xfc\xdfe\r\n"
COMPLAINT = {"complainedRecipients": [{"emailAddress": "dana@acme.example"}]}


@pytest.fixture
def box(db: None) -> Mailbox:
    return put_mailbox(address="help@maple.example", kind="provider", by=NOBODY)


@pytest.fixture
def amazon(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Receiver, rsa.RSAPrivateKey]]:
    """Where the certificate lies and subscriptions are confirmed; and the key that signs."""
    settings.PRIVATE_NETWORKS_ALLOWED = ["127.0.0.0/8"]
    key = rsa.generate_private_key(65537, 2048)
    made = Receiver().start()
    made.body = certificate_for(key).public_bytes(serialization.Encoding.PEM)
    monkeypatch.setattr(sns, "_AMAZONS", sns.re.compile(sns.re.escape(made.url) + "/"))
    sns._certificate.cache_clear()
    yield made, key
    made.stop()


def message(amazon: tuple[Receiver, rsa.RSAPrivateKey], told: Any, kind: str = "Notification") -> dict[str, str]:
    receiver, key = amazon
    said = {
        "Type": kind,
        "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
        "TopicArn": TOPIC,
        "Message": told if isinstance(told, str) else json.dumps(told),
        "Timestamp": "2026-05-02T00:54:06.655Z",
    }
    if kind != "Notification":
        said |= {"Token": "2336412f37", "SubscribeURL": f"{receiver.url}/?Action=ConfirmSubscription&Token=2336412f37"}
    names = sorted(said)
    signed = "".join(f"{name}\n{said[name]}\n" for name in names).encode()
    signature = base64.b64encode(key.sign(signed, PKCS1v15(), hashes.SHA256())).decode()
    return said | {"SignatureVersion": "2", "Signature": signature, "SigningCertURL": f"{receiver.url}/cert.pem"}


def call(box: Mailbox, what: str, said: dict[str, str], secret: str = "") -> int:
    headers = {"x-amz-sns-message-type": said["Type"], "x-amz-sns-message-id": said["MessageId"]}
    if secret:
        headers["Authorization"] = "Basic " + base64.b64encode(f"andon:{secret}".encode()).decode()
    at = reverse(f"channels:provider_{what}", args=[box.id])
    answer = Client().post(at, json.dumps(said), content_type="text/plain; charset=UTF-8", headers=headers)
    assert answer.status_code != 401 or answer["WWW-Authenticate"].startswith("Basic")
    return answer.status_code


def received(**action: str) -> dict[str, Any]:
    content = base64.b64encode(RAW).decode() if action.get("encoding") == "BASE64" else RAW.decode("latin-1")
    return {
        "notificationType": "Received",
        "mail": {"source": "dana@acme.example", "messageId": "o3vrnil0e2ic28tr"},
        "receipt": {"recipients": ["help+x@maple.example"], "action": {"type": "SNS", **action}},
        "content": content,
    }


def bounce(kind: str, sub: str, **more: Any) -> dict[str, Any]:
    recipient = {"emailAddress": "dana@acme.example", "action": "failed", "diagnosticCode": "smtp; 550 5.1.1 unknown"}
    return {
        "notificationType": "Bounce",
        "bounce": {"bounceType": kind, "bounceSubType": sub, "bouncedRecipients": [recipient | more]},
        "mail": {"messageId": "0100016", "destination": ["dana@acme.example"], "headers": []},
    }


def test_a_subscription_is_confirmed_for_who_knows_the_password(
    box: Mailbox, amazon: tuple[Receiver, rsa.RSAPrivateKey]
) -> None:
    _hook, secret = put_provider_hook(box, provider="ses", by=NOBODY)
    asked = message(amazon, "You have chosen to subscribe", "SubscriptionConfirmation")
    assert call(box, "inbound", asked) == 401
    assert call(box, "inbound", asked, "guess") == 403
    assert amazon[0].got == []
    assert call(box, "inbound", asked, secret) == 200
    assert [got.path for got in amazon[0].got] == ["/cert.pem", "/?Action=ConfirmSubscription&Token=2336412f37"]
    amazon[0].choose = lambda got: "500" if "Confirm" in got.path else ""
    assert call(box, "tracking", asked, secret) == 422
    done = message(amazon, "Successfully validated SNS topic for Amazon SES event publishing.")
    assert call(box, "tracking", done, secret) == 200


def test_a_mail_comes_as_it_was_and_once(box: Mailbox, amazon: tuple[Receiver, rsa.RSAPrivateKey]) -> None:
    _hook, secret = put_provider_hook(box, provider="ses", by=NOBODY)
    for _again in range(2):
        assert call(box, "inbound", message(amazon, received(encoding="BASE64")), secret) == 200
    (mail,) = InboundMail.objects.all()
    assert bytes(mail.blob.content) == RAW
    assert (mail.envelope_to, mail.envelope_from) == (["help+x@maple.example"], "dana@acme.example")
    assert len(amazon[0].got) == 1
    assert call(box, "inbound", message(amazon, received(type="S3", bucketName="b", objectKey="k")), secret) == 422
    assert call(box, "inbound", message(amazon, bounce("Permanent", "General")), secret) == 422


@pytest.mark.parametrize("wrong", ["text", "signature", "version", "url", "type", "over", "certificate away"])
def test_what_amazon_did_not_sign_brings_nothing(
    box: Mailbox, amazon: tuple[Receiver, rsa.RSAPrivateKey], wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _hook, secret = put_provider_hook(box, provider="ses", by=NOBODY)
    said = message(amazon, received(encoding="BASE64"))
    if wrong == "text":
        said["Message"] += " "
    if wrong == "signature":
        said["Signature"] = "nonsense"
    if wrong == "version":
        said["SignatureVersion"] = "3"
    if wrong == "url":
        said["SigningCertURL"] = said["SigningCertURL"].replace("127.0.0.1", "localhost")
    if wrong == "type":
        said["Type"] = "Other"
    if wrong == "over":
        amazon[0].body = certificate_for(amazon[1], days=-1).public_bytes(serialization.Encoding.PEM)
    if wrong == "certificate away":
        amazon[0].behave = "500"
    assert call(box, "inbound", said, secret) == (422 if wrong in ("type", "certificate away") else 403)
    assert not InboundMail.objects.exists()


def test_only_amazons_own_addresses_are_asked() -> None:
    good = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem"
    assert sns._AMAZONS.match(good)
    for bad in (
        good.replace("https", "http"), good.replace("sns.", "evil."), "https://sns.eu-west-1.amazonaws.com.evil.example/",
        "https://evil.example/sns.eu-west-1.amazonaws.com/", "https://sns.eu-west-1.amazonaws.com@evil.example/",
        "https://sns.s3-eu-west-1.amazonaws.com/mine.pem", "https://sns.s3-us-gov-west-1.amazonaws.com/mine.pem",
        "https://sns.s3.amazonaws.com/mine.pem", "https://sns.s3-website-eu-west-1.amazonaws.com/mine.pem",
        "https://sns.s3-accelerate.amazonaws.com/mine.pem",
    ):  # fmt: skip
        assert not sns._AMAZONS.match(bad)
    for region in ("us-east-1", "us-gov-west-1", "ap-southeast-2", "us-isob-east-1", "cn-north-1"):
        assert sns._AMAZONS.match(good.replace("eu-west-1", region))


@pytest.mark.parametrize("path", ["", "?Action=Publish", "mine.pem?x", "mine.txt#.pem"])
def test_a_certificate_is_a_pem(path: str) -> None:
    with pytest.raises(sns.NotAmazons, match="certificate"):
        sns._certificate(f"https://sns.eu-west-1.amazonaws.com/{path}")


@pytest.mark.parametrize(
    ("told", "reason", "state"),
    [
        (bounce("Permanent", "General"), "bounce", "bounced"),
        (bounce("Transient", "MailboxFull", diagnosticCode="smtp; 452 4.2.2 full"), "", "bounced"),
        (bounce("Transient", "General", diagnosticCode=None), "", "told"),
        ({"notificationType": "Complaint", "complaint": COMPLAINT}, "complaint", "told"),
        ({"notificationType": "Delivery", "delivery": {"recipients": ["dana@acme.example"]}}, "", "told"),
    ],
)  # fmt: skip
def test_what_became_of_ours(
    box: Mailbox, amazon: tuple[Receiver, rsa.RSAPrivateKey], dana: Contact, relay: MailRelay, told: dict[str, Any],
    reason: str, state: str,
) -> None:  # fmt: skip
    _hook, secret = put_provider_hook(box, provider="ses", by=NOBODY)
    sent = DeliveryIn(
        key="k", purpose="reply", subject=dana.subject, recipient=dana.subject, address="dana@acme.example",
        headline="Hello", text="Hello.",
    )  # fmt: skip
    (delivery,) = deliver([sent])
    run_due_work()
    told = {"mail": {"messageId": "0100016"}} | told
    told["mail"] |= {"headers": [{"name": "Message-ID", "value": delivery.message_id}]}
    for _again in range(2):
        assert call(box, "tracking", message(amazon, told), secret) == 200
    assert [one.reason for one in Suppression.objects.all()] == ([reason] if reason else [])
    assert Delivery.objects.get().state == state
