"""Zones or holidays come in a new version: what runs is worked out again, once. And no clock is forgotten."""

from collections.abc import Callable

import pytest
from tests.cast import NOBODY

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.customers.models import Contact
from andon.people.models import Team
from andon.targets.actions.change_target_settings import change_target_settings
from andon.targets.actions.take_new_versions import take_new_versions
from andon.targets.auditing import orphaned_clocks
from andon.targets.models import Clock, Recompute, TargetSettings
from andon.targets.versions import versions
from andon.work.daily import begin_daily
from andon.work.models import DueWork
from andon.work.plan import cancel

pytestmark = pytest.mark.django_db
KEY = "targets.take_new_versions"


@pytest.fixture
def case(dana: Contact, care: Team) -> Case:
    return open_case(CaseIn(title="x", body="x", contact=dana, team=care, receipt=False), by=NOBODY)


def test_versions_name_zones_and_holidays() -> None:
    zones, holidays = versions().split(", ")
    assert zones.startswith("zones 20")
    assert holidays.startswith("holidays 0.")


@pytest.mark.parametrize("choice", ["judge_again", "freeze"])
def test_a_new_version_is_taken_once(case: Case, choice: str, run_due_work: Callable[[], int]) -> None:
    change_target_settings(when_calendar_changes=choice, by=NOBODY)
    TargetSettings.objects.update(worked_out_with="zones 2019a, holidays 0.1")
    due = Clock.objects.get(subject_id=case.id).due_at
    Clock.objects.filter(subject_id=case.id).update(due_at=None)
    begin_daily()
    run_due_work()
    assert Clock.objects.get(subject_id=case.id).due_at == due
    run = Recompute.objects.get()
    assert (run.why, run.done, run.ended_at is None) == ("zones", 1, False)
    assert TargetSettings.objects.get().worked_out_with == versions()
    begin_daily()
    run_due_work()
    assert take_new_versions() is None
    assert Recompute.objects.count() == 1
    assert DueWork.objects.filter(key=KEY).count() == 1


def test_where_nothing_runs_nothing_is_worked_out(db: None) -> None:
    assert take_new_versions() is None
    assert TargetSettings.objects.get().worked_out_with == versions()


def test_a_clock_without_its_next_look_gets_it_back(case: Case) -> None:
    row = Clock.objects.get(subject_id=case.id)
    assert orphaned_clocks() == []
    Clock.objects.update(next_at=None)
    (orphan,) = orphaned_clocks()
    assert (orphan.what, orphan.repaired) == (case.subject, True)
    assert Clock.objects.get().next_at == row.due_at
    assert orphaned_clocks() == []


def test_a_lost_watch_comes_again(case: Case) -> None:
    cancel("targets:watch")
    (orphan,) = orphaned_clocks()
    assert orphan.what == case.subject
    assert DueWork.objects.filter(key="targets:watch").exists()
    assert orphaned_clocks() == []
