"""Customers' links to cases that became one: each sees what is hers, and what she writes arrives."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from conftest import MoveClock
from django.test import Client

from andon.cases.actions.merge_cases import merge_cases
from andon.cases.actions.open_case import open_case
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.actions.solve_case import solve_case
from andon.cases.actions.undo_merge import undo_merge
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.cases.portal_link import PURPOSE
from andon.conversations.message_in import AttachmentIn
from andon.conversations.models import Attachment
from andon.customers.models import Account, Contact
from andon.people.links import make_link, open_link
from andon.people.models import Team, User
from andon.portal.actions.send_case_links import send_case_links
from andon.portal.ports import topics_of
from tests.cast import NOBODY, account, contact
from tests.peers.mail_relay import MailRelay

DAY = timedelta(days=1)


@pytest.fixture
def opened(care: Team, alice: User, relay: MailRelay, move_clock: MoveClock) -> Callable[..., Case]:
    def make(title: str, of: Contact, *files: AttachmentIn) -> Case:
        given = CaseIn(
            title=title,
            body=f"{title}.",
            contact=of,
            team=care,
            owner=alice,
            verified=True,
            receipt=False,
            attachments=files,
        )
        return open_case(given, by=NOBODY)

    return make


def link(case: Case, of: Contact) -> str:
    return f"/my/{make_link(PURPOSE, case.subject, of.actor, DAY)}/"


def page(url: str) -> str:
    answer = Client().get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_link_to_her_merged_case_shows_the_survivor(
    opened: Callable[..., Case], dana: Contact, alice: User
) -> None:
    file = AttachmentIn(name="till.png", content=b"png", content_type="image/png")
    stays, other = opened("Checkout hangs", dana), opened("Cannot pay", dana, file)
    to_stays, to_other = link(stays, dana), link(other, dana)
    merge_cases([other], into=stays, by=alice.actor)
    for url in (to_stays, to_other):
        shown = page(url)
        assert f"My case {stays.ref}" in shown
        assert "Checkout hangs." in shown
        assert "Cannot pay." in shown
        assert Client().get(f"{url}files/{Attachment.objects.get().id}/").status_code == 200
    assert Client().post(f"{to_other}write/", {"body": "Any news?"}).status_code == 302
    assert Case.objects.get(id=stays.id).unanswered_count == 3
    # She may say of both that it works, in one go.
    solve_case(Case.objects.get(id=stays.id), by=alice.actor)
    assert Client().post(f"{to_other}works/").status_code == 302
    assert Case.objects.get(id=stays.id).status == "closed"


def test_a_colleague_in_copy_reads_our_answers_and_nobody_elses_words(
    opened: Callable[..., Case], dana: Contact, acme: Account, alice: User, move_clock: MoveClock
) -> None:
    tom = contact("Tom Berg", "tom@acme.example", acme)
    secret = AttachmentIn(name="card.png", content=b"png", content_type="image/png")
    stays, other = opened("Checkout hangs", dana, secret), opened("Cannot pay", tom)
    his, hers = link(other, tom), link(stays, dana)
    merge_cases([other], into=stays, by=alice.actor)
    move_clock.forward(minutes=1)
    reply_to_case(Case.objects.get(id=stays.id), by=alice.actor, body="We look at it", send_now=True)
    shown = page(his)
    assert f"My case {other.ref}" in shown
    assert "Cannot pay." in shown
    assert "We look at it" in shown
    assert "Checkout hangs" not in shown
    assert Client().get(f"{his}files/{Attachment.objects.get().id}/").status_code == 404
    written = Client().post(f"{his}write/", {"body": "My card is 4711"}, follow=True).content.decode()
    assert "We have it." in written
    assert "My card is 4711" in written
    assert "4711" not in page(hers)
    assert Case.objects.get(id=stays.id).status == "open"
    # How far we are is what the survivor says; whether it works is asked of its customer alone.
    solve_case(Case.objects.get(id=stays.id), by=alice.actor)
    assert "We believe that it is solved." in page(his)
    assert "Yes, it works" not in page(his)
    assert "Yes, it works" in page(hers)
    Client().post(f"{his}works/")
    assert Case.objects.get(id=stays.id).status == "solved"
    found = open_link(his.split("/")[2], PURPOSE)
    assert found
    assert stays.subject.key in topics_of(found)
    undo_merge(Case.objects.get(id=other.id), by=alice.actor)
    assert "My card is 4711" in page(his)
    assert "We look at it" not in page(his)


def test_another_company_sees_its_own_thread_only(
    opened: Callable[..., Case], dana: Contact, alice: User, move_clock: MoveClock
) -> None:
    eve = contact("Eve Novak", "eve@other.example", account("other", "Other Goods"))
    stays, other = opened("Checkout hangs", dana), opened("Cannot pay", eve)
    hers = link(other, eve)
    merge_cases([other], into=stays, by=alice.actor, why="One machine", across_customers=True)
    move_clock.forward(minutes=1)
    reply_to_case(Case.objects.get(id=stays.id), by=alice.actor, body="Dear Dana", send_now=True)
    shown = page(hers)
    assert "Cannot pay." in shown
    for private in ("Checkout hangs", "Dear Dana", "Dana"):
        assert private not in shown
    # Her link to a case that is not hers opens nothing, merged or not.
    assert Client().get(link(stays, eve)).status_code == 404


def test_she_finds_her_cases_once(
    opened: Callable[..., Case], dana: Contact, alice: User, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    stays, other = opened("Checkout hangs", dana), opened("Cannot pay", dana)
    merge_cases([other], into=stays, by=alice.actor)
    send_case_links("dana@acme.example")
    run_due_work()
    (mail,) = relay.to("dana@acme.example")
    assert stays.ref in mail.get_content()
    assert other.ref not in mail.get_content()
