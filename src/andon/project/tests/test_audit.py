"""What waits without a wake-up is found, said and mended; and while all is well a dead man's switch is called."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from conftest import MoveClock
from tests.peers.mail_relay import MailRelay
from tests.peers.receiver import Receiver

from andon.kit import clock
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.models import Escalation, Page, Policy
from andon.people.models import User
from andon.project.due import ensure_audit
from andon.project.work_health import work_health
from andon.timeline.models import RecordedFact
from andon.work.beats import beat
from andon.work.lanes import LANES, PAGE
from andon.work.models import AuditState, DueWork, LaneBeat

from .test_backup_on_settings import settings_of

pytestmark = pytest.mark.django_db
Work = Callable[[], int]


@pytest.fixture
def run(
    on_call: Policy, monitor: Callable[..., Any], relay: MailRelay, move_clock: MoveClock, run_due_work: Work
) -> Escalation:
    monitor("trigger", "slow")
    run_due_work()
    ensure_audit()
    beat(LANES)
    return Escalation.objects.get()


def found() -> int:
    return RecordedFact.objects.filter(kind="project.OrphanFound").count()


def test_a_planted_orphan_is_found_within_a_minute_and_woken_at_its_time(
    run: Escalation, move_clock: MoveClock, relay: MailRelay, ada: User
) -> None:
    move_clock.forward(seconds=1)
    assert (found(), work_health().word) == (0, "ok")
    DueWork.objects.filter(key=f"escalation:{run.id}").delete()
    move_clock.forward(seconds=60)
    assert found() == 1
    assert AuditState.objects.get().orphans[0]["what"] == f"escalation:{run.id}"
    assert DueWork.objects.get(key=f"escalation:{run.id}").run_at == run.next_at
    move_clock.forward(minutes=5)
    assert len(relay.to("ines@fernhill.example")) == 1
    assert AuditState.objects.get().orphans == []


def test_one_that_was_parked_or_has_no_time_is_an_orphan_too(run: Escalation, move_clock: MoveClock) -> None:
    DueWork.objects.filter(key=f"escalation:{run.id}").update(parked_at=clock.now())
    move_clock.forward(seconds=60)
    assert found() == 1
    Escalation.objects.update(next_at=None)
    DueWork.objects.filter(key=f"escalation:{run.id}").delete()
    move_clock.forward(seconds=60)
    move_clock.forward(seconds=1)
    assert Page.objects.count() == 2


def test_what_needs_no_wake_up_is_none(run: Escalation, move_clock: MoveClock, omar: User) -> None:
    acknowledge(run, by=omar.actor)
    for _minute in range(3):
        move_clock.forward(minutes=1)
    assert found() == 0


def test_the_settings_say_that_work_stands_still(run: Escalation, ada: User, move_clock: MoveClock) -> None:
    move_clock.forward(seconds=1)
    assert "Work goes on" in settings_of(ada)
    LaneBeat.objects.filter(lane=PAGE).update(at=clock.wall() - timedelta(minutes=5))
    shown = settings_of(ada)
    assert "Work stands still" in shown
    assert "No worker looks after the lane page." in shown
    assert work_health().word == "still"


@pytest.fixture
def switch(settings: Any) -> Iterator[Receiver]:
    made = Receiver().start()
    settings.PRIVATE_NETWORKS_ALLOWED = ["127.0.0.0/8"]
    settings.DEAD_MAN_URL = f"{made.url}/alive"
    yield made
    made.stop()


def test_the_switch_is_called_while_all_is_well_and_falls_silent_when_a_lane_does(
    run: Escalation, switch: Receiver, move_clock: MoveClock, ada: User
) -> None:
    move_clock.forward(seconds=60)
    assert len(switch.got) >= 1
    assert "The dead man’s switch was last called" in settings_of(ada)
    LaneBeat.objects.filter(lane=PAGE).update(at=clock.wall() - timedelta(minutes=5))
    before = len(switch.got)
    move_clock.forward(seconds=60)
    assert len(switch.got) == before
    beat(LANES)
    switch.behave = "500"
    move_clock.forward(seconds=60)
    assert "could not be called" in settings_of(ada)
