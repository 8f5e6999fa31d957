"""Cases selected in the inbox: every act is in sight, and the screen that follows stays live without complaint."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.customers.models import Contact
from andon.people.models import Team, User
from tests.cast import NOBODY

from .conftest import PATIENCE, Visitor

expect.set_options(timeout=PATIENCE)
ACTS = ["Give to somebody…", "Merge…", "More…", "All of this list…", "Declare from the selected…"]


def opened(care: Team, alice: User, dana: Contact) -> list[Case]:
    given = {"contact": dana, "team": care, "owner": alice, "receipt": False, "body": "It hangs."}
    return [open_case(CaseIn(title=title, **given), by=NOBODY) for title in ("Invoice twice", "It hangs")]  # type: ignore[arg-type]


def in_sight(page: Page) -> None:
    height = page.viewport_size["height"] if page.viewport_size else 0
    for name in ACTS:
        button = page.get_by_role("button", name=name)
        expect(button).to_be_visible()
        box = button.bounding_box()
        assert box
        assert box["y"] + box["height"] <= height + 1, name
        assert button.evaluate("one => one.scrollWidth <= one.clientWidth + 1"), name


def test_every_act_is_in_sight(visitor: Callable[..., Visitor], alice: User, care: Team, dana: Contact) -> None:
    first, _second = opened(care, alice, dana)
    for width, phone in ((1440, False), (1100, False), (390, True)):
        agent = visitor(alice, phone=phone, dark=phone)
        page = agent.go("/inbox/?view=mine")
        page.set_viewport_size({"width": width, "height": 844})
        page.get_by_label(f"Select {first.ref}", exact=True).check(force=True)
        in_sight(page)
        assert agent.complaints == []


def test_what_follows_hears_of_changes_without_complaint(
    visitor: Callable[..., Visitor], alice: User, care: Team, dana: Contact
) -> None:
    first, _second = opened(care, alice, dana)
    agent = visitor(alice)
    page = agent.go("/inbox/?view=mine")
    page.get_by_label(f"Select {first.ref}", exact=True).check(force=True)
    page.get_by_role("button", name="More…").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 case")
    with page.expect_response(lambda answer: answer.request.headers.get("x-live") == "1") as heard:
        opened(care, alice, dana)
    assert heard.value.ok
    page.get_by_role("button", name="See what it would do").wait_for()
    assert agent.complaints == []
