"""Which promise holds, and what of it changes in mid-flight."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from conftest import MoveClock
from tests.cast import NOBODY, account, contact

from andon.cases.actions.open_case import open_case
from andon.cases.actions.tag_case import tag_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.customers.models import Contact
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.people.models import Team
from andon.targets.actions.delete_calendar import delete_calendar
from andon.targets.actions.order_target_policies import order_target_policies
from andon.targets.actions.put_target_policy import TargetPolicyIn, put_target_policy
from andon.targets.actions.retire_target_policy import retire_target_policy
from andon.targets.models import BusinessCalendar, Clock, Recompute, TargetPolicy
from andon.timeline.models import RecordedFact

pytestmark = pytest.mark.django_db


def made(slug: str, minutes: int, **more: Any) -> TargetPolicy:
    targets = {"first_reply": {"*": minutes}}
    return put_target_policy(TargetPolicyIn(**{"slug": slug, "name": slug, "targets": targets} | more), by=NOBODY)


def opened(of: Contact, care: Team, **more: Any) -> Case:
    return open_case(CaseIn(title="x", body="x", contact=of, team=care, receipt=False, **more), by=NOBODY)


def minutes(case: Case) -> int:
    found = Clock.objects.get(subject_id=case.id, kind="first_reply")
    return found.target_seconds // 60


def test_the_first_that_fits_holds(dana: Contact, care: Team) -> None:
    plain = contact("Eve Novak", "eve@other.example", account("other", "Other"))
    made("vat", 11, condition="tag:vat")
    made("strategic", 22, condition="tier:strategic")
    assert minutes(opened(dana, care)) == 22
    assert minutes(opened(dana, care, tags=["vat"])) == 11
    assert minutes(opened(plain, care)) == 240
    order_target_policies(["strategic", "vat"], by=NOBODY)
    assert minutes(opened(dana, care, tags=["vat"])) == 22


def test_it_holds_within_its_days(dana: Contact, care: Team, move_clock: MoveClock) -> None:
    today = clock.now().date()
    made("july", 11, valid_until=today - timedelta(days=1))
    made("later", 12, valid_from=today + timedelta(days=1))
    assert minutes(opened(dana, care)) == 30
    made("later", 12, valid_from=date(2020, 1, 1))
    assert minutes(opened(dana, care)) == 12


def test_what_is_known_changes_and_so_does_the_promise(dana: Contact, care: Team) -> None:
    made("vat", 11, condition="tag:vat")
    case = opened(dana, care)
    assert minutes(case) == 30
    tag_case(case, add=["vat"], by=NOBODY)
    found = Clock.objects.get(subject_id=case.id)
    assert (minutes(case), found.due_at) == (11, found.began_at + timedelta(minutes=11))
    assert Case.objects.get(id=case.id).due_at == found.due_at


def test_a_changed_policy_works_running_clocks_out_again(
    dana: Contact, care: Team, run_due_work: Callable[[], int]
) -> None:
    policy = made("all", 60)
    cases = [opened(dana, care) for _ in range(3)]
    run_due_work()
    changed = put_target_policy(
        TargetPolicyIn(slug="all", name="all", targets={"first_reply": {"*": 90}, "resolution": {"*": 600}}), by=NOBODY
    )
    assert (policy.version, changed.version) == (1, 2)
    run_due_work()
    assert [minutes(case) for case in cases] == [90, 90, 90]
    assert Clock.objects.filter(kind="resolution", policy_version=2).count() == 3
    run = Recompute.objects.latest("began_at")
    assert (run.ended_at is not None, run.done) == (True, 3)
    assert RecordedFact.objects.filter(kind="targets.ClocksWorkedOut").exists()


def test_a_clock_that_is_promised_no_more_ends(dana: Contact, care: Team, run_due_work: Callable[[], int]) -> None:
    made("all", 60, targets={"first_reply": {"*": 60}, "resolution": {"*": 600}})
    case = opened(dana, care)
    made("all", 60)
    run_due_work()
    assert Clock.objects.get(subject_id=case.id, kind="resolution").state == "dropped"


def test_a_deleted_calendar_falls_back_to_the_default(
    dana: Contact, care: Team, office: BusinessCalendar, run_due_work: Callable[[], int], move_clock: MoveClock
) -> None:
    from datetime import UTC, datetime

    move_clock.to(datetime(2026, 11, 21, 12, tzinfo=UTC))
    policy = made("all", 60, calendar=office)
    case = opened(dana, care)
    assert Case.objects.get(id=case.id).due_at == datetime(2026, 11, 23, 9, tzinfo=UTC)
    delete_calendar(office, by=NOBODY)
    run_due_work()
    policy.refresh_from_db()
    assert policy.calendar is None
    assert Case.objects.get(id=case.id).due_at == datetime(2026, 11, 21, 13, tzinfo=UTC)
    default = BusinessCalendar.objects.get(is_default=True)
    with pytest.raises(Conflict):
        delete_calendar(default, by=NOBODY)


def test_the_default_stays_and_has_no_condition() -> None:
    default = TargetPolicy.objects.get(is_default=True)
    with pytest.raises(Conflict):
        retire_target_policy(default, by=NOBODY)
    with pytest.raises(Invalid):
        made(default.slug, 60, condition="tier:growth")


def test_without_hours_a_case_that_is_our_turn_is_due_all_the_same(dana: Contact, care: Team) -> None:
    from andon.targets.actions.put_calendar import CalendarIn, put_calendar

    never = put_calendar(CalendarIn(slug="never", name="Never", content={"zone": "UTC", "week": {}}), by=NOBODY)
    made("all", 60, calendar=never)
    case = opened(dana, care)
    assert Clock.objects.get(subject_id=case.id).due_at is None
    assert Case.objects.get(id=case.id).due_at == case.status_since + timedelta(hours=4)
