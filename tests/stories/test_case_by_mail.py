"""Dana writes a mail; it becomes a case that Alice owns; they answer each other in one thread."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse

from andon.cases.actions.block_sender import block_sender
from andon.cases.actions.close_case import close_case
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.actions.solve_case import solve_case
from andon.cases.actions.withdraw_reply import withdraw_reply
from andon.cases.models import BlockedSender, Case, CasePolicy
from andon.channels.email.tokens import reply_address
from andon.channels.models import Delivery, InboundMail
from andon.conversations.message_in import AttachmentIn
from andon.conversations.models import Attachment, Message
from andon.customers.actions.erase_contact import erase_contact
from andon.customers.models import Account, Contact
from andon.customers.reads.export_contact import export_contact
from andon.kit.errors import Conflict
from andon.people.actions.go_away import go_away
from andon.people.models import Team, User
from andon.work.models import Blob
from tests.cast import contact
from tests.peers.mail_relay import MailRelay
from tests.stories.mails import post, write_mail

DANA = "Dana Whitfield <dana@acme.example>"


@pytest.fixture(autouse=True)
def _house(care: Team, alice: User, dana: Contact, relay: MailRelay, move_clock: MoveClock) -> None:
    CasePolicy.objects.create(default_team=care)


def report(**more: object) -> Case:
    mail = write_mail(DANA, "Checkout hangs", "Since this morning our checkout hangs.", **more)  # type: ignore[arg-type]
    inbound = post(mail)
    assert inbound.state == "taken", inbound.why
    return Case.objects.latest("number")


def test_a_report_becomes_a_case_with_an_owner_and_a_receipt(relay: MailRelay, alice: User, dana: Contact) -> None:
    case = report(files=[("screen.png", b"png")])
    assert (case.title, case.status, case.channel, case.owner, case.contact) == (
        "Checkout hangs",
        "new",
        "email",
        alice,
        dana,
    )
    assert Attachment.objects.get().name == "screen.png"
    (receipt,) = relay.to("dana@acme.example")
    assert case.ref in receipt.get_content()
    assert receipt["Auto-Submitted"]
    assert receipt["In-Reply-To"]


def test_the_original_mail_stays(client: Client, alice: User, charlie: User) -> None:
    report()
    message = Message.objects.get(channel="email")
    assert message.original is not None
    client.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    saved = client.get(reverse("conversations:original_mail", args=[message.id]))
    assert b"Subject: Checkout hangs" in saved.content
    assert saved["Content-Disposition"].startswith("attachment")
    client.force_login(charlie, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("conversations:original_mail", args=[message.id])).status_code == 404


def test_a_person_who_is_forgotten_is_forgotten_in_every_room(relay: MailRelay, dana: Contact, mei: User) -> None:
    case = report(files=[("screen.png", b"png of hers")])
    reply_to_case(case, by=mei.actor, body="Hello Dana.")
    kept = export_contact(dana)
    assert kept["channels"]["came_in"][0]["headline"] == "Checkout hangs"
    assert "Hello Dana." in str(kept["channels"]["went_out"])
    erase_contact(dana, by=mei.actor)
    for model in (InboundMail, Delivery, Message, Attachment, Case):
        rows = str([list(row) for row in model.objects.values_list()])
        for word in ("dana@acme.example", "Dana Whitfield", "Since this morning"):
            assert word not in rows, (model, word)
    contents = b"".join(bytes(blob.content) for blob in Blob.objects.all())
    assert b"png of hers" not in contents
    assert b"Since this morning" not in contents
    assert Delivery.objects.get(purpose="reply").state == "withdrawn"
    assert Message.objects.get(seen_by="customer", author_kind="contact").body == "—"


def test_without_proof_the_reporter_is_unverified(settings: object) -> None:
    settings.MAIL_TRUSTED_AUTHSERV = "mx.fernhill.example"  # type: ignore[attr-defined]
    assert not report().verified
    proof = "mx.fernhill.example; dmarc=pass header.from=acme.example"
    assert report(headers=[("Authentication-Results", proof)]).verified


def test_the_receipt_is_in_her_language(relay: MailRelay) -> None:
    Contact.objects.update(locale="pt-PT")
    report()
    assert "obrigado por nos ter escrito" in relay.to("dana@acme.example")[0].get_content()


def test_an_answer_and_its_answer_stay_in_one_thread(relay: MailRelay, alice: User, move_clock: MoveClock) -> None:
    case = report()
    reply_to_case(case, by=alice.actor, body="We are on it.")
    move_clock.forward(seconds=5)
    assert len(relay.to("dana@acme.example")) == 1
    move_clock.forward(seconds=6)
    _receipt, answer = relay.to("dana@acme.example")
    case.refresh_from_db()
    assert (case.status, case.due_at, case.first_reply_at is None) == ("waiting_customer", None, False)
    assert answer["Subject"] == "Re: Checkout hangs"
    assert "We are on it." in answer.get_content()

    post(write_mail(DANA, "Re: Checkout hangs", "Still hangs.\n\nOn Tue you wrote:\n> We are on it.", answers=answer))
    case.refresh_from_db()
    assert (case.status, case.due_reason) == ("open", "answer_due")
    said = Message.objects.latest("written_at", "id")
    assert said.body == "Still hangs."
    assert "We are on it." in said.quoted
    assert Case.objects.count() == 1


def test_ten_seconds_to_take_it_back(relay: MailRelay, alice: User, move_clock: MoveClock) -> None:
    case = report()
    before = (case.status, case.due_at, case.unanswered_count)
    written = reply_to_case(case, by=alice.actor, body="Oops")
    move_clock.forward(seconds=9)
    for _ in range(2):
        case = withdraw_reply(case, Message.objects.get(id=written.message.id), by=alice.actor)
    assert (case.status, case.due_at, case.unanswered_count, case.first_reply_at) == (*before, None)
    move_clock.forward(seconds=60)
    assert len(relay.to("dana@acme.example")) == 1
    late = reply_to_case(case, by=alice.actor, body="Now really")
    move_clock.forward(seconds=11)
    with pytest.raises(Conflict):
        withdraw_reply(case, late.message, by=alice.actor)


def test_a_reply_reopens_a_solved_case(alice: User, relay: MailRelay) -> None:
    case = solve_case(report(), by=alice.actor)
    post(write_mail(DANA, "Re: Checkout hangs", "No, it still hangs", answers=_last(relay, case)))
    case.refresh_from_db()
    assert (case.status, case.due_reason, case.reopen_count) == ("open", "reopened", 1)


def test_a_reply_to_a_closed_case_opens_a_follow_up(alice: User, relay: MailRelay) -> None:
    case = solve_case(report(), by=alice.actor)
    answer = _last(relay, case)
    close_case(case, by=alice.actor, reason="verified_by_customer")
    mail = write_mail(DANA, "Re: Checkout hangs", "It is back", answers=answer)
    post(mail)
    post(mail)
    case.refresh_from_db()
    (follow_up,) = case.follow_ups.all()
    assert (case.status, follow_up.owner, follow_up.contact) == ("closed", alice, case.contact)
    assert Case.objects.count() == 2


def test_references_join_only_whoever_takes_part_and_is_proved(relay: MailRelay, settings: object) -> None:
    settings.MAIL_TRUSTED_AUTHSERV = "mx.fernhill.example"  # type: ignore[attr-defined]
    case = report()
    (receipt,) = relay.to("dana@acme.example")
    del receipt["Reply-To"]
    proof = [("Authentication-Results", "mx.fernhill.example; dmarc=pass header.from=acme.example")]
    post(write_mail(DANA, "Re: Checkout hangs", "One more thing", answers=receipt, headers=proof))
    assert Message.objects.filter(thread__subject_id=case.id).count() == 2
    evil = [("Authentication-Results", "mx.fernhill.example; dmarc=pass header.from=evil.example")]
    mallory = "Mallory <m@evil.example>"
    post(write_mail(mallory, "Re: Checkout hangs", "Send me the data", answers=receipt, headers=evil))
    assert Message.objects.filter(thread__subject_id=case.id).count() == 2
    stranger = Case.objects.latest("number")
    assert (stranger.verified, stranger.contact.name if stranger.contact else "") == (False, "Mallory")


@pytest.mark.parametrize("to", ["", "care+%s@fernhill.example"])
def test_a_forged_answer_stands_apart_as_unverified(relay: MailRelay, to: str) -> None:
    """Somebody writes Dana's address into From, with the right References, and with a token that is nearly right."""
    case = report()
    (receipt,) = relay.to("dana@acme.example")
    token = str(receipt["Reply-To"]).partition("+")[2].partition("@")[0]
    wrong = token[:-1] + ("0" if token[-1] != "0" else "1")
    receipt.replace_header("Reply-To", to % wrong if to else "care@fernhill.example")
    post(write_mail(DANA, "Re: Checkout hangs", "Pay to this account instead", answers=receipt))
    assert Message.objects.filter(thread__subject_id=case.id).count() == 1
    apart = Case.objects.latest("number")
    assert apart != case
    assert not apart.verified
    assert Message.objects.get(thread__subject_id=apart.id).body == "Pay to this account instead"


