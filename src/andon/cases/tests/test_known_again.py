"""What promises depend on changes elsewhere: the clocks of open cases follow at once."""

from collections.abc import Callable

import pytest
from tests.cast import NOBODY

from andon.cases.actions import know_account_again as knowing
from andon.cases.actions.archive_case_field import archive_case_field
from andon.cases.actions.close_case import close_case
from andon.cases.actions.open_case import open_case
from andon.cases.actions.put_case_field import put_case_field
from andon.cases.actions.put_case_type import put_case_type
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.cases.type_in import CaseFieldIn, CaseTypeIn
from andon.customers.actions.put_accounts import AccountIn, put_accounts
from andon.customers.models import Account, Contact
from andon.people.models import Team
from andon.targets.actions.put_target_policy import TargetPolicyIn, put_target_policy
from andon.targets.models import Clock, Recompute

pytestmark = pytest.mark.django_db


def opened(of: Contact, care: Team) -> Case:
    return open_case(CaseIn(title="x", body="x", contact=of, team=care, receipt=False), by=NOBODY)


def promised(case: Case) -> int:
    return Clock.objects.get(subject_id=case.id, kind="first_reply").target_seconds // 60


def put_tier(account: Account, tier: str) -> None:
    put_accounts([AccountIn(external_id=account.external_id, name=account.name, tier=tier)], by=NOBODY)


def test_a_tier_that_changes_reaches_open_clocks_at_once(
    dana: Contact, care: Team, run_due_work: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowing, "PART", 2)
    assert dana.account
    cases = [opened(dana, care) for _ in range(5)]
    over = opened(dana, care)
    close_case(over, by=NOBODY, reason="withdrawn")
    before = promised(over)
    run_due_work()
    put_tier(dana.account, "growth")
    run_due_work()
    assert [promised(case) for case in cases] == [120] * 5
    assert promised(over) == before != 120
    clocks = {clock.subject_id: clock.due_at for clock in Clock.objects.filter(kind="first_reply", state="running")}
    for case in cases:
        case.refresh_from_db()
        assert case.due_at == clocks[case.id]


def test_an_own_field_in_a_condition_reaches_open_clocks(
    dana: Contact, care: Team, run_due_work: Callable[[], int]
) -> None:
    kind = put_case_type(CaseTypeIn(slug="order", labels={"en": "Order"}), by=NOBODY)
    field = put_case_field(
        kind, CaseFieldIn(key="parcel", labels={"en": "Parcel"}, kind="text", searchable=True), by=NOBODY
    )
    opened(dana, care)
    run_due_work()
    assert not Recompute.objects.exists()
    targets = {"first_reply": {"*": 11}}
    put_target_policy(
        TargetPolicyIn(slug="parcels", name="Parcels", targets=targets, condition="field.parcel:lost"), by=NOBODY
    )
    run_due_work()
    Recompute.objects.all().delete()
    archive_case_field(field, by=NOBODY)
    run_due_work()
    run = Recompute.objects.get()
    assert (run.why, run.done) == ("policy", 1)
    assert run.ended_at
