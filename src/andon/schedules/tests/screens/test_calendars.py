"""Shifts as a calendar that other programs read, and other people's calendars as layers."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from conftest import MoveClock
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from icalendar import Calendar as Ical
from tests.cast import NOBODY
from tests.peers.calendar_server import CalendarServer

from andon.kit import clock
from andon.people.actions.switch_off_user import switch_off_user
from andon.people.models import Team, User
from andon.schedules.actions.import_calendar import import_calendar
from andon.schedules.actions.put_schedule import put_schedule
from andon.schedules.due import forget_calendar_shifts
from andon.schedules.filling_calendar import KEPT
from andon.schedules.models import Calendar, CalendarShift, Feed, Schedule
from andon.schedules.reads.people_on_call import people_on_call
from andon.schedules.tests.calendars import NOBODYS, SATURDAY, WEEKDAYS, event, ics

from .test_on_call import signed_in


@pytest.fixture
def schedule(omar: User, checkout_team: Team, move_clock: MoveClock) -> Schedule:
    return put_schedule(
        slug="checkout", name="Checkout", team=checkout_team, time_zone="Europe/Lisbon", members=[omar],
        starts_at=clock.now(), turn_days=1, by=NOBODY,
    )  # fmt: skip


@pytest.fixture
def empty(checkout_team: Team, mei: User, omar: User, move_clock: MoveClock) -> Schedule:
    return put_schedule(slug="ics", name="Other", team=checkout_team, time_zone="Europe/Lisbon", by=NOBODY)


@pytest.fixture
def calendars(settings: Any) -> Iterator[CalendarServer]:
    settings.PRIVATE_NETWORKS_ALLOWED = ["127.0.0.0/8"]
    made = CalendarServer().start()
    yield made
    made.stop()


def who(schedule: Schedule, *parts: int) -> list[str]:
    return [user.name.split()[0] for user in people_on_call([schedule], datetime(*parts, tzinfo=UTC))[schedule]]  # type: ignore[misc,arg-type]


def made_address(user: User, schedule: Schedule | None) -> str:
    given = {"schedule": schedule.id if schedule else ""}
    shown = signed_in(user).post(reverse("schedules:create_feed"), given).content.decode()
    return "/calendar/" + shown.split("/calendar/")[1].split("<")[0]


def test_a_calendar_program_reads_the_shifts(schedule: Schedule, omar: User, mei: User) -> None:
    address = made_address(omar, None)
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert "no-store" in answer["Cache-Control"]
    (shift,) = Ical.from_ical(answer.content).walk("VEVENT")
    assert str(shift["SUMMARY"]) == "Checkout: Omar Haddad"
    assert shift["DTSTART"].dt == clock.now()
    assert b"DTSTART:20261117T090000Z" in answer.content
    assert max(map(len, answer.content.split(b"\r\n"))) <= 75
    # The same shift is the same event the next time.
    assert str(Ical.from_ical(Client().get(address).content).walk("VEVENT")[0]["UID"]) == str(shift["UID"])
    assert len(Ical.from_ical(Client().get(made_address(mei, None)).content).walk("VEVENT")) == 0
    assert len(Ical.from_ical(Client().get(made_address(mei, schedule)).content).walk("VEVENT")) == 1


def test_the_secret_is_shown_once_and_its_end_is_the_end(schedule: Schedule, omar: User, mei: User, ada: User) -> None:
    address = made_address(omar, schedule)
    token = address.split("/")[2].removesuffix(".ics")
    screen = reverse("schedules:feeds")
    assert token not in signed_in(omar).get(screen).content.decode()
    assert token not in str(Feed.objects.values_list())
    assert Client().get("/calendar/" + "x" * 43 + ".ics").status_code == 404
    assert Client().post(address).status_code == 405
    feed = Feed.objects.get()
    assert signed_in(mei).post(reverse("schedules:revoke_feed", args=[feed.id])).status_code == 404
    assert signed_in(omar).post(reverse("schedules:revoke_feed", args=[feed.id])).status_code == 302
    assert Client().get(address).status_code == 404
    again = made_address(omar, None)
    switch_off_user(omar, by=NOBODY)
    assert Client().get(again).status_code == 404


def test_feeds_by_program(api: Any, schedule: Schedule, omar: User) -> None:
    made = api(omar).post("/feeds/create_feed", {"schedule": "checkout"}).json()
    assert Client().get("/calendar/" + made["url"].split("/calendar/")[1]).status_code == 200
    assert api().post("/feeds/create_feed", {}).status_code == 403
    assert [one["id"] for one in api(omar).get("/feeds").json()] == [made["id"]]
    assert "url" not in api(omar).get("/feeds").json()[0]
    assert api(omar).post(f"/feeds/{made['id']}/revoke_feed").status_code == 204
    assert api(omar).get("/feeds").json() == []


def test_a_file_becomes_a_layer(empty: Schedule, ada: User) -> None:
    address = reverse("schedules:import_calendar", args=["ics"])
    file = SimpleUploadedFile("team.ics", ics(WEEKDAYS, SATURDAY, NOBODYS))
    answer = signed_in(ada).post(address, {"name": "Team calendar", "priority": "0", "file": file})
    assert answer.status_code == 302
    assert [who(empty, 2026, 11, 18, hour) for hour in (8, 9, 17, 18)] == [[], ["Omar"], ["Omar"], []]
    # Left out of the series, a whole day of the schedule's zone, and one that names nobody.
    assert [who(empty, 2026, 11, day, 20) for day in (20, 21, 22, 23)] == [[], ["Mei"], [], []]
    # Summer time: nine o'clock in Lisbon is eight by UTC.
    assert [who(empty, 2027, 4, 1, hour) for hour in (7, 8)] == [[], ["Omar"]]
    shown = signed_in(ada).get(address).content.decode()
    assert "Backup (tbd)" in shown
    assert "Team calendar" in shown


@pytest.mark.parametrize(
    "content",
    [
        b"no calendar",
        b"\xff\xfe\x00",
        ics(event("x", ":20261101T000000Z", ":20261101T000001Z", "RRULE:FREQ=SECONDLY")),
        b"BEGIN:VCALENDAR\r\n" + b"X:" + b"y" * 1_100_000,
    ],
)
def test_what_is_no_calendar_is_refused(content: bytes, empty: Schedule, ada: User) -> None:
    given = {"name": "Odd", "priority": "0", "file": SimpleUploadedFile("x.ics", content)}
    answer = signed_in(ada).post(reverse("schedules:import_calendar", args=["ics"]), given)
    assert answer.status_code == 422
    assert not Calendar.objects.exists()


def test_an_address_is_read_again_and_again(
    empty: Schedule, calendars: CalendarServer, run_due_work: Any, move_clock: MoveClock, relay: object
) -> None:
    calendars.content = ics(WEEKDAYS)
    import_calendar(empty, name="Theirs", url=calendars.url + "?key=secret", by=NOBODY)
    assert "secret" not in Calendar.objects.get().sealed_url
    run_due_work()
    assert who(empty, 2026, 11, 18, 10) == ["Omar"]
    move_clock.to(datetime(2026, 11, 18, 12, tzinfo=UTC))
    calendars.content = ics(SATURDAY)
    run_due_work()
    # What was stays; what they took away is gone from then on.
    assert who(empty, 2026, 11, 18, 10) == ["Omar"]
    assert who(empty, 2026, 11, 18, 13) == who(empty, 2026, 11, 19, 10) == []
    assert who(empty, 2026, 11, 21, 10) == ["Mei"]
    calendars.status = 500
    move_clock.forward(hours=1)
    assert "500" in Calendar.objects.get().error
    assert who(empty, 2026, 11, 21, 10) == ["Mei"]
    calendars.status = 200
    move_clock.forward(hours=1)
    assert Calendar.objects.get().error == ""
    assert CalendarShift.objects.count() == 3


def test_a_shift_that_runs_stays_one(
    empty: Schedule, calendars: CalendarServer, run_due_work: Any, move_clock: MoveClock, relay: object
) -> None:
    began = clock.now()
    day = event("Omar Haddad", ":20261117T000000Z", ":20261119T000000Z")
    calendars.content = ics(day)
    import_calendar(empty, name="Theirs", url=calendars.url, by=NOBODY)
    run_due_work()
    for _hour in range(3):
        move_clock.forward(hours=1)
        run_due_work()
    assert calendars.asked >= 4
    shift = CalendarShift.objects.get()
    assert (shift.starts_at, shift.ends_at) == (began, datetime(2026, 11, 19, tzinfo=UTC))
    # Somebody else's from now on: what was stays.
    calendars.content = ics(day.replace("Omar Haddad", "Mei Lindqvist (mei@fernhill.example)"))
    move_clock.forward(hours=1)
    run_due_work()
    first, second = CalendarShift.objects.all()
    assert (first.starts_at, first.ends_at) == (began, second.starts_at)


def test_shifts_that_are_long_over_go(empty: Schedule, run_due_work: Any) -> None:
    calendar = Calendar.objects.create(schedule=empty, name="Old", time_zone="Europe/Lisbon")
    for days in (1, -1):
        ends = clock.now() - KEPT - timedelta(days=days)
        CalendarShift.objects.create(
            calendar=calendar, summary=str(days), starts_at=ends - timedelta(days=1), ends_at=ends
        )
    forget_calendar_shifts.run()
    assert [shift.summary for shift in CalendarShift.objects.all()] == ["-1"]


def test_private_addresses_are_not_read(empty: Schedule, run_due_work: Any, calendars: Any, settings: Any) -> None:
    """Neither a name that led elsewhere when it was typed."""
    import_calendar(empty, name="Theirs", url=calendars.url, by=NOBODY)
    settings.PRIVATE_NETWORKS_ALLOWED = []
    run_due_work()
    assert "private network" in Calendar.objects.get().error
    assert calendars.asked == 0


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/x.ics", "https://[::1]:8080/x.ics", "https://169.254.169.254/", "http://"]
)
def test_a_private_address_is_refused_where_it_is_typed(url: str, empty: Schedule, ada: User) -> None:
    typed = {"name": "Theirs", "url": url, "priority": "0"}
    answer = signed_in(ada).post(reverse("schedules:import_calendar", args=["ics"]), typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["url"])
    assert url in answer.content.decode()
    assert not Calendar.objects.exists()


def test_a_name_that_leads_nowhere_just_now_is_taken(empty: Schedule) -> None:
    import_calendar(empty, name="Theirs", url="https://calendar.invalid/x.ics", by=NOBODY)
    assert Calendar.objects.count() == 1


def test_calendars_by_program_and_for_leads_alone(api: Any, empty: Schedule, ada: User, omar: User, mei: User) -> None:
    body = {"name": "Team", "content": ics(SATURDAY).decode()}
    assert api(omar).post("/schedules/ics/import_calendar", body).status_code == 403
    assert api(ada).post("/schedules/ics/import_calendar", {"name": "Team"}).status_code == 422
    made = api(ada).post("/schedules/ics/import_calendar", body)
    assert made.status_code == 201
    assert who(empty, 2026, 11, 21, 10) == ["Mei"]
    address = reverse("schedules:remove_calendar", args=[made.json()["id"]])
    for user in (omar, mei):
        assert signed_in(user).post(address).status_code == 403
        assert signed_in(user).get(reverse("schedules:import_calendar", args=["ics"])).status_code == 403
    assert api(ada).post(f"/calendars/{made.json()['id']}/remove_calendar").status_code == 204
    assert who(empty, 2026, 11, 21, 10) == []
    assert len(api(mei).get("/schedules/ics/calendars").json()) == 1