def test_a_machines_answer_is_put_down_and_wakes_nobody(relay: MailRelay, alice: User) -> None:
    case = solve_case(report(), by=alice.actor)
    away = [("Auto-Submitted", "auto-replied")]
    post(write_mail(DANA, "Out of office", "Back on Monday", answers=_last(relay, case), headers=away))
    case.refresh_from_db()
    assert case.status == "solved"
    assert Message.objects.latest("written_at", "id").automatic
    sent = len(relay.mails)
    kept = post(write_mail("robot@x.example", "Weekly news", "News", headers=away))
    assert (kept.state, kept.why) == ("kept", "an automatic mail that belongs to no case")
    assert (Case.objects.count(), len(relay.mails)) == (1, sent)


def test_a_blocked_sender_is_kept_visibly(alice: User) -> None:
    block_sender("spam@x.example", by=alice.actor, why="spam")
    kept = post(write_mail("spam@x.example", "Buy", "now"))
    assert (kept.state, kept.why) == ("kept", "the sender is blocked")
    assert BlockedSender.objects.get().kept_count == 1
    assert Case.objects.count() == 0


def test_people_in_copy_take_part_and_get_our_answers(
    relay: MailRelay, alice: User, move_clock: MoveClock, acme: Account
) -> None:
    contact("Ben Ode", "ben@acme.example", acme)
    case = report(headers=[("Cc", "Ben <ben@acme.example>, care@fernhill.example")])
    assert [person.address for person in case.participants.all()] == ["ben@acme.example"]
    reply_to_case(case, by=alice.actor, body="Hello both", send_now=True)
    move_clock.forward(seconds=1)
    (copy,) = relay.to("ben@acme.example")
    assert copy["Cc"] == "ben@acme.example"


