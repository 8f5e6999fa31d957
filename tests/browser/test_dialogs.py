"""The dialogs of a case come when they are wanted: by mouse, by key, from the menu, on a phone."""

from collections.abc import Callable

from playwright.sync_api import expect

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.customers.models import Contact
from andon.people.models import Team, User
from tests.cast import NOBODY

from .conftest import Visitor


def test_handing_over_by_key(
    visitor: Callable[..., Visitor], alice: User, bob: User, care: Team, dana: Contact
) -> None:
    case = open_case(CaseIn(title="It hangs", body="Help", contact=dana, team=care, owner=alice), by=NOBODY)
    agent = visitor(alice)
    page = agent.go(f"/inbox/?case={case.ref}")
    page.keyboard.press("h")
    dialog = page.get_by_role("dialog", name="Hand over")
    expect(dialog.get_by_label("Who gets it")).to_be_focused()
    dialog.get_by_label("Who gets it").select_option(label="Bob Keller")
    dialog.get_by_label("Why, and what to know").fill("My shift ends")
    with page.expect_navigation():
        dialog.get_by_role("button", name="Hand over").click()
    case.refresh_from_db()
    assert case.owner == bob
    assert agent.complaints == []


def test_from_the_menu_on_a_phone(visitor: Callable[..., Visitor], alice: User, care: Team, dana: Contact) -> None:
    case = open_case(CaseIn(title="It hangs", body="Help", contact=dana, team=care, owner=alice), by=NOBODY)
    agent = visitor(alice, phone=True)
    page = agent.go(f"/cases/{case.ref}/")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Tags…").click()
    dialog = page.get_by_role("dialog", name="Tags")
    dialog.get_by_label("Tags").fill("checkout, android")
    with page.expect_navigation():
        dialog.get_by_role("button", name="Save the tags").click()
    case.refresh_from_db()
    assert case.tags == ["checkout", "android"]
    assert agent.complaints == []
