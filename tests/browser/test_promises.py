"""A promise is typed, noticed, sent, seen by the customer's owner, and kept by the next answer: in a browser."""

from collections.abc import Callable

from playwright.sync_api import expect

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.customers.models import Contact
from andon.people.models import Team, User
from andon.promises.models import Promise
from tests.cast import NOBODY

from .conftest import Visitor


def opened(dana: Contact, care: Team, alice: User) -> Case:
    dana.time_zone = "Asia/Tokyo"
    dana.save()
    return open_case(CaseIn(title="It hangs", body="Help", contact=dana, team=care, owner=alice), by=NOBODY)


def test_typed_sent_and_kept(visitor: Callable[..., Visitor], alice: User, care: Team, dana: Contact) -> None:
    case, agent = opened(dana, care, alice), visitor(alice)
    page = agent.go(f"/cases/{case.ref}/")
    text = page.get_by_role("textbox", name="Text")
    text.fill("I am on it, Dana.")
    text.press_sequentially(" I'll write to you tomorrow at 3 pm.")
    noticed = page.locator("[data-follows]")
    expect(noticed).to_contain_text("You promise: by")
    expect(noticed).to_contain_text("for the customer")
    expect(noticed.get_by_label("Keep as a promise")).to_be_checked()
    with page.expect_navigation():
        page.get_by_role("button", name="Send to Dana").click()
    beside = page.locator("section", has=page.get_by_role("heading", name="Promised in words"))
    expect(beside).to_contain_text("An answer by")
    assert Promise.objects.get().state == "open"
    text.fill("It was the cache. It works again.")
    with page.expect_navigation():
        page.get_by_role("button", name="Send to Dana").click()
    expect(beside).to_contain_text("Kept, by")
    assert Promise.objects.get().state == "kept"
    assert agent.complaints == []


def test_not_a_promise_on_a_phone(visitor: Callable[..., Visitor], alice: User, care: Team, dana: Contact) -> None:
    case, agent = opened(dana, care, alice), visitor(alice, phone=True, dark=True)
    page = agent.go(f"/cases/{case.ref}/")
    text = page.get_by_role("textbox", name="Text")
    text.fill("I'll write to you tomorrow at 3 pm.")
    noticed = page.locator("[data-follows]")
    noticed.get_by_label("Keep as a promise").uncheck()
    with page.expect_navigation():
        page.get_by_role("button", name="Send to Dana").click()
    expect(page.get_by_text("I'll write to you tomorrow at 3 pm.").first).to_be_visible()
    assert not Promise.objects.exists()
    agent.go("/promises/kept/")
    expect(page.get_by_role("heading", name="Promises kept")).to_be_visible()
    assert agent.complaints == []
