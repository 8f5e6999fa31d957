"""A customer's case, behind her signed link."""

from datetime import timedelta
from typing import Any

import pytest
from conftest import MoveClock
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import NOBODY, contact

from andon.cases.actions.open_case import open_case
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.catalog.actions.put_brand import put_brand
from andon.conversations.models import Attachment, Message
from andon.customers.actions.erase_contact import erase_contact
from andon.customers.models import Account, Contact
from andon.people.links import make_link, revoke_links
from andon.people.models import Team, User

from .conftest import REPORT, text_of

EVIL = "<script>alert(1)</script>"


@pytest.fixture
def case(dana: Contact, alice: User, care: Team) -> Case:
    return open_case(CaseIn(title="It hangs", body="It hangs", contact=dana, team=care, owner=alice), by=dana.actor)


@pytest.fixture
def link(case: Case, dana: Contact) -> str:
    return f"/my/{make_link('portal_case', case.subject, dana.actor, timedelta(days=1))}/"


def test_a_foreign_form_is_refused(link: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/help/", REPORT).status_code == 403
    assert strict.post("/help/find/", {"email": "a@x.example"}).status_code == 403
    # Her link is the proof; a browser that sends no referrer says "null" for its origin.
    assert strict.post(link + "write/", {"body": "Hello"}, headers={"origin": "null"}).status_code == 302


def test_wrong_methods(link: str) -> None:
    for address in ("write/", "works/", "still_broken/", "confirm/"):
        assert Client().get(link + address).status_code == 405
    assert Client().post(link).status_code == 405
    assert Client().put("/help/").status_code == 405
    assert Client().delete("/help/find/").status_code == 405


def test_guards_of_the_link(link: str) -> None:
    answer = Client().get(link)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("how", ["expired", "revoked", "purpose", "holder", "erased", "moved", "made up", "kind"])
def test_a_link_that_is_none_opens_and_changes_nothing(
    how: str, case: Case, dana: Contact, acme: Account, mei: User, move_clock: MoveClock
) -> None:
    lea = contact("Lea Roth", "lea@acme.example", acme)
    purpose = "sign_in" if how == "purpose" else "portal_case"
    subject = {"kind": dana.subject}.get(how, case.subject)
    token = make_link(purpose, subject, (lea if how == "holder" else dana).actor, timedelta(days=1))
    match how:
        case "expired":
            move_clock.forward(days=2)
        case "revoked":
            revoke_links("portal_case", case.subject)
        case "erased":
            erase_contact(dana, by=mei.actor)
        case "moved":
            Case.objects.update(contact=lea)
        case "made up":
            token = "a" * 43
    before = Message.objects.count()
    client = Client()
    assert client.get(f"/my/{token}/").status_code == 404
    for verb in ("write", "works", "still_broken", "confirm"):
        answer = client.post(f"/my/{token}/{verb}/", {"body": "x"})
        assert answer.status_code == 404
        assert "This link is over" in text_of(answer)
        assert "It hangs" not in text_of(answer)
    assert Message.objects.count() == before


def test_a_link_opens_one_case_only(case: Case, link: str, dana: Contact, care: Team) -> None:
    from andon.conversations.message_in import AttachmentIn

    file = AttachmentIn(name="a.txt", content=b"a")
    other = open_case(CaseIn(title="Other", body="x", contact=dana, team=care, attachments=[file]), by=dana.actor)
    attachment = Attachment.objects.get()
    assert Client().get(f"{link}files/{attachment.id}/").status_code == 404
    hers = make_link("portal_case", other.subject, dana.actor, timedelta(days=1))
    assert Client().get(f"/my/{hers}/files/{attachment.id}/").status_code == 200


def test_a_file_for_agents_is_not_hers(case: Case, link: str, alice: User) -> None:
    from andon.conversations.actions.write_messages import write_messages
    from andon.conversations.message_in import AttachmentIn, MessageIn

    note = MessageIn(
        subject=case.subject,
        seen_by="agents",
        body="secret",
        author_name="Alice",
        channel="console",
        attachments=[AttachmentIn(name="log.txt", content=b"log")],
    )
    write_messages([note], by=alice.actor)
    assert Client().get(f"{link}files/{Attachment.objects.get().id}/").status_code == 404


def test_hostile_words_stay_text(case: Case, link: str, alice: User) -> None:
    Case.objects.update(title=EVIL, order_number=EVIL)
    client = Client()
    client.post(link + "write/", {"body": EVIL + " javascript:alert(1)"})
    reply_to_case(case, by=alice.actor, body=f"{EVIL} see https://fernhill.example/a?b=1&c=2", send_now=True)
    shown = text_of(client.get(link))
    assert "alert(1)" in shown
    assert "<script>alert" not in shown
    assert 'href="javascript' not in shown
    assert 'href="https://fernhill.example/a?b=1&amp;c=2"' in shown


def test_bad_messages_are_shown_again(case: Case, link: str) -> None:
    for body, fault in (("", "Write something"), ("a\0b", "Null"), ("a\x07b", "control"), ("x" * 20_001, "20000")):
        answer = Client().post(link + "write/", {"body": body})
        assert answer.status_code == 422
        assert fault in text_of(answer)
    picture = SimpleUploadedFile("a.png", b"png")
    answer = Client().post(link + "write/", {"body": "a\x07b", "attachments": [picture]})
    assert "Choose your files again" in text_of(answer)
    assert Message.objects.count() == 1


def test_a_form_sent_twice_is_one_message(case: Case, link: str) -> None:
    for _twice in range(2):
        Client().post(link + "write/", {"body": "Hello", "nonce": "d" * 32})
    assert Message.objects.filter(body="Hello").count() == 1
    case.refresh_from_db()
    assert case.unanswered_count == 2


def test_whoever_holds_a_link_writes_as_a_person_does(link: str) -> None:
    codes = [Client().post(link + "write/", {"body": f"{n}"}).status_code for n in range(21)]
    assert codes == [302] * 20 + [429]
    assert "Too many at once" in text_of(Client().post(link + "still_broken/", follow=True))


def test_what_is_live_is_the_same_while_nothing_happens(case: Case, link: str) -> None:
    Case.objects.update(status="solved", verified=False)
    parts = [text_of(Client().get(link)).split('id="known"')[1].split('id="write"')[0] for _twice in range(2)]
    assert parts[0] == parts[1]
    assert "It still does not work" in parts[0]


def test_names_of_files_are_only_names(case: Case, link: str) -> None:
    file = SimpleUploadedFile("../../<b>.html", b"<script>", "text/html")
    Client().post(link + "write/", {"attachments": [file]})
    shown = text_of(Client().get(link))
    assert "&lt;b&gt;.html" in shown
    attachment = Attachment.objects.get()
    assert Client().get(f"{link}files/{attachment.id}/")["Content-Type"] == "application/octet-stream"


def test_the_case_screen_is_flat(case: Case, link: str, alice: User, django_assert_max_num_queries: Any) -> None:
    for count in (2, 30):
        for n in range(count):
            reply_to_case(case, by=alice.actor, body=f"{n}", send_now=True)
        with django_assert_max_num_queries(14):
            Client().get(link)


@pytest.mark.django_db
def test_the_language_is_the_one_she_chose_of_those_we_have() -> None:
    put_brand(slug="fernhill", name="Fernhill", portal_name="Fernhill", locales=["en", "de"], by=NOBODY)
    client = Client()
    assert client.get("/help/", headers={"accept-language": "de"})["Content-Language"] == "de"
    assert client.get("/help/", headers={"accept-language": "fr"})["Content-Language"] == "en"
    assert client.get("/help/?language=fr")["Content-Language"] == "en"
    assert client.get("/help/?language=de")["Content-Language"] == "de"
    assert client.get("/help/")["Content-Language"] == "de"
