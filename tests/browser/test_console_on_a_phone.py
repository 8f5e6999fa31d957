"""On a phone every place is reached by a thumb: what the rail offers on a desk, search, and one's own settings."""

from collections.abc import Callable

from playwright.sync_api import expect

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.customers.models import Contact
from andon.people.models import Team, User
from tests.cast import NOBODY

from .conftest import PATIENCE, Visitor

expect.set_options(timeout=PATIENCE)


def test_she_searches(visitor: Callable[..., Visitor], mei: User, dana: Contact) -> None:
    lead = visitor(mei, phone=True)
    page = lead.go("/board/")
    page.get_by_role("link", name="Search", exact=True).click()
    box = page.get_by_role("searchbox", name="Search")
    expect(box).to_be_focused()
    box.fill("dana@acme.example")
    box.press("Enter")
    expect(page.get_by_role("link", name="Dana Whitfield")).to_be_visible()
    assert lead.complaints == []


def test_she_reaches_every_place(visitor: Callable[..., Visitor], ada: User) -> None:
    administrator = visitor(ada, phone=True, dark=True)
    page = administrator.go("/board/")
    below = page.get_by_role("navigation", name="Main, phone")
    for place in ("Inbox", "Board", "Incidents", "On call"):
        below.get_by_role("link", name=place).click()
        expect(below.get_by_role("link", name=place)).to_have_attribute("aria-current", "page")
    for place in ("Approvals", "Accounts", "Alerts", "Signals", "Settings"):
        below.get_by_role("button", name="More").click()
        others = page.get_by_role("navigation", name="More places")
        others.get_by_role("link", name=place).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Needs approval" if place == "Approvals" else place)
        expect(page.locator("#more-places [aria-current=page]")).to_have_text(place)
    page.get_by_role("link", name="Ada Osei, your settings").click()
    expect(page.get_by_role("button", name="Sign out").or_(page.get_by_role("link", name="Sign out"))).to_be_visible()
    page.get_by_role("link", name="Settings", exact=True).click()
    page.get_by_role("link", name="Teams", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Teams")
    page.get_by_role("link", name="Settings", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Settings")
    assert administrator.complaints == []


def test_who_opens_a_case_is_asked_first_for_whom(visitor: Callable[..., Visitor], mei: User) -> None:
    page = visitor(mei, phone=True).go("/cases/new/")
    first = page.get_by_label("Find a person").bounding_box()
    then = page.get_by_label("Her name").bounding_box()
    assert first
    assert then
    assert first["y"] < then["y"]


def test_a_responder_has_what_she_needs_in_the_bar(visitor: Callable[..., Visitor], omar: User) -> None:
    page = visitor(omar, phone=True).go("/board/")
    below = page.get_by_role("navigation", name="Main, phone")
    assert below.get_by_role("link").all_text_contents() == ["Board", "Incidents", "On call", "Alerts"]


def test_the_key_that_sends_is_the_keyboards(
    visitor: Callable[..., Visitor], alice: User, care: Team, dana: Contact
) -> None:
    case = open_case(CaseIn(title="It hangs", body="Help", contact=dana, team=care, owner=alice), by=NOBODY)
    page = visitor(alice).go(f"/cases/{case.ref}/")
    expect(page.locator("[data-sends]")).to_have_text("Ctrl+⏎")
    apple = "{get: () => ({platform: 'macOS'})}"
    page.add_init_script(f"Object.defineProperty(Navigator.prototype, 'userAgentData', {apple})")
    page.reload()
    expect(page.locator("[data-sends]")).to_have_text("⌘⏎")
