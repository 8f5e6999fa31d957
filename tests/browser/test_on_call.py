"""Who is on call, in a browser: seen, put on call by dragging, drawn before it is saved; on a desk and on a phone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from andon.kit import clock
from andon.people.models import Team, User
from andon.schedules.actions.ask_for_swap import ask_for_swap
from andon.schedules.actions.create_feed import create_feed
from andon.schedules.actions.import_calendar import import_calendar
from andon.schedules.actions.override_shift import override_shift
from andon.schedules.actions.put_schedule import put_schedule
from andon.schedules.layer_in import LayerIn, RestrictionIn
from andon.schedules.models import LayerVersion, Override, Schedule
from tests.cast import NOBODY, person
from tests.live_server import wait_until

from .conftest import Visitor
from .test_every_screen import STANDARD

pytestmark = pytest.mark.slow
HOUR = timedelta(hours=1)
ICS = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:1\r
DTSTART:20270104T090000Z\r
DTEND:20270104T170000Z\r
SUMMARY:Fair in Porto\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.fixture
def lead(checkout_team: Team) -> User:
    return person("Lena Brandt", ("lead", checkout_team))


@pytest.fixture
def schedule(omar: User, lead: User, checkout_team: Team) -> Schedule:
    """Days and nights, one put in by hand, one that asks, and a gap ahead."""
    ines, yuki = (person(name, ("responder", checkout_team)) for name in ("Ines Pacheco", "Yuki Sato"))
    today = clock.now().replace(hour=9, minute=0, second=0, microsecond=0, tzinfo=None)
    monday = today - timedelta(days=today.weekday() + 7)
    layers = [
        LayerIn(name="Weeks", turns=[[omar, lead], [ines]], unit="week", begins=monday),
        LayerIn(
            name="Nights", turns=[[yuki]], unit="", priority=1,
            restrictions=[RestrictionIn(begins=22 * 60, ends=6 * 60, days=[0, 1, 2, 3, 4])],
        ),
    ]  # fmt: skip
    found = put_schedule(slug="checkout", name="Checkout", team=checkout_team, layers=layers, by=NOBODY)
    backup = {"slug": "backup", "name": "Backup", "team": checkout_team, "starts_at": clock.now()}
    put_schedule(**backup, members=[yuki, ines], by=NOBODY)
    now = clock.now().replace(minute=0, second=0, microsecond=0)
    override_shift(
        found, user=ines, starts_at=now + 30 * HOUR, ends_at=now + 40 * HOUR, reason="Parents' evening", by=NOBODY
    )
    for gone in (omar, lead, ines):
        override_shift(
            found, mode="remove", remove=gone, starts_at=now + 98 * HOUR, ends_at=now + 104 * HOUR, by=NOBODY
        )
    span = {"starts_at": now + 200 * HOUR, "ends_at": now + 400 * HOUR, "note": "A wedding"}
    ask_for_swap(found, asker=ines, by=ines.actor, **span)
    import_calendar(found, name="Fairs", content=ICS, by=NOBODY)
    create_feed(holder=lead, schedule=found, by=NOBODY)
    return found


@pytest.mark.parametrize(("phone", "dark"), [(False, False), (True, True), (False, True), (True, False)])
def test_every_screen_of_it(
    phone: bool, dark: bool, visitor: Callable[..., Visitor], schedule: Schedule, lead: User
) -> None:
    seen, axe = visitor(lead, phone=phone, dark=dark), Axe()
    for path in (
        "/on-call/",
        "/on-call/?span=month",
        "/on-call/calendars/",
        "/on-call/checkout/quality/",
        "/settings/schedules/",
        "/settings/schedules/new/",
        "/settings/schedules/checkout/",
        "/settings/schedules/checkout/import_calendar/",
    ):
        page = seen.go(path)
        found = axe.run(page, options=STANDARD).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == [], path
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path
    assert seen.complaints == []


def test_dragging_over_the_row_fills_the_form(visitor: Callable[..., Visitor], schedule: Schedule, lead: User) -> None:
    User.objects.filter(id=lead.id).update(time_zone="Asia/Tokyo")
    page = visitor(lead).go("/on-call/")
    lane = page.locator(f'[data-drags="{schedule.id}"]')
    lane.scroll_into_view_if_needed()
    box = lane.bounding_box()
    assert box is not None
    day = box["width"] / 14
    page.mouse.move(box["x"] + 8 * day, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 9 * day, box["y"] + 20, steps=5)
    page.mouse.up()
    starts = page.locator("#override [name=starts_at]").input_value()
    ends = page.locator("#override [name=ends_at]").input_value()
    # Whole days by the reader's clock, not the browser's.
    assert (starts[-5:], ends[-5:]) == ("00:00", "00:00")
    assert starts[:10] < ends[:10]
    expect(page.locator("#override [name=user]")).to_be_focused()
    page.locator("#override [name=user]").select_option(label="Yuki Sato")
    page.get_by_role("button", name="Put on call for this time").click()
    wait_until(lambda: Override.objects.filter(user__name="Yuki Sato").exists(), what="the override")


def test_the_preview_is_drawn_while_somebody_types(
    visitor: Callable[..., Visitor], schedule: Schedule, lead: User
) -> None:
    page = visitor(lead).go("/settings/schedules/checkout/")
    expect(page.locator("#preview")).to_contain_text("Nobody from")
    before = LayerVersion.objects.count()
    page.locator("[name=l0-turn_2_0]").select_option(label="Yuki Sato")
    page.locator("[name=l0-every]").fill("2")
    page.locator("[name=l0-unit]").select_option(label="days")
    expect(page.locator("#preview svg title", has_text="Yuki Sato").first).to_be_attached()
    assert LayerVersion.objects.count() == before
    page.get_by_role("button", name="Save this schedule").click()
    wait_until(lambda: LayerVersion.objects.count() == before + 1, what="the new version")
