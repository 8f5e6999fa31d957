"""The line of time is edited where it is drawn, and the bell rings by itself."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from andon.kit import clock
from andon.notifications.actions.notify import notify
from andon.notifications.models import ContactMethod, ReachStep, SelfTest
from andon.notifications.notice_in import NoticeIn
from andon.paging.models import Policy
from andon.people.models import User
from tests.cast import person

from .conftest import Visitor

pytestmark = pytest.mark.slow
SCREENS = {"reached": "/me/pages/", "told": "/me/notices/", "notices": "/notices/", "readiness": "/on-call/readiness/"}
KEPT = os.environ.get("ANDON_TEST_PICTURES")


def reached_by_all(user: User) -> None:
    now = clock.now()
    for channel, address, label in (
        ("email", "omar@home.example", "Home"),
        ("sms", "+351910000142", ""),
        ("voice", "+351910000142", ""),
    ):
        ContactMethod.objects.create(user=user, channel=channel, address=address, label=label, verified_at=now)
    ContactMethod.objects.create(user=user, channel="email", address="omar@new.example")
    SelfTest.objects.create(user=user, at=now - timedelta(days=40), confirmed_at=now - timedelta(days=40))


def tell(user: User, number: int, *, kind: str = "cases.assigned") -> None:
    headline = f"C-10{number} is yours now: Checkout hangs after the second step"
    notify([NoticeIn(key=f"n:{number}", kind=kind, person=user, subject=user.subject, headline=headline, path="/me/")])


def test_the_line_of_time_and_the_bell(visitor: Callable[..., Visitor], omar: User, ada: User, on_call: Policy) -> None:
    reached_by_all(omar)
    omars = visitor(omar)
    page = omars.go("/me/pages/")
    high = page.locator("section").filter(has=page.get_by_role("heading", name="When it is urgent"))
    expect(high.get_by_text("as is usual with your ways")).to_be_visible()
    high.get_by_label("After, minutes").nth(3).fill("7")
    high.get_by_role("button", name="Save").click()
    expect(high.get_by_text("after 7 minutes")).to_be_visible()
    assert [step.wait_minutes for step in ReachStep.objects.filter(user=omar)] == [0, 0, 0, 7]
    # The bell counts by itself, and is reached by its key.
    expect(page.get_by_role("link", name="Notices", exact=True)).to_be_visible()
    tell(omar, 1)
    tell(omar, 2, kind="cases.mentioned")
    expect(page.get_by_role("link", name="Notices, 2 unread")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.get_by_role("button", name="C-101 is yours now").click()
    expect(page.get_by_role("link", name="Notices, 1 unread")).to_be_visible()
    assert omars.complaints == []


def test_the_screens_fit_a_phone_and_the_dark(
    visitor: Callable[..., Visitor], omar: User, ada: User, on_call: Policy
) -> None:
    reached_by_all(omar)
    person("Noor Ahmadi-Featherstonehaugh")
    for number in range(4):
        tell(omar, number)
    for look in ({}, {"dark": True}, {"phone": True}, {"phone": True, "dark": True}):
        visit = visitor(omar, **look)
        lead = visitor(ada, **look)
        for name, path in SCREENS.items():
            page = (lead if name == "readiness" else visit).go(path)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, (name, look)
            if KEPT:
                page.screenshot(path=Path(KEPT) / f"{name}-{'-'.join(look) or 'desk'}.png", full_page=True)
        assert visit.complaints == []