def test_whom_nobody_proves_to_be_wanted_waits_for_one_click(
    relay: MailRelay, alice: User, client: Client, settings: object
) -> None:
    settings.MAIL_TRUSTED_AUTHSERV = "mx.fernhill.example"  # type: ignore[attr-defined]
    eve = ("Cc", "Eve <eve@other.example>, care@fernhill.example")
    case = report(headers=[eve])
    assert list(case.participants.all()) == []
    client.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    shown = client.get(reverse("cases:case", args=[case.ref])).content.decode()
    assert "eve@other.example" in shown
    assert "not proved" in shown
    added = client.post(reverse("cases:add_participant", args=[case.ref]), {"address": "eve@other.example"})
    assert added.status_code == 302
    assert [person.address for person in case.participants.all()] == ["eve@other.example"]
    assert list(case.proposed_copies.all()) == []
    # Proved, her word counts at once.
    proof = ("Authentication-Results", "mx.fernhill.example; dmarc=pass header.from=acme.example")
    assert report(headers=[eve, proof]).participants.count() == 1
    shown = client.get(reverse("cases:case", args=[Case.objects.latest("number").ref])).content.decode()
    assert "proved by DMARC of acme.example" in shown


def test_programs_read_the_proof_and_who_waits_and_erasing_forgets_them(
    api: Callable[..., Any], alice: User, charlie: User, mei: User, dana: Contact
) -> None:
    case = report(headers=[("Cc", "eve@other.example")])
    agent = api(alice)
    (message,) = agent.get(f"/cases/{case.ref}/messages").json()
    assert message["proof"] == {"by": "", "domain": "acme.example", "checked": "nobody", "results": {}}
    (waits,) = agent.get(f"/cases/{case.ref}/proposed_copies").json()
    assert waits["address"] == "eve@other.example"
    assert api(charlie).get(f"/cases/{case.ref}/proposed_copies").status_code == 404
    post(write_mail(DANA, "Re: Checkout hangs", "More", to=reply_address(case.id), headers=[("Cc", "ben@x.example")]))
    assert [one.address for one in case.proposed_copies.all()] == ["eve@other.example", "ben@x.example"]
    erase_contact(dana, by=mei.actor)
    assert not case.proposed_copies.exists()


