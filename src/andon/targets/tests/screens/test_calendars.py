"""Opening hours at the screen: windows, holidays that can be struck out, the default."""

from typing import Any

import pytest
from conftest import MoveClock
from django.urls import reverse

from andon.people.models import User
from andon.targets.models import BusinessCalendar, TargetSettings
from andon.targets.tests.conftest import Browse

pytestmark = pytest.mark.django_db
TYPED = {"name": "Office", "zone": "Europe/Berlin", "day_mon": "09:00-12:00, 13:00-17:00", "day_fri": "22:00-06:00"}


def test_a_calendar_is_made_and_shown(mei: User, browse: Browse, move_clock: MoveClock) -> None:
    client = browse(mei)
    answer = client.post(reverse("targets:new_calendar"), TYPED | {"slug": "office", "country": "DE"})
    assert answer.status_code == 302
    made = BusinessCalendar.objects.get(slug="office")
    assert made.content["week"] == {"mon": [["09:00", "12:00"], ["13:00", "17:00"]], "fri": [["22:00", "06:00"]]}
    shown = client.get(answer["Location"]).content.decode()
    assert "Christmas Day" in shown or "Erster Weihnachtstag" in shown
    assert "09:00–12:00" in shown
    assert "Office" in client.get(reverse("targets:calendars")).content.decode()


def test_holidays_can_be_struck_out_and_added(
    mei: User, browse: Browse, office: BusinessCalendar, move_clock: MoveClock
) -> None:
    client, url = browse(mei), reverse("targets:calendar", args=["office"])
    client.post(url, TYPED | {"country": "DE"})
    listed = [day for day, _name in client.get(url).context["form"].fields["counting"].choices]
    kept = [day for day in listed if day != "2026-12-26"]
    more = {"counting": kept, "holidays": "2026-12-24 Christmas Eve", "hours": "2026-12-31 09:00-12:00"}
    assert client.post(url, TYPED | {"country": "DE"} | more).status_code == 302
    office.refresh_from_db()
    assert [day.isoformat() for day in office.struck] == ["2026-12-26"]
    assert office.content["holidays"] == {"2026-12-24": "Christmas Eve"}
    assert office.content["hours"] == {"2026-12-31": [["09:00", "12:00"]]}
    again = client.get(url).context["form"]
    assert "2026-12-26" not in again["counting"].value()


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("day_mon", "09:00-12:00, 11:00-13:00"),
        ("day_fri", "nine to five"),
        ("day_mon", "25:00-26:00"),
        ("hours", "2026-02-30 09:00-10:00"),
        ("holidays", "tomorrow"),
        ("breaks", "2026-12-01 9"),
        ("subdivision", "XX"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    field: str, bad: str, mei: User, browse: Browse, office: BusinessCalendar
) -> None:
    answer = browse(mei).post(reverse("targets:calendar", args=["office"]), TYPED | {"country": "DE", field: bad})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert bad in answer.content.decode()


def test_a_window_over_midnight_may_not_reach_into_the_next_days(
    mei: User, browse: Browse, office: BusinessCalendar
) -> None:
    typed = TYPED | {"day_sun": "22:00-10:00"}
    answer = browse(mei).post(reverse("targets:calendar", args=["office"]), typed)
    assert list(answer.context["form"].errors) == ["day_sun"]


def test_the_default_stays_and_another_can_go(mei: User, browse: Browse, office: BusinessCalendar) -> None:
    client = browse(mei)
    assert client.post(reverse("targets:delete_calendar", args=["always"])).status_code == 422
    assert client.post(reverse("targets:delete_calendar", args=["office"])).status_code == 302
    assert [one.slug for one in BusinessCalendar.objects.all()] == ["always"]


def test_another_becomes_the_default(mei: User, browse: Browse, office: BusinessCalendar) -> None:
    client = browse(mei)
    client.post(reverse("targets:calendar", args=["office"]), TYPED | {"is_default": "on"})
    assert [one.slug for one in BusinessCalendar.objects.filter(is_default=True)] == ["office"]


def test_whether_running_clocks_are_judged_again(mei: User, browse: Browse) -> None:
    client, url = browse(mei), reverse("targets:change_target_settings")
    assert client.post(url, {"when_calendar_changes": "freeze"}).status_code == 302
    assert TargetSettings.objects.get().when_calendar_changes == "freeze"
    assert client.post(url, {"when_calendar_changes": "maybe"}).status_code == 422


def test_the_list_asks_as_much_for_many(
    mei: User, browse: Browse, office: BusinessCalendar, django_assert_max_num_queries: Any
) -> None:
    client = browse(mei)
    for n in range(10):
        browse(mei).post(reverse("targets:new_calendar"), TYPED | {"slug": f"c{n}", "name": f"C {n}"})
    client.get(reverse("targets:calendars"))
    with django_assert_max_num_queries(14):
        client.get(reverse("targets:calendars"))


def test_who_may(alice: User, rita: User, browse: Browse, office: BusinessCalendar) -> None:
    for user in (alice, rita):
        for name, args in (("calendars", []), ("calendar", ["office"]), ("new_calendar", [])):
            assert browse(user).get(reverse(f"targets:{name}", args=args)).status_code == 403
        assert browse(user).post(reverse("targets:delete_calendar", args=["office"])).status_code == 403
