"""Kim complains on a review site; a program brings it, Alice makes a case of it, and Kim is forgotten at the end."""

from collections.abc import Callable

from django.test import Client

from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.actions.solve_case import solve_case
from andon.cases.models import Case
from andon.conversations.models import Message
from andon.customers.actions.erase_contact import erase_contact
from andon.people.models import Team, User
from andon.signals.models import Signal
from tests.cast import NOBODY
from tests.doors import Caller
from tests.peers.mail_relay import MailRelay

REVIEW = {
    "text": "My voucher is gone at the last step.\nThird time this month.",
    "source": "review",
    "external_key": "shop-review-1234",
    "author_name": "Kim Berg",
    "author_email": "kim@home.example",
    "rating": 1,
    "url": "https://reviews.example/1234",
}


def test_from_a_review_to_an_answer(
    api: Callable[..., Caller], alice: User, care: Team, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    collector = api(None, scopes=["signals:write"])
    for _ in range(2):
        assert collector.post("/signals/receive_signals", {"items": [REVIEW]}).json()[0]["status"] == 200
    browser = Client()
    browser.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    assert "My voucher is gone" in browser.get("/signals/", {"rating": "low"}).content.decode()
    signal = Signal.objects.get()
    for _ in range(2):
        browser.post(
            f"/signals/{signal.id}/open_case_from_signal/", {"title": "Voucher", "team": care.id, "mine": "on"}
        )
    case = Case.objects.get()
    run_due_work()
    assert relay.to("kim@home.example") == []

    reply_to_case(case, by=alice.actor, body="We found it.", send_now=True)
    solve_case(case, by=alice.actor)
    run_due_work()
    assert "We found it." in relay.to("kim@home.example")[0].get_content()

    assert case.contact is not None
    assert case.contact.name == "Kim Berg"
    erase_contact(case.contact, by=NOBODY)
    signal.refresh_from_db()
    assert (signal.text, signal.author_email, signal.url, signal.rating) == ("—", "", "", 1)
    assert not Message.objects.filter(body__contains="voucher").exists()
    collector.post("/signals", REVIEW)
    assert Signal.objects.get().text == "—"
