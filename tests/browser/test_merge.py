"""Merging at the screen, undoing it, calling a colleague by name, and an approval: by mouse and keyboard."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case, CasePolicy
from andon.conversations.models import Message
from andon.customers.models import Account, Contact
from andon.gestures.actions.put_gesture_kind import put_gesture_kind
from andon.people.models import Team, User
from tests.cast import NOBODY, contact
from tests.live_server import wait_until

from .conftest import PATIENCE, Visitor

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def cases(care: Team, dana: Contact, acme: Account, alice: User) -> list[Case]:
    CasePolicy.objects.create(default_team=care)
    tom = contact("Tom Berg", "tom@acme.example", acme)

    def opened(title: str, body: str, of: Contact) -> Case:
        given = CaseIn(title=title, body=body, contact=of, team=care, owner=alice, verified=True, receipt=False)
        return open_case(given, by=NOBODY)

    return [
        opened("Checkout hangs on all our tablets", "Since eight this morning nobody can pay.", dana),
        opened("Cannot pay", "No card works at till three.", tom),
    ]


def test_merged_and_undone_at_the_screen(visitor: Callable[..., Visitor], cases: list[Case], alice: User) -> None:
    stays, other = cases
    agent = visitor(alice)
    page = agent.go(f"/cases/{stays.ref}/")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("link", name="Merge with another case…").click()
    page.get_by_role("link", name=f"Add {other.ref}").click()
    page.get_by_label("Why").fill("One matter: the card machines")
    page.get_by_role("button", name="Merge 2 cases").click()
    thread = page.get_by_role("region", name="Thread")
    expect(thread.get_by_text("No card works at till three.")).to_be_visible()
    expect(page.get_by_text(f"{other.ref}, Cannot pay, was merged into this case by Alice Moreau.")).to_be_visible()
    expect(page.get_by_text("tom@acme.example")).to_be_visible()

    # A colleague who follows the old reference is brought here.
    agent.go(f"/cases/{other.ref}/")
    expect(page).to_have_url(re.compile(f"/cases/{stays.ref}/\\?merged={other.ref}"))
    expect(page.get_by_text("You were brought here:")).to_be_visible()

    page.get_by_role("button", name=f"Undo: take {other.ref} out again").click()
    expect(thread.get_by_text("No card works at till three.")).to_have_count(0)
    agent.go(f"/cases/{other.ref}/")
    expect(thread.get_by_text("No card works at till three.")).to_be_visible()
    assert Case.objects.get(id=other.id).merged_into_id is None
    assert agent.complaints == []


def test_a_selection_is_merged_from_the_inbox_by_phone(
    visitor: Callable[..., Visitor], cases: list[Case], alice: User
) -> None:
    stays, other = cases
    page = visitor(alice, phone=True, dark=True).go("/inbox/?view=mine")
    for case in cases:
        page.get_by_label(f"Select {case.ref}").check()
    page.get_by_role("button", name="Merge…").click()
    page.get_by_role("radio", name=re.compile(stays.ref)).check()
    page.get_by_role("button", name="Merge 2 cases").click()
    expect(page.get_by_text("No card works at till three.")).to_be_visible()
    assert Case.objects.get(id=other.id).merged_into_id == stays.id


def test_a_colleague_is_called_by_keyboard(
    visitor: Callable[..., Visitor], cases: list[Case], alice: User, bob: User, charlie: User
) -> None:
    agent = visitor(alice)
    page = agent.go(f"/cases/{cases[0].ref}/")
    text = page.get_by_role("textbox", name="Text")
    found = page.get_by_role("listbox", name="Colleagues whom you can call")
    # An answer to the customer calls nobody.
    text.press_sequentially("@Bo")
    expect(found).to_be_hidden()
    text.fill("")
    page.get_by_role("radio", name="Agents").check()
    text.press_sequentially("Please look, @kel")
    expect(found.get_by_role("option", name="Bob Keller")).to_be_visible()
    text.press("Enter")
    expect(text).to_have_value("Please look, @Bob Keller ")
    text.press_sequentially("and @")
    expect(found.get_by_role("option")).not_to_have_count(0)
    text.press("Escape")
    expect(found).to_be_hidden()
    text.press_sequentially("Char")
    text.press("Tab")
    expect(text).to_have_value("Please look, @Bob Keller and @Charlie Stone ")
    page.get_by_role("button", name="Note for agents").click()
    expect(page.get_by_text("Please look, @Bob Keller and @Charlie Stone")).to_be_visible()
    wait_until(lambda: Message.objects.filter(mentions=[bob.id, charlie.id]).exists(), what="the note")
    assert agent.complaints == []


def test_given_and_approved(visitor: Callable[..., Visitor], cases: list[Case], alice: User, mei: User) -> None:
    put_gesture_kind("credit", name="Credit", by=NOBODY)
    agent, lead = visitor(alice), visitor(mei)
    page = agent.go(f"/cases/{cases[0].ref}/")
    page.get_by_role("link", name="Give something…").click()
    page.get_by_label("Amount").fill("120.50")
    page.get_by_label("Currency").fill("EUR")
    page.get_by_label("Why").fill("A morning without a till")
    page.get_by_role("button", name="Give it").click()
    expect(page.get_by_text("A lead of the team decides.")).to_be_visible()
    waiting = lead.go("/approvals/")
    waiting.get_by_role("button", name="Approve").click()
    expect(waiting.get_by_text("to be done", exact=True)).to_be_visible()
    page.reload()
    page.get_by_label("Number of the booking or parcel").fill("SAP 4711")
    page.get_by_role("button", name="It is done").click()
    expect(page.get_by_text("SAP 4711")).to_be_visible()
    assert agent.complaints + lead.complaints == []
