"""Who is on call: when clocks change, through a swap, at a hand-over, in the past, and before a gap."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from conftest import MoveClock

from andon.channels.models import Delivery
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.notifications.models import Notice
from andon.people.models import Team, User
from andon.schedules.actions.ask_for_swap import ask_for_swap
from andon.schedules.actions.decline_swap import decline_swap
from andon.schedules.actions.override_shift import override_shift
from andon.schedules.actions.put_layers import put_layers
from andon.schedules.actions.put_schedule import put_schedule
from andon.schedules.actions.take_swap import take_swap
from andon.schedules.actions.withdraw_swap import withdraw_swap
from andon.schedules.due import look_ahead
from andon.schedules.layer_in import LayerIn, RestrictionIn
from andon.schedules.models import Gap, Override, Schedule, Swap
from andon.schedules.reads.people_on_call import people_on_call
from andon.timeline.models import RecordedFact
from tests.cast import NOBODY, person
from tests.peers.mail_relay import MailRelay

pytestmark = pytest.mark.django_db
OMAR, INES, LENA = "omar@fernhill.example", "ines@fernhill.example", "lena@fernhill.example"
BEGINS = datetime(2026, 10, 5, 9)  # noqa: DTZ001  a wall clock of Lisbon


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def ines(checkout_team: Team) -> User:
    return person("Ines Pacheco", ("responder", checkout_team))


@pytest.fixture
def lena(checkout_team: Team) -> User:
    return person("Lena Brandt", ("lead", checkout_team))


@pytest.fixture
def weekly(omar: User, ines: User, checkout_team: Team, move_clock: MoveClock) -> Schedule:
    """Weeks from Monday nine o'clock in Lisbon: Omar, then Ines. It is Tuesday in a week of Omar's."""
    move_clock.to(at(10, 20, 10))
    layer = LayerIn(name="Weeks", turns=[[omar], [ines]], unit="week", begins=BEGINS)
    given = {"slug": "checkout", "name": "Checkout", "team": checkout_team, "time_zone": "Europe/Lisbon"}
    return put_schedule(**given, layers=[layer], by=NOBODY)


def on_call(schedule: Schedule, moment: datetime) -> list[str]:
    return [user.name.split()[0] for user in people_on_call([schedule], moment)[schedule]]


def facts(kind: str) -> int:
    return RecordedFact.objects.filter(kind=f"schedules.{kind}").count()


def test_the_night_on_which_summer_time_ends(weekly: Schedule, omar: User, ines: User) -> None:
    nights = LayerIn(
        name="Nights", turns=[[ines]], unit="", priority=1, restrictions=[RestrictionIn(begins=22 * 60, ends=6 * 60)]
    )
    days = LayerIn(name="Weeks", turns=[[omar], [ines]], unit="week", begins=BEGINS)
    put_layers(weekly, layers=[days, nights], by=NOBODY)
    # On 25 October 2026 Lisbon's clocks go back from two to one o'clock: the night lasts nine hours.
    assert [on_call(weekly, at(10, 24, 20, 59)), on_call(weekly, at(10, 24, 21))] == [["Omar"], ["Ines"]]
    assert [on_call(weekly, at(10, 25, 5, 59)), on_call(weekly, at(10, 25, 6))] == [["Ines"], ["Omar"]]
    # The week begins at nine o'clock there as ever, now an hour later by UTC.
    assert [on_call(weekly, at(10, 26, 8, 59)), on_call(weekly, at(10, 26, 9))] == [["Omar"], ["Ines"]]


def test_a_hand_over_is_told_to_who_comes_and_who_goes(
    weekly: Schedule, omar: User, ines: User, relay: MailRelay, run_due_work: Callable[[], int], move_clock: MoveClock
) -> None:
    run_due_work()
    assert relay.mails == []
    move_clock.to(at(10, 26, 8, 59))
    run_due_work()
    assert relay.mails == []
    move_clock.to(at(10, 26, 9))
    run_due_work()
    listed = Notice.objects.order_by("headline").values_list("user", "kind")
    assert list(listed) == [(omar.id, "schedules.hand_over"), (ines.id, "schedules.hand_over")]
    move_clock.forward(minutes=5)
    (on,), (off,) = relay.to(INES), relay.to(OMAR)
    assert on["Subject"] == "You are on call for Checkout"
    assert "until Mon 2 Nov, 09:00" in on.get_content()
    assert off["Subject"] == "You are no longer on call for Checkout"
    assert "On call now: Ines Pacheco." in off.get_content()
    # Whatever runs again tells nobody again; what was slept through is one hand-over.
    run_due_work()
    move_clock.to(at(11, 23, 12))
    run_due_work()
    move_clock.forward(minutes=5)
    # Four weeks on it is Ines again.
    assert (facts("OnCallHandedOver"), len(relay.to(INES)), len(relay.to(OMAR))) == (1, 1, 1)


def test_the_past_does_not_change(weekly: Schedule, ines: User) -> None:
    before = [on_call(weekly, at(10, day, 12)) for day in range(6, 20)]
    put_layers(weekly, layers=[LayerIn(name="Weeks", turns=[[ines]], unit="week", begins=BEGINS)], by=NOBODY)
    assert on_call(weekly, clock.now()) == ["Ines"]
    assert [on_call(weekly, at(10, day, 12)) for day in range(6, 20)] == before


def test_a_gap_is_warned_of_once_and_noted_when_it_closes(
    weekly: Schedule,
    omar: User,
    lena: User,
    relay: MailRelay,
    run_due_work: Callable[[], int],
    move_clock: MoveClock,
) -> None:
    gone = {"starts_at": at(10, 24, 20), "ends_at": at(10, 25, 8)}
    away = override_shift(weekly, mode="remove", remove=omar, by=NOBODY, **gone)
    run_due_work()
    move_clock.forward(minutes=5)
    (warned,) = relay.to(LENA)
    assert warned["Subject"] == "Nobody is on call for Checkout from Sat 24 Oct, 20:00"
    look_ahead()
    run_due_work()
    move_clock.to(at(10, 22, 10))
    run_due_work()
    assert len(relay.to(LENA)) == facts("GapAhead") == 1
    cover = override_shift(weekly, mode="add", user=lena, by=NOBODY, **gone)
    run_due_work()
    assert Gap.objects.get().closed_at is not None
    assert (facts("GapAhead"), facts("GapClosed")) == (1, 1)
    assert (away.mode, cover.mode) == ("remove", "add")


def test_a_gap_farther_than_two_weeks_is_told_when_it_comes_near(
    weekly: Schedule, omar: User, ines: User, lena: User, relay: MailRelay, run_due_work: Callable[[], int],
    move_clock: MoveClock,
) -> None:  # fmt: skip
    ends = LayerIn(name="Weeks", turns=[[omar], [ines]], unit="week", begins=BEGINS, effective_until=at(11, 23, 9))
    put_layers(weekly, layers=[ends], by=NOBODY)
    run_due_work()
    assert relay.to(LENA) == []
    move_clock.to(at(11, 9, 8))
    run_due_work()
    assert relay.to(LENA) == []
    move_clock.to(at(11, 10, 10))
    run_due_work()
    move_clock.forward(minutes=5)
    assert len(relay.to(LENA)) == 1


def test_a_swap_is_asked_for_in_working_hours_and_taken(
    weekly: Schedule, omar: User, ines: User, relay: MailRelay, run_due_work: Callable[[], int], move_clock: MoveClock
) -> None:
    User.objects.filter(id=ines.id).update(time_zone="Asia/Tokyo")
    run_due_work()
    span = {"starts_at": at(10, 23, 18), "ends_at": at(10, 24, 8)}
    swap = ask_for_swap(weekly, asker=omar, by=omar.actor, note="Parents' evening", **span)
    run_due_work()
    # It is seven in the evening in Tokyo; she is asked when she is at work again.
    assert relay.to(INES) == []
    move_clock.to(at(10, 21, 0))
    run_due_work()
    assert relay.to(INES) == []
    move_clock.forward(minutes=5)
    (asked,) = relay.to(INES)
    assert asked["Subject"] == "Omar Haddad asks: can you take a shift of Checkout?"
    assert "Parents' evening" in asked.get_content()
    assert "From Sat 24 Oct, 03:00" in asked.get_content()
    take_swap(swap, taker=ines, by=ines.actor)
    take_swap(swap, taker=ines, by=ines.actor)
    move_clock.forward(minutes=5)
    assert Override.objects.get().mode == "replace"
    assert [on_call(weekly, at(10, 23, 17)), on_call(weekly, at(10, 23, 18))] == [["Omar"], ["Ines"]]
    assert on_call(weekly, at(10, 24, 8)) == ["Omar"]
    (told,) = relay.to(OMAR)
    assert told["Subject"] == "Ines Pacheco takes your shift of Checkout"
    # She gives a part of it on: the last one to take it has it.
    back = ask_for_swap(weekly, asker=ines, starts_at=at(10, 24, 2), ends_at=at(10, 24, 6), by=ines.actor)
    take_swap(back, taker=omar, by=omar.actor)
    assert [on_call(weekly, at(10, 24, hour)) for hour in (1, 3, 7)] == [["Ines"], ["Omar"], ["Ines"]]


def test_a_swap_that_nobody_takes_expires(
    weekly: Schedule, omar: User, ines: User, relay: MailRelay, run_due_work: Callable[[], int], move_clock: MoveClock
) -> None:
    span = {"starts_at": at(10, 23, 18), "ends_at": at(10, 24, 8)}
    swap = ask_for_swap(weekly, asker=omar, by=omar.actor, **span)
    decline_swap(swap, user=ines, by=ines.actor)
    move_clock.to(at(10, 23, 18))
    run_due_work()
    move_clock.forward(minutes=5)
    swap.refresh_from_db()
    assert swap.state == "expired"
    assert relay.to(OMAR)[-1]["Subject"] == "Nobody took your shift of Checkout"
    with pytest.raises(Conflict):
        take_swap(swap, taker=ines, by=ines.actor)
    assert not Override.objects.exists()


def test_a_swap_taken_back_asks_nobody_any_more(
    weekly: Schedule, omar: User, ines: User, relay: MailRelay, run_due_work: Callable[[], int], move_clock: MoveClock
) -> None:
    User.objects.filter(id=ines.id).update(time_zone="Asia/Tokyo")
    span = {"starts_at": at(10, 23, 18), "ends_at": at(10, 24, 8)}
    swap = ask_for_swap(weekly, asker=omar, by=omar.actor, **span)
    withdraw_swap(swap, by=omar.actor)
    withdraw_swap(swap, by=omar.actor)
    move_clock.to(at(10, 23, 19))
    run_due_work()
    assert relay.to(INES) == []
    assert (Swap.objects.get().state, facts("SwapEnded")) == ("withdrawn", 1)


def test_monday_says_who_is_on_call_this_week(
    weekly: Schedule, relay: MailRelay, run_due_work: Callable[[], int], move_clock: MoveClock, ines: User
) -> None:
    User.objects.filter(id=ines.id).update(time_zone="America/New_York")
    for _again in range(2):
        move_clock.to(at(10, 25, 12))
        look_ahead()
        move_clock.to(at(10, 26, 10, 59))
        run_due_work()
    assert not Delivery.objects.filter(recipient_id=ines.id, headline="You are on call this week").exists()
    # Seven in the morning in New York.
    move_clock.forward(minutes=1)
    found = Delivery.objects.get(recipient_id=ines.id, headline="You are on call this week")
    assert "Mon 26 Oct, 05:00 to Mon 2 Nov, 00:00: Checkout" in found.text
