"""What can be done with a page besides having it: by screen, by link, by program, by mail."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from conftest import MoveClock
from django.conf import settings as installation
from django.test import Client
from django.urls import reverse
from tests.cast import person
from tests.peers.mail_relay import MailRelay

from andon.channels.actions.receive_mail import receive_mail
from andon.channels.email.proof import Proof
from andon.channels.models import Delivery, InboundMail
from andon.kit import clock
from andon.kit.ids import new_id
from andon.notifications.models import ContactMethod
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.actions.reassign_escalation import reassign_escalation
from andon.paging.actions.revoke_page_links import revoke_page_links
from andon.paging.models import Escalation, Page
from andon.people.models import Team, User

Browse = Callable[[User], Client]
ACTS = ["unacknowledge", "snooze_escalation", "reassign_escalation", "resolve_escalation", "decline_page"]


def now_of(run: Escalation) -> Escalation:
    return Escalation.objects.get(id=run.id)


def test_put_off_taken_back_and_over_at_the_screen(run: Escalation, browse: Browse, omar: User) -> None:
    client = browse(omar)

    def act(name: str, **given: Any) -> str:
        assert client.post(reverse(f"paging:{name}", args=[run.id]), given).status_code == 302
        return now_of(run).state

    assert act("snooze_escalation", minutes=60) == "snoozed"
    assert now_of(run).next_at == clock.now() + timedelta(hours=1)
    shown = client.get(reverse("paging:page", args=[run.id])).content.decode()
    for said in ("Omar Haddad put it off", "Nobody has it after all", "If nobody answers"):
        assert said in shown
    assert act("unacknowledge") == "running"
    assert act("resolve_escalation") == "ended"
    assert "Stop paging" not in client.get(reverse("paging:page", args=[run.id])).content.decode()


def test_somebody_else_is_paged_from_the_screen(
    run: Escalation, browse: Browse, omar: User, bob: User, run_due_work: Callable[[], int]
) -> None:
    address = reverse("paging:reassign_escalation", args=[run.id])
    assert browse(omar).post(address, {"to": "user:x"}).status_code == 422
    assert browse(omar).post(address, {"to": f"user:{bob.id}"}).status_code == 302
    run_due_work()
    assert Page.objects.last().user == bob  # type: ignore[union-attr]


def test_not_me_is_for_whoever_was_paged(
    run: Escalation, browse: Browse, omar: User, checkout_team: Team, run_due_work: Callable[[], int]
) -> None:
    other = person("Nia Other", ("responder", checkout_team))
    assert browse(other).post(reverse("paging:decline_page", args=[run.id])).status_code == 403
    assert browse(omar).post(reverse("paging:decline_page", args=[run.id])).status_code == 302
    run_due_work()
    assert [page.user.name for page in Page.objects.all()] == ["Omar Haddad", "Ines Pacheco"]
    assert "not hers, she said" in browse(omar).get(reverse("paging:page", args=[run.id])).content.decode()


@pytest.mark.parametrize("name", ACTS)
def test_others_stay_out(name: str, run: Escalation, browse: Browse, rita: User, alice: User, api: Any) -> None:
    address = reverse(f"paging:{name}", args=[run.id])
    assert browse(rita).post(address, {"minutes": 30}).status_code == 403
    assert browse(alice).post(address, {"minutes": 30}).status_code == 403
    assert browse(alice).get(address).status_code == 405
    body = {"until": (clock.now() + timedelta(hours=1)).isoformat(), "user": "alice@fernhill.example"}
    assert api(alice).post(f"/escalations/{run.id}/{name}", body).status_code == 403
    assert api(rita).post(f"/escalations/{run.id}/{name}", body).status_code in (403, 404)
    assert now_of(run).state == "running"


def test_programs_do_the_same(
    run: Escalation, api: Any, omar: User, bob: User, run_due_work: Callable[[], int]
) -> None:
    program = api(omar)

    def act(name: str, body: Any = None) -> Any:
        answer = program.post(f"/escalations/{run.id}/{name}", body)
        return answer.json()["state"] if answer.status_code == 200 else (answer.status_code, answer.json())

    later = (clock.now() + timedelta(hours=2)).isoformat()
    assert act("snooze_escalation", {"until": later}) == "snoozed"
    assert act("unacknowledge") == "running"
    assert act("reassign_escalation", {"user": bob.email}) == "running"
    run_due_work()
    assert act("decline_page") == "running"
    assert act("snooze_escalation", {"until": "1999-01-01T00:00:00Z"})[0] == 422
    assert act("reassign_escalation", {})[0] == 422
    assert act("reassign_escalation", {"user": bob.email, "team": "care"})[0] == 422
    assert act("resolve_escalation") == "ended"
    assert act("resolve_escalation") == "ended"
    assert act("snooze_escalation", {"until": later})[0] == 409
    pages = program.get(f"/escalations/{run.id}/pages").json()
    assert (pages[0]["step"], pages[0]["lap"], pages[0]["why"]) == (0, 0, "on call for Checkout")


def test_half_an_hour_and_not_me_by_link(
    run: Escalation, token: str, move_clock: MoveClock, run_due_work: Callable[[], int]
) -> None:
    shown = Client().get(reverse("paging:summons", args=[token])).content.decode()
    assert "Not me" in shown
    assert Client().post(reverse("paging:snooze_by_link", args=[token])).status_code == 302
    assert now_of(run).state == "snoozed"
    assert "You put it off" in Client().get(reverse("paging:summons", args=[token])).content.decode()
    move_clock.forward(minutes=30)
    assert Client().post(reverse("paging:decline_by_link", args=[token])).status_code == 302
    run_due_work()
    assert [page.user.name.split()[0] for page in Page.objects.all()] == ["Omar", "Omar", "Ines"]
    for name in ("snooze_by_link", "decline_by_link"):
        assert Client().get(reverse(f"paging:{name}", args=[token])).status_code == 405
        assert Client().post(reverse(f"paging:{name}", args=["x" * 43])).status_code == 404


def answers(relay: MailRelay, text: str, *, sender: str = "omar@fernhill.example", more: str = "") -> None:
    """A reply to the newest page of Omar's, as his mail program sends it."""
    answers_page(newest_page(relay), text, sender=sender, more=more)


