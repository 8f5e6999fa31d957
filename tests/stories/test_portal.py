"""Dana reports at the portal, follows her case by the link in her mail, and has the last word on whether it works."""

import re

import pytest
from conftest import MoveClock
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from andon.cases.actions.add_participant import add_participant
from andon.cases.actions.close_case import close_case
from andon.cases.actions.note_on_case import note_on_case
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.actions.solve_case import solve_case
from andon.cases.models import Case, CasePolicy
from andon.catalog.models import Service
from andon.comms.actions.send_update import send_update
from andon.comms.actions.write_update import write_update
from andon.comms.audience import audience_of
from andon.conversations.models import Attachment, Message
from andon.customers.models import Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.people.models import Team, User
from andon.portal import limits
from andon.work.engine.inline import run_due_work
from tests.peers.mail_relay import MailRelay
from tests.stories.mails import post, write_mail

REPORT = {"name": "Dana Whitfield", "email": "dana@acme.example", "body": "Our checkout hangs since this morning."}


@pytest.fixture(autouse=True)
def _house(care: Team, alice: User, dana: Contact, relay: MailRelay, move_clock: MoveClock) -> None:
    CasePolicy.objects.create(default_team=care)
    for buckets in (limits.NETWORK, limits.ADDRESS, limits.LINK):
        buckets.clear()


def report(**more: object) -> Case:
    answer = Client().post("/help/", REPORT | more)
    assert answer.status_code == 302, answer.content.decode()
    run_due_work()
    return Case.objects.latest("number")


def link_in(mail: object) -> str:
    """The path of the signed link."""
    found = re.search(r"http://localhost:8000(/my/[^\s/]+/)", mail.get_content())  # type: ignore[attr-defined]
    assert found, mail
    return found[1]


def test_a_report_becomes_a_case_that_she_follows_by_the_link_in_her_mail(
    relay: MailRelay, alice: User, checkout: Service, move_clock: MoveClock
) -> None:
    capability = checkout.capabilities.get()
    shown = Client().get("/help/").content.decode()
    assert capability.name in shown
    picture = SimpleUploadedFile("screen.png", b"png", "image/png")
    case = report(about=str(capability.id), order_number="A-77", attachments=[picture])
    assert (case.channel, case.verified, case.owner, case.tags) == ("portal", False, alice, ["checkout"])
    assert (case.title, case.order_number) == ("Our checkout hangs since this morning", "A-77")

    (receipt,) = relay.to("dana@acme.example")
    hers = Client()
    screen = hers.get(link_in(receipt)).content.decode()
    for text in (case.ref, "Our checkout hangs", "screen.png", "Did you report this?", "A person will look at it"):
        assert text in screen
    file = re.search(r'href="(/my/[^"]+/files/[^"]+/)"', screen)
    assert file
    download = hers.get(file[1])
    assert (download.content, download["Content-Disposition"]) == (b"png", 'attachment; filename="screen.png"')

    note_on_case(case, by=alice.actor, body="Smells like the tablets again", seen_by="agents")
    reply_to_case(case, by=alice.actor, body="We are on it, Dana.")
    assert "We are on it, Dana." not in hers.get(link_in(receipt)).content.decode()
    move_clock.forward(seconds=11)
    screen = hers.get(link_in(relay.to("dana@acme.example")[-1])).content.decode()
    assert "We are on it, Dana." in screen
    assert "Smells like" not in screen

    answer = hers.post(link_in(receipt) + "write/", {"body": "It is worse now", "attachments": [picture]}, follow=True)
    assert "We have it." in answer.content.decode()
    case.refresh_from_db()
    assert (case.status, case.verified) == ("open", True)
    assert "Did you report this?" not in answer.content.decode()
    said = Message.objects.latest("written_at", "id")
    assert (said.body, said.channel, said.is_from_customer) == ("It is worse now", "portal", True)


def test_looking_changes_nothing_and_confirming_proves_the_address(relay: MailRelay) -> None:
    case = report()
    link = link_in(relay.to("dana@acme.example")[0])
    client = Client()
    client.get(link)
    case.refresh_from_db()
    assert not case.verified
    for _twice in range(2):
        assert client.post(link + "confirm/").status_code == 302
    case.refresh_from_db()
    assert case.verified


def test_an_answer_to_the_signed_address_proves_it_too(relay: MailRelay) -> None:
    case = report()
    (receipt,) = relay.to("dana@acme.example")
    post(write_mail("Dana <dana@acme.example>", "Re: it", "More", answers=receipt))
    case.refresh_from_db()
    assert case.verified


