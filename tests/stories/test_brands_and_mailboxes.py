"""Fernhill sells under two names. Who writes to Maple's mailbox is answered by Maple."""

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse

from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.models import Case, CasePolicy
from andon.catalog.actions.put_brand import put_brand
from andon.channels.actions.ensure_first_mailbox import ensure_first_mailbox
from andon.channels.actions.put_mailbox import put_mailbox
from andon.channels.actions.switch_mailbox import switch_mailbox
from andon.channels.models import InboundMail, Mailbox
from andon.customers.models import Contact
from andon.kit.errors import Invalid
from andon.people.models import Team, User
from tests.cast import NOBODY
from tests.peers.mail_relay import MailRelay
from tests.stories.mails import post, write_mail

DANA = "Dana Whitfield <dana@acme.example>"


@pytest.fixture(autouse=True)
def _house(care: Team, alice: User, dana: Contact, relay: MailRelay, move_clock: MoveClock) -> None:
    CasePolicy.objects.create(default_team=care)
    put_brand(slug="fernhill", name="Fernhill", by=NOBODY)


@pytest.fixture
def maple(billing: Team) -> Mailbox:
    brand = put_brand(slug="maple", name="Maple", signature="Your friends at Maple", by=NOBODY)
    return put_mailbox(address="Help@Maple.example", name="Maple Help", brand=brand, team=billing, by=NOBODY)


def test_a_mail_to_a_brands_mailbox_is_answered_by_that_brand(
    maple: Mailbox, relay: MailRelay, charlie: User, billing: Team, move_clock: MoveClock
) -> None:
    post(write_mail(DANA, "Jam is sour", "Very.", to="help@maple.example"))
    case = Case.objects.get()
    assert (case.brand, case.mailbox, case.team, case.owner) == (maple.brand, maple, billing, charlie)
    (receipt,) = relay.to("dana@acme.example")
    assert receipt["From"] == "Maple Help <help@maple.example>"
    assert "Maple" in receipt.get_content()
    assert str(receipt["Message-ID"]).endswith("@maple.example>")
    reply_to_case(case, by=charlie.actor, body="Sorry.", send_now=True)
    move_clock.forward(seconds=1)
    answer = relay.to("dana@acme.example")[-1]
    assert answer["From"] == '"Charlie Stone (Maple Help)" <help@maple.example>'
    assert "Your friends at Maple" in answer.get_content()
    post(write_mail(DANA, "Re: Jam is sour", "Fine now.", answers=answer))
    assert Case.objects.count() == 1


def test_the_configured_address_goes_on_unchanged(maple: Mailbox, relay: MailRelay, care: Team) -> None:
    """Before and after it becomes the first mailbox."""
    for number, first in enumerate([False, True]):
        if first:
            Mailbox.objects.all().delete()
            assert ensure_first_mailbox() is not None
            assert ensure_first_mailbox() is None
        post(write_mail(DANA, f"Checkout hangs {number}", "x"))
        case = Case.objects.latest("number")
        assert (case.brand, case.team) == (None, care)
        assert relay.to("dana@acme.example")[-1]["From"] == "Fernhill <care@fernhill.example>"


def test_a_mailbox_that_is_switched_off_sends_nothing(maple: Mailbox, relay: MailRelay, charlie: User) -> None:
    post(write_mail(DANA, "Jam is sour", "Very.", to="help@maple.example"))
    switch_mailbox(maple, on=False, by=NOBODY)
    written = reply_to_case(Case.objects.get(), by=charlie.actor, body="Sorry.", send_now=True)
    assert written.delivery_key
    from andon.work.engine.inline import run_due_work

    run_due_work()
    assert relay.to("dana@acme.example")[-1]["From"] == '"Charlie Stone (Maple)" <care@fernhill.example>'


def test_her_own_screen_shows_the_brand_she_wrote_to(maple: Mailbox, relay: MailRelay, client: Client) -> None:
    post(write_mail(DANA, "Jam is sour", "Very.", to="help@maple.example"))
    receipt = relay.to("dana@acme.example")[0].get_content()
    path = receipt.partition("/my/")[2].split()[0]
    assert "Maple" in client.get(f"/my/{path}").content.decode()


def test_what_cannot_be_a_mailbox(maple: Mailbox) -> None:
    for bad in ("help@maple.example", "care+x@maple.example", "not an address", "a@b", f"{'x' * 30}@maple.example"):
        with pytest.raises(Invalid) as refused:
            put_mailbox(address=bad, by=NOBODY)
        assert set(refused.value.faults) == {"address"}
    with pytest.raises(Invalid):
        put_mailbox(address="new@maple.example", relay="ftp://x", by=NOBODY)


def test_an_agent_opens_a_case_under_a_brand(maple: Mailbox, alice: User, client: Client, relay: MailRelay) -> None:
    client.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    assert maple.brand is not None
    said = {
        "name": "Zoe",
        "email": "zoe@x.example",
        "channel": "phone",
        "title": "Jam",
        "body": "Sour",
        "receipt": "on",
    }
    client.post(reverse("cases:open_case"), said | {"brand": str(maple.brand.id), "locale": "en"})
    case = Case.objects.get()
    assert case.brand == maple.brand
    from andon.work.engine.inline import run_due_work

    run_due_work()
    assert relay.to("zoe@x.example")[0]["From"] == "Maple Help <help@maple.example>"
    assert InboundMail.objects.count() == 0
