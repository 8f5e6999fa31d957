"""Heartbeats: what is awaited, what is late, and how it comes back; a story told by a clock that the test moves."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.cast import NOBODY

from andon.alerts.actions.create_heartbeat import create_heartbeat
from andon.alerts.actions.create_integration_key import create_integration_key
from andon.alerts.actions.delete_heartbeat import delete_heartbeat
from andon.alerts.actions.edit_heartbeat import edit_heartbeat
from andon.alerts.actions.receive_pings import PingIn, receive_pings
from andon.alerts.heartbeat_in import HeartbeatIn
from andon.alerts.models import Alert, Heartbeat
from andon.alerts.reads.ping_address import ping_address
from andon.catalog.models import Service
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.paging.models import Escalation, Policy
from andon.people.models import User
from andon.work.models import DueWork

BACKUP = HeartbeatIn(name="Nightly backup", every_minutes=60)


@pytest.fixture
def beat(move_clock: Any, checkout: Service) -> Heartbeat:
    return create_heartbeat(checkout, BACKUP, by=NOBODY)


def word(beat: Heartbeat) -> str:
    return ping_address(beat).rpartition("/")[2]


def ping(beat: Heartbeat, times: int = 1) -> None:
    assert receive_pings([PingIn(word(beat))] * times) == [beat.id] * times


def test_nothing_is_awaited_before_the_first_ping(move_clock: Any, beat: Heartbeat) -> None:
    move_clock.forward(days=30)
    assert not Alert.objects.exists()
    assert beat.lamp == "none"


def test_one_that_is_late_pages_and_its_ping_ends_it(
    move_clock: Any, beat: Heartbeat, on_call: Policy, relay: Any, omar: User
) -> None:
    ping(beat)
    move_clock.forward(minutes=59)
    assert not Alert.objects.exists()
    move_clock.forward(minutes=1)
    alert = Alert.objects.get()
    assert (alert.state, alert.severity, alert.key.name) == ("open", "error", "Heartbeat Nightly backup")
    assert "Nightly backup" in alert.summary
    assert relay.to(omar.email)
    beat.refresh_from_db()
    assert (beat.lamp, beat.late_since) == ("broken", clock.now())
    ping(beat)
    move_clock.forward(minutes=1)
    alert.refresh_from_db()
    assert (alert.state, Escalation.objects.get().state) == ("resolved", "ended")
    # And it is awaited again.
    move_clock.forward(minutes=59)
    assert Alert.objects.standing().count() == 1
    assert Alert.objects.count() == 2


def test_pings_in_time_put_it_off_and_plan_nothing_each(move_clock: Any, beat: Heartbeat) -> None:
    for _hour in range(5):
        ping(beat, times=3)
        move_clock.forward(minutes=50)
    assert not Alert.objects.exists()
    assert DueWork.objects.filter(task="alerts.miss_heartbeat").count() == 1
    move_clock.forward(minutes=10)
    beat.refresh_from_db()
    # Exactly an hour after the last ping, whatever was planned in between.
    assert beat.late_since == beat.due_at == clock.now()
    assert Alert.objects.standing().count() == 1


def test_a_long_sleep_of_ours_misses_none(move_clock: Any, beat: Heartbeat) -> None:
    ping(beat)
    move_clock.forward(days=3)
    beat.refresh_from_db()
    assert Alert.objects.standing().count() == 1
    assert beat.late_since == beat.due_at


def test_editing_counts_from_the_last_ping(move_clock: Any, beat: Heartbeat) -> None:
    ping(beat)
    move_clock.forward(minutes=10)
    edit_heartbeat(beat, HeartbeatIn(name="Backup", every_minutes=20, severity="warning"), by=NOBODY)
    move_clock.forward(minutes=9)
    assert not Alert.objects.exists()
    move_clock.forward(minutes=1)
    assert Alert.objects.get().severity == "warning"


def test_deleting_ends_its_alert_and_its_address(move_clock: Any, beat: Heartbeat) -> None:
    ping(beat)
    move_clock.forward(hours=2)
    secret = word(beat)
    for _twice in range(2):
        delete_heartbeat(beat.id, by=NOBODY)
    assert Alert.objects.get().state == "resolved"
    assert receive_pings([PingIn(secret)]) == [None]
    move_clock.forward(hours=5)
    assert Alert.objects.count() == 1
    create_heartbeat(Service.objects.get(), BACKUP, by=NOBODY)


def test_by_name_with_the_key_of_its_services_monitor(beat: Heartbeat, checkout: Service, billing: Any) -> None:
    from andon.catalog.actions.put_services import ServiceIn, put_services

    (other,) = put_services([ServiceIn(slug="other", name="Other", owner=billing)], by=NOBODY)
    _key, text = create_integration_key(checkout, name="Opsgenie", by=NOBODY)
    _key, theirs = create_integration_key(other, name="Opsgenie", by=NOBODY)
    asked = [
        PingIn(text, "nightly BACKUP"),
        PingIn(theirs, "Nightly backup"),
        PingIn(text, "no such"),
        PingIn("x" * 32),
    ]
    assert receive_pings(asked) == [beat.id, None, None, None]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"every_minutes": 0}, "every_minutes"),
        ({"every_minutes": 10**9}, "every_minutes"),
        ({"severity": "loud"}, "severity"),
        ({"name": ""}, "name"),
        ({"name": "a/b"}, "name"),
        ({"name": "a\0"}, "name"),
        ({"name": "NIGHTLY backup"}, "name"),
    ],
)
def test_refusals_name_the_field(beat: Heartbeat, checkout: Service, change: dict[str, Any], field: str) -> None:
    given = {"name": "Other", "every_minutes": 5, "severity": "info"} | change
    with pytest.raises(Invalid) as refused:
        create_heartbeat(checkout, HeartbeatIn(**given), by=NOBODY)
    assert list(refused.value.faults) == [field]


def test_pings_are_a_fixed_number_of_statements(
    beat: Heartbeat, checkout: Service, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    beats = [create_heartbeat(checkout, HeartbeatIn(name=f"b{n}", every_minutes=5), by=NOBODY) for n in range(20)]
    asked = [PingIn(word(one)) for one in beats]
    for _first_and_later in range(2):
        with django_assert_max_num_queries(10):
            receive_pings(asked)