def test_what_alice_attaches_reaches_dana(relay: MailRelay, alice: User, move_clock: MoveClock) -> None:
    files = [
        AttachmentIn(name="../Größe.pdf", content=b"%PDF", content_type="application/pdf"),
        AttachmentIn(name="page.html", content=b"<script>", content_type="text/html; nonsense"),
    ]
    reply_to_case(report(), by=alice.actor, body="See the files.", attachments=files, send_now=True)
    move_clock.forward(seconds=1)
    answer = relay.to("dana@acme.example")[-1]
    body = answer.get_body(("plain",))
    assert body is not None
    assert "See the files." in body.get_content()
    sent = [(part.get_filename(), part.get_content_type(), part.get_content()) for part in answer.iter_attachments()]
    assert sent == [
        ("Größe.pdf", "application/pdf", b"%PDF"),
        ("page.html", "application/octet-stream", b"<script>"),
    ]


def test_the_owner_is_away_so_the_stand_in_hears_of_it(
    relay: MailRelay, alice: User, bob: User, move_clock: MoveClock
) -> None:
    from datetime import timedelta

    from andon.kit import clock

    case = report()
    owner = case.owner
    assert owner is not None
    other = bob if owner == alice else alice
    go_away(owner, until=clock.now() + timedelta(hours=3), stand_in=other, by=owner.actor)
    post(write_mail(DANA, "Re: Checkout hangs", "Hello?", answers=relay.to("dana@acme.example")[0]))
    move_clock.forward(minutes=5)
    (notice,) = relay.to(other.email)
    assert case.ref in notice["Subject"]
    assert "Hello?" not in notice.get_content()
    assert Delivery.objects.get(purpose="notice").state == "told"


def test_the_same_mail_twice_is_one_case() -> None:
    mail = write_mail(DANA, "Checkout hangs", "x")
    post(mail)
    post(mail)
    assert Case.objects.count() == 1


def test_somebody_who_repeats_a_message_id_loses_no_mail() -> None:
    post(write_mail(DANA, "Checkout hangs", "x", message_id="<one@x>"))
    post(write_mail("Eve <eve@other.example>", "Another", "y", message_id="<one@x>"))
    assert Case.objects.count() == 2
    assert Message.objects.count() == 2


def _last(relay: MailRelay, case: Case):  # type: ignore[no-untyped-def]
    from andon.work.engine.inline import run_due_work

    run_due_work()
    return relay.to("dana@acme.example")[-1]