def test_she_has_the_last_word(relay: MailRelay, alice: User) -> None:
    case = report()
    link = link_in(relay.to("dana@acme.example")[0])
    client = Client()
    assert "Does it work again?" not in client.get(link).content.decode()
    early = client.post(link + "works/", follow=True)
    assert "We have not finished yet" in early.content.decode()
    solve_case(case, by=alice.actor)
    assert "Does it work again?" in client.get(link).content.decode()
    nonce = "0" * 32
    for _twice in range(2):
        client.post(link + "still_broken/", {"nonce": nonce})
    case.refresh_from_db()
    assert (case.status, case.due_reason, case.reopen_count) == ("open", "reopened", 1)
    assert Message.objects.filter(body="It still does not work.").count() == 1
    solve_case(case, by=alice.actor)
    for _twice in range(2):
        assert client.post(link + "works/").status_code == 302
    case.refresh_from_db()
    assert (case.status, case.close_reason) == ("closed", "verified_by_customer")
    assert "This case is closed" in client.get(link).content.decode()


def test_what_she_writes_to_a_closed_case_opens_another(relay: MailRelay, alice: User) -> None:
    case = report()
    link = link_in(relay.to("dana@acme.example")[0])
    close_case(case, by=alice.actor, reason="withdrawn")
    nonce = "ab" * 16
    client = Client()
    for _twice in range(2):
        answer = client.post(link + "write/", {"body": "It is back", "nonce": nonce}, follow=True)
    run_due_work()
    (follow_up,) = case.follow_ups.all()
    assert follow_up.verified
    assert follow_up.ref in answer.content.decode()
    assert "It is back" in Client().get(link_in(relay.to("dana@acme.example")[-1])).content.decode()


def test_news_of_the_disturbance_reach_her_once_she_has_confirmed(
    relay: MailRelay, alice: User, checkout: Service, move_clock: MoveClock
) -> None:
    case = report()
    link = link_in(relay.to("dana@acme.example")[0])
    incident = declare_incident(
        title="Database p4 is full", services=[checkout], cases=[case], customer_text="Payments stop.", by=alice.actor
    )
    run_due_work()
    screen = Client().get(link).content.decode()
    assert "Payments stop." in screen
    assert "Database p4" not in screen
    update = write_update(incident, texts={"en": "Hello {first name}, we found it."}, by=alice.actor)
    send_update(update, digest=audience_of(update).digest, by=alice.actor)
    move_clock.forward(seconds=11)
    assert "we found it" not in Client().get(link).content.decode()
    Client().post(link + "confirm/")
    move_clock.forward(seconds=11)
    news = relay.to("dana@acme.example")[-1]
    assert "Hello Dana, we found it." in news.get_content()
    assert "Hello Dana, we found it." in Client().get(link_in(news)).content.decode()


def test_lost_links_come_again_by_mail_and_nobody_learns_who_is_known(
    relay: MailRelay, alice: User, move_clock: MoveClock
) -> None:
    first, second = report(), report(body="And the {{link}} prints twice")
    close_case(report(body="Old"), by=alice.actor, reason="withdrawn")
    before = len(relay.mails)
    answers = [
        Client().post("/help/find/", {"email": email}).content.decode().replace(email, "…")
        for email in ("dana@acme.example", "nobody@else.example")
    ]
    run_due_work()
    assert len({re.sub(r"csrf\S+ value=\S+", "", answer) for answer in answers}) == 1
    (mail,) = [mail for _to, mail in relay.mails[before:]]
    text = mail.get_content()
    assert re.findall(r"C-\d+", text) == [second.ref, first.ref]
    links = re.findall(r"http://localhost:8000(/my/[^\s/]+/)", text)
    assert [re.search(r"C-\d+", Client().get(link).content.decode())[0] for link in links] == [  # type: ignore[index]
        second.ref,
        first.ref,
    ]


def test_people_in_copy_get_no_link_of_hers(relay: MailRelay, alice: User, move_clock: MoveClock) -> None:
    post(write_mail("Dana <dana@acme.example>", "Hangs", "x"))
    add_participant(Case.objects.get(), address="ben@acme.example", by=alice.actor)
    reply_to_case(Case.objects.get(), by=alice.actor, body="Hello both", send_now=True)
    run_due_work()
    (copy,) = relay.to("ben@acme.example")
    assert "/my/" not in copy.get_content()


def test_mails_and_screen_speak_her_language(relay: MailRelay, alice: User) -> None:
    Contact.objects.update(locale="de")
    case = report()
    reply_to_case(case, by=alice.actor, body="Wir sind dran.", send_now=True)
    run_due_work()
    assert "Hier sehen Sie den Stand Ihres Falls: http" in relay.to("dana@acme.example")[-1].get_content()
    Client().post("/help/find/", {"email": "dana@acme.example"})
    run_due_work()
    assert relay.to("dana@acme.example")[-1]["Subject"] == "Ihre offenen Fälle"


def test_her_file_is_not_kept_twice_when_she_sends_the_form_twice(relay: MailRelay) -> None:
    nonce = {"nonce": "c" * 32, "attachments": [SimpleUploadedFile("a.txt", b"a")]}
    first = report(**nonce)
    nonce["attachments"] = [SimpleUploadedFile("a.txt", b"a")]
    assert report(**nonce) == first
    assert Attachment.objects.count() == 1
    assert len(relay.mails) == 1