def newest_page(relay: MailRelay, to: str = "omar@fernhill.example") -> EmailMessage:
    return [mail for mail in relay.to(to) if mail["Reply-To"]][-1]


def answers_page(page: EmailMessage, text: str, *, sender: str = "omar@fernhill.example", more: str = "") -> None:
    to = page["Reply-To"].addresses[0].addr_spec
    raw = (
        f"{more}From: {sender}\r\nTo: {to}\r\nSubject: Re: page\r\nMessage-ID: <{new_id()}@x>\r\n"
        f"In-Reply-To: {page['Message-ID']}\r\n\r\n{text}\r\n\r\n> On Tuesday Andon wrote:\r\n> you are paged\r\n"
    )
    receive_mail(raw.encode(), envelope_from=sender, envelope_to=[to])


def test_answers_by_mail(
    run: Escalation, relay: MailRelay, move_clock: MoveClock, run_due_work: Callable[[], int], omar: User
) -> None:
    answers(relay, "What is this?")
    run_due_work()
    assert now_of(run).state == "running"
    assert "Begin your answer with ack" in relay.to("omar@fernhill.example")[-1].get_content()
    answers(relay, "snooze 2h please")
    run_due_work()
    assert (now_of(run).state, now_of(run).next_at) == ("snoozed", clock.now() + timedelta(hours=2))
    answers(relay, "Ack, on my way")
    run_due_work()
    assert (now_of(run).state, now_of(run).acknowledged_by) == ("acknowledged", omar)
    answers(relay, "escalate")
    run_due_work()
    assert len(relay.to("ines@fernhill.example")) == 1
    assert InboundMail.objects.exclude(state="taken").count() == 0


