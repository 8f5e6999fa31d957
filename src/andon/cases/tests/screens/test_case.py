"""The screen of a case: who sees it, what it shows, how many queries it takes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import NOBODY

from andon.cases.actions.add_participant import add_participant
from andon.cases.actions.add_step_tried import add_step_tried
from andon.cases.actions.grant_access import grant_access
from andon.cases.actions.hand_over_cases import hand_over_cases
from andon.cases.actions.note_on_case import note_on_case
from andon.cases.actions.owe import owe
from andon.cases.actions.receive_customer_message import receive_customer_message
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.models import Case
from andon.cases.obligation_in import ObligationIn
from andon.cases.tests.conftest import make_case
from andon.conversations.message_in import AttachmentIn
from andon.customers.models import Contact
from andon.kit import clock
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.actions.go_away import go_away
from andon.people.models import Team, User
from andon.people.presence import look_at

from .conftest import Browse


def url(case: Case) -> str:
    return reverse("cases:case", args=[case.ref])


def shown(client: Client, case: Case) -> str:
    answer = client.get(url(case))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_it_shows_the_thread_and_the_customer(case: Case, alice: User, bob: User, browse: Browse) -> None:
    reply_to_case(case, by=alice.actor, body="We are on it.")
    note_on_case(case, by=alice.actor, body="Same as Bellavista?")
    add_step_tried(case, by=alice.actor, what="Restarted the app", result="no change")
    text = shown(browse(bob), case)
    for part in (
        "It hangs.",
        "We are on it.",
        "Dana sees this",
        "Agents only",
        "Same as Bellavista?",
        "Restarted the app",
        "Acme Outdoor",
        "dana@acme.example",
        "EUR 640k",
        "Waits for Dana",
        "Alice Moreau owns it",
        "unverified",
    ):
        assert part in text, part
    assert browse(bob).get(reverse("cases:case", args=[case.id])).status_code == 200


def test_what_happened_stands_between_the_messages(
    case: Case, alice: User, bob: User, billing: Team, browse: Browse
) -> None:
    hand_over_cases([case], by=alice.actor, reason="My shift ends", to_user=bob)
    text = shown(browse(bob), case)
    assert "Alice Moreau handed it over to you" in text
    assert "Handed over: My shift ends" in text


def test_hostile_words_stay_words(case: Case, dana: Contact, alice: User, browse: Browse) -> None:
    receive_customer_message(case, by=dana.actor, body="<script>alert(1)</script>", html="<b>x</b>", channel="email")
    text = shown(browse(alice), case)
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "sandbox=" in text


def test_who_else_looks(case: Case, alice: User, bob: User, browse: Browse) -> None:
    assert browse(bob).post(reverse("cases:look", args=[case.ref])).status_code == 204
    assert "Bob Keller<span" in shown(browse(alice), case)
    assert "is reading" not in shown(browse(bob), case)


def test_an_owner_who_is_away(case: Case, alice: User, bob: User, browse: Browse) -> None:
    go_away(alice, until=clock.now() + timedelta(hours=1), stand_in=bob, by=alice.actor)
    assert "away, Bob Keller stands in" in shown(browse(bob), case)
    assert case.ref in browse(bob).get(reverse("cases:inbox")).content.decode()


def test_who_may_read_it(
    case: Case, rita: User, charlie: User, mei: User, omar: User, checkout_team: Team, browse: Browse
) -> None:
    assert browse(mei).get(url(case)).status_code == 200
    assert browse(charlie).get(url(case)).status_code == 404
    assert browse(rita).get(url(case)).status_code == 403
    assert browse(omar).get(url(case)).status_code == 404
    assert Client().get(url(case)).status_code == 302
    grant_access([case], source=Subject("incident", new_id()), why="linked", by=NOBODY, teams=[checkout_team])
    text = shown(browse(omar), case)
    assert "You may read this case" in text
    assert "dana@acme.example" not in text
    assert browse(omar).post(reverse("cases:take_case", args=[case.ref])).status_code == 403


@pytest.mark.parametrize("ref", ["C-999999", "nonsense", "C-99999999999", "%00"])
def test_what_does_not_exist(ref: str, alice: User, browse: Browse) -> None:
    assert browse(alice).get(f"/cases/{ref}/").status_code == 404


def test_the_same_queries_for_a_long_case(
    case: Case, dana: Contact, alice: User, bob: User, care: Team, browse: Browse
) -> None:
    client = browse(alice)

    def fill(times: int) -> int:
        for number in range(times):
            receive_customer_message(
                case, by=dana.actor, body="Hm.", channel="email", attachments=[AttachmentIn(name="a", content=b"x")]
            )
            reply_to_case(case, by=alice.actor, body="On it.")
            add_step_tried(case, by=alice.actor, what=f"Step {times} {number}")
            add_participant(case, by=alice.actor, address=f"{times}{number}@acme.example")
            source = Subject("incident", new_id())
            owe([ObligationIn(case=case, kind="tell", source=source)], by=NOBODY)
            grant_access([case], source=source, why="linked", by=NOBODY, users=[bob])
            look_at(case.subject, bob)
            make_case(contact=dana, team=care)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            shown(client, case)
        return len(caught)

    fill(2)
    assert fill(1) == fill(8)
