"""What a monitor says later of an alert: it has become worse, or is put off for a while; and who is paged then."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from conftest import MoveClock

from andon.alerts.actions.create_integration_key import create_integration_key
from andon.alerts.actions.receive_events import receive_events
from andon.alerts.models import Alert
from andon.alerts.rules.event import EventIn
from andon.catalog.models import Service
from andon.kit import clock
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.models import Escalation, Policy
from andon.people.models import User
from andon.work.engine.inline import run_due_work
from tests.cast import NOBODY
from tests.peers.mail_relay import MailRelay

pytestmark = pytest.mark.django_db
OMAR, INES = "omar@fernhill.example", "ines@fernhill.example"
Tell = Callable[..., None]


@pytest.fixture
def tell(checkout: Service, move_clock: MoveClock) -> Tell:
    _key, text = create_integration_key(checkout, name="Opsgenie", by=NOBODY)

    def tell(action: str, **more: Any) -> None:
        said = {"summary": "Disk full", "source": "db-1", "severity": "critical", "dedup_key": "disk"}
        receive_events([EventIn(routing_key=text, action=action, **said | more)])
        run_due_work()

    return tell


def test_what_only_showed_pages_once_it_has_become_worse(on_call: Policy, tell: Tell, relay: MailRelay) -> None:
    tell("trigger", severity="warning")
    assert relay.to(OMAR) == []
    tell("trigger", severity="critical")
    assert len(relay.to(OMAR)) == 1
    tell("trigger", severity="warning")
    tell("trigger", severity="critical")
    assert len(relay.to(OMAR)) == 1
    assert Alert.objects.get().count == 4


def test_what_is_put_off_summons_nobody_and_then_begins_again(
    on_call: Policy, tell: Tell, relay: MailRelay, move_clock: MoveClock
) -> None:
    tell("trigger")
    tell("snooze", until=clock.now() + timedelta(hours=1))
    move_clock.forward(minutes=59)
    assert (len(relay.to(OMAR)), relay.to(INES)) == (1, [])
    move_clock.forward(minutes=1)
    assert (Alert.objects.get().state, len(relay.to(OMAR)), relay.to(INES)) == ("open", 2, [])
    assert Escalation.objects.get().state == "running"


def test_a_snooze_that_was_put_off_again_ends_at_its_own_time(
    on_call: Policy, tell: Tell, relay: MailRelay, move_clock: MoveClock
) -> None:
    tell("trigger")
    tell("snooze", until=clock.now() + timedelta(hours=1))
    tell("snooze", until=clock.now() + timedelta(hours=2))
    move_clock.forward(minutes=119)
    assert Alert.objects.get().state == "acknowledged"
    move_clock.forward(minutes=1)
    assert Alert.objects.get().state == "open"


def test_whoever_has_taken_it_is_not_summoned_when_the_snooze_ends(
    on_call: Policy, tell: Tell, relay: MailRelay, move_clock: MoveClock, omar: User
) -> None:
    tell("trigger")
    acknowledge(Escalation.objects.get(), by=omar.actor)
    tell("snooze", until=clock.now() + timedelta(hours=1))
    move_clock.forward(hours=2)
    assert (Alert.objects.get().state, Escalation.objects.get().state) == ("open", "acknowledged")
    assert relay.to(INES) == []


def test_what_is_over_does_not_come_back_when_its_snooze_ends(
    on_call: Policy, tell: Tell, relay: MailRelay, move_clock: MoveClock
) -> None:
    tell("trigger")
    tell("snooze", until=clock.now() + timedelta(hours=1))
    tell("resolve")
    move_clock.forward(hours=2)
    assert (Alert.objects.get().state, Escalation.objects.get().state) == ("resolved", "ended")
    assert relay.to(INES) == []
