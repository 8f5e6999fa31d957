from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.peers.mail_relay import MailRelay

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.channels.actions.receive_mail import receive_mail
from andon.channels.models import Delivery, InboundMail
from andon.customers.models import Contact
from andon.kit.ids import new_id
from andon.people.models import User

SCREEN = "channels:kept_mail"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def mail(**headers: str) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = "machine@shop.example", "Out <of> office"
    for name, text in headers.items():
        made[name.replace("_", "-")] = text
    made.set_content("I am away.")
    return made.as_bytes()


@pytest.fixture
def kept(db: None, run_due_work: Callable[[], int]) -> InboundMail:
    """A machine's mail that belongs to no case."""
    receive_mail(
        mail(Auto_Submitted="auto-replied"), envelope_from="machine@shop.example", envelope_to=["care@x.example"]
    )
    run_due_work()
    return InboundMail.objects.get()


def test_kept_mail_is_seen_and_fetched_as_it_came(kept: InboundMail, ada: User) -> None:
    shown = signed_in(ada).get(reverse(SCREEN)).content.decode()
    for said in ("Out &lt;of&gt; office", "machine@shop.example", "belongs to no case"):
        assert said in shown
    answer = signed_in(ada).get(reverse("channels:original_mail", args=[kept.id]))
    assert answer.content == mail(Auto_Submitted="auto-replied")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def test_it_can_be_tried_again(kept: InboundMail, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    again = reverse("channels:take_in_mail", args=[kept.id])
    answer = signed_in(ada).post(again, follow=True)
    assert "It is kept as before" in answer.content.decode()
    monkeypatch.setattr("andon.channels.actions.take_in_mail.offer", lambda _mail, _inbound: "")
    answer = signed_in(ada).post(again, follow=True)
    assert "It was taken in." in answer.content.decode()
    assert "Nothing is kept" in answer.content.decode()
    assert signed_in(ada).post(again).status_code == 404


def test_what_was_taken_cannot_be_fetched_here(kept: InboundMail, ada: User) -> None:
    InboundMail.objects.update(state="taken")
    assert signed_in(ada).get(reverse("channels:original_mail", args=[kept.id])).status_code == 404


def test_others_and_wrong_methods(kept: InboundMail, ada: User, alice: User, mei: User) -> None:
    original, again = (reverse(f"channels:{name}", args=[kept.id]) for name in ("original_mail", "take_in_mail"))
    for user in (alice, mei):
        assert signed_in(user).get(reverse(SCREEN)).status_code == signed_in(user).get(original).status_code == 403
        assert signed_in(user).post(again).status_code == 403
        assert signed_in(user).get(reverse("channels:deliveries")).status_code == 403
    assert Client().get(original).status_code == 302
    assert signed_in(ada).get(again).status_code == signed_in(ada).post(reverse(SCREEN)).status_code == 405
    assert signed_in(ada).get(reverse("channels:original_mail", args=[new_id()])).status_code == 404


def test_the_lists_are_flat(ada: User, dana: Contact, django_assert_max_num_queries: Any) -> None:
    client = signed_in(ada)
    for count in (3, 30):
        for number in range(count):
            inbound = receive_mail(mail(X_Number=str(number)), envelope_from="", envelope_to=[])
            InboundMail.objects.filter(id=inbound.id).update(state="kept", why="for a test")
        deliver([sent(dana, f"{count}-{number}") for number in range(count)])
        for name in (SCREEN, "channels:deliveries"):
            with django_assert_max_num_queries(12):
                assert client.get(reverse(name)).status_code == 200


def sent(dana: Contact, key: str) -> DeliveryIn:
    return DeliveryIn(
        key=key, purpose="reply", subject=dana.subject, recipient=dana.subject, address="dana@acme.example",
        headline="Secret words", text="x",
    )  # fmt: skip


def test_what_went_out_and_what_did_not(
    ada: User, dana: Contact, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    assert "Nothing went out yet" in signed_in(ada).get(reverse("channels:deliveries")).content.decode()
    deliver([sent(dana, "good")])
    run_due_work()
    relay.behave = "refuse"
    deliver([sent(dana, "bad")])
    run_due_work()
    shown = signed_in(ada).get(reverse("channels:deliveries")).content.decode()
    assert "taken by the mail server" in shown
    assert "failed" in shown
    assert "…@acme.example" in shown
    assert "dana@" not in shown
    assert "Secret words" not in shown
    trouble = signed_in(ada).get(reverse("channels:deliveries"), {"which": "trouble"}).content.decode()
    assert "taken by the mail server" not in trouble
    assert Delivery.objects.count() == 2