def test_others_and_machines_do_not_answer_by_mail(
    run: Escalation, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    answers(relay, "ack", sender="mallory@elsewhere.example")
    answers(relay, "ack ack", more="Auto-Submitted: auto-replied\r\n")
    run_due_work()
    assert now_of(run).state == "running"
    assert InboundMail.objects.filter(state="kept").count() == 2


def test_after_the_end_an_answer_by_mail_is_told_so(
    run: Escalation, relay: MailRelay, run_due_work: Callable[[], int], omar: User
) -> None:
    from andon.paging.actions.resolve_escalation import resolve_escalation

    acknowledge(run, by=omar.actor)
    resolve_escalation(run, by=omar.actor)
    answers(relay, "ack")
    run_due_work()
    assert "over already" in relay.to("omar@fernhill.example")[-1].get_content()
    assert Delivery.objects.get(purpose="answer").state == "told"
    assert installation.MAIL_ADDRESS.startswith("care@")


def test_an_ended_link_ends_the_answer_by_mail_and_the_next_page_does_not_bring_it_back(
    run: Escalation, relay: MailRelay, move_clock: MoveClock, run_due_work: Callable[[], int], omar: User
) -> None:
    forwarded = newest_page(relay)
    move_clock.forward(minutes=1)
    revoke_page_links(run, by=omar.actor)
    answers_page(forwarded, "ack")
    run_due_work()
    assert now_of(run).state == "running"
    assert "its link was ended" in relay.to("omar@fernhill.example")[-1].get_content()
    move_clock.forward(minutes=1)
    reassign_escalation(run, to=omar, by=omar.actor)
    run_due_work()
    answers_page(forwarded, "ack")
    run_due_work()
    assert now_of(run).state == "running"
    answers(relay, "ack")
    run_due_work()
    assert now_of(run).state == "acknowledged"


def test_after_seven_days_a_page_is_not_answered_by_mail(
    run: Escalation, relay: MailRelay, move_clock: MoveClock, run_due_work: Callable[[], int], omar: User
) -> None:
    page = newest_page(relay)
    move_clock.forward(days=7, minutes=1)
    before = now_of(run).state
    answers_page(page, "ack")
    run_due_work()
    assert (now_of(run).state, now_of(run).acknowledged_by) == (before, None)


def test_another_address_of_hers_counts_only_while_it_is_proved_and_hers(
    run: Escalation, relay: MailRelay, run_due_work: Callable[[], int], omar: User
) -> None:
    at_home = ContactMethod.objects.create(user=omar, channel="email", address="omar@home.example")
    answers(relay, "snooze 30", sender="omar@home.example")
    run_due_work()
    assert now_of(run).state == "running"
    ContactMethod.objects.filter(id=at_home.id).update(verified_at=clock.now())
    answers(relay, "snooze 30", sender="Omar@Home.example")
    run_due_work()
    assert now_of(run).state == "snoozed"
    at_home.delete()
    answers(relay, "ack", sender="omar@home.example")
    run_due_work()
    assert now_of(run).state == "snoozed"


def test_a_page_to_an_address_that_was_removed_is_not_answered(
    run: Escalation, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    Delivery.objects.filter(purpose="page").update(address="omar@home.example")
    for sender in ("omar@home.example", "omar@fernhill.example"):
        answers(relay, "ack", sender=sender)
        run_due_work()
        assert now_of(run).state == "running"


@pytest.mark.parametrize(
    ("trusted", "said", "counts"),
    [
        (True, "dmarc=pass header.from=fernhill.example", True),
        (True, "dmarc=fail header.from=fernhill.example", False),
        (True, "dmarc=pass header.from=elsewhere.example", False),
        (True, "", False),
        (False, "", True),
    ],
)
def test_a_sender_who_is_not_proved_does_not_answer_where_senders_are_proved(
    trusted: bool,
    said: str,
    counts: bool,
    run: Escalation,
    relay: MailRelay,
    run_due_work: Callable[[], int],
    settings: Any,
) -> None:
    settings.MAIL_TRUSTED_AUTHSERV = "mx.fernhill.example" if trusted else ""
    answers(relay, "ack", more=f"Authentication-Results: mx.fernhill.example; {said}\r\n" if said else "")
    run_due_work()
    assert (now_of(run).state == "acknowledged") is counts
    if not counts:
        assert "nothing proves" in relay.to("omar@fernhill.example")[-1].get_content()


def test_what_disproves_a_sender() -> None:
    assert Proof("", "fernhill.example", "andon", {"dkim": "fail"}).is_disproved
    assert not Proof("", "fernhill.example", "andon", {"dkim": "temperror"}).is_disproved
    assert not Proof("dmarc", "fernhill.example", "server", {"spf": "fail", "dmarc": "pass"}).is_disproved
