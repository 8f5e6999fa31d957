"""On a phone every place is reached by a thumb: what the rail offers on a desk, search, and one's own settings."""

from collections.abc import Callable

from playwright.sync_api import expect

from andon.customers.models import Contact
from andon.people.models import User

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
    for place in ("Inbox", "Board", "Incidents", "Accounts", "On call", "Alerts"):
        below.get_by_role("link", name=place).click()
        expect(below.get_by_role("link", name=place)).to_have_attribute("aria-current", "page")
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
