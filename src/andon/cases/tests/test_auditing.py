"""What is owed and not counted is found within a minute, and counted again."""

import pytest
from conftest import MoveClock
from tests.cast import NOBODY

from andon.cases.actions.merge_cases import merge_cases
from andon.cases.actions.open_case import open_case
from andon.cases.actions.owe import owe
from andon.cases.auditing import orphaned_obligations
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.cases.obligation_in import ObligationIn
from andon.customers.models import Contact
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.models import Team, User

pytestmark = pytest.mark.django_db


def opened(dana: Contact, care: Team) -> Case:
    return open_case(CaseIn(title="It hangs", body="It hangs", contact=dana, team=care, receipt=False), by=NOBODY)


def test_what_is_not_counted_is_counted_again(dana: Contact, care: Team, alice: User, move_clock: MoveClock) -> None:
    case, twin = opened(dana, care), opened(dana, care)
    owe([ObligationIn(case=twin, kind="tell", source=Subject("incident", new_id()))], by=NOBODY)
    assert orphaned_obligations() == []
    Case.objects.filter(id=twin.id).update(owed_count=0)
    (orphan,) = orphaned_obligations()
    assert (orphan.what, orphan.repaired) == (twin.subject, True)
    assert orphaned_obligations() == []
    merge_cases([twin], into=case, by=alice.actor, why="One matter")
    assert orphaned_obligations() == []
    Case.objects.filter(id=case.id).update(owed_count=0, due_at=None, due_reason="")
    assert [one.what for one in orphaned_obligations()] == [twin.subject]
    case.refresh_from_db()
    assert case.owed_count == 1
    assert case.due_at is not None
    assert orphaned_obligations() == []
