"""Opening: batched, once by key, shared out, due by tier."""

from datetime import timedelta

import pytest
from conftest import MoveClock
from tests.cast import NOBODY

from andon.cases.actions.open_cases import open_cases
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.cases.reads.steps_of_account import steps_of_account
from andon.conversations.models import Message
from andon.customers.models import Contact
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.people.actions.go_away import go_away
from andon.people.models import Team, User

pytestmark = pytest.mark.django_db


def reports(count: int, **more: object) -> list[CaseIn]:
    return [CaseIn(title=f"Report {n}", body="It hangs.", **more) for n in range(count)]  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [1, 100])
def test_many_cost_as_many_statements_as_one(
    count: int, care: Team, alice: User, bob: User, dana: Contact, django_assert_max_num_queries: object
) -> None:
    items = [
        CaseIn(
            title=f"Report {n}",
            body="It hangs.",
            contact=dana,
            team=care,
            external_key=f"shop-{n}",
            steps_tried=["Restarted"],
            copies=["x@y.example"],
        )
        for n in range(count)
    ]
    with django_assert_max_num_queries(31):  # type: ignore[operator]
        opened = open_cases(items, by=NOBODY)
    assert len(opened) == count == Case.objects.count()


def test_a_batch_is_shared_out_to_who_has_least(care: Team, alice: User, bob: User) -> None:
    open_cases(reports(3, team=care, owner=alice), by=NOBODY)
    owners = [case.owner_id for case in open_cases(reports(5, team=care), by=NOBODY) if isinstance(case, Case)]
    assert sorted(owners.count(user.id) for user in (alice, bob)) == [1, 4]


def test_nobody_here_means_the_queue(care: Team, alice: User, move_clock: MoveClock) -> None:
    go_away(alice, until=clock.now() + timedelta(hours=2), stand_in=None, by=alice.actor)
    (case,) = open_cases(reports(1, team=care), by=NOBODY)
    assert isinstance(case, Case)
    assert (case.owner_id, case.team_id, case.status) == (None, care.id, "new")


def test_a_key_opens_one_case(care: Team) -> None:
    (first,) = open_cases(reports(1, external_key="shop-1"), by=NOBODY)
    again, twin, other = open_cases([*reports(2, external_key="shop-1"), *reports(1, external_key="b")], by=NOBODY)
    assert first == again == twin != other
    assert Message.objects.count() == 2


def test_each_bad_item_fails_alone(care: Team) -> None:
    good, bad, long = open_cases(
        [CaseIn(title="Fine"), CaseIn(title=" "), CaseIn(title="x", tags=["y" * 90])], by=NOBODY
    )
    assert isinstance(good, Case)
    assert isinstance(bad, Invalid)
    assert set(bad.faults) == {"title"}
    assert isinstance(long, Invalid)
    assert set(long.faults) == {"tags"}


def test_an_answer_is_due_by_tier(dana: Contact, move_clock: MoveClock) -> None:
    strategic, plain = open_cases([CaseIn(title="a", contact=dana), CaseIn(title="b")], by=NOBODY)
    assert isinstance(strategic, Case)
    assert isinstance(plain, Case)
    assert strategic.due_at == clock.now() + timedelta(minutes=30)
    assert plain.due_at == clock.now() + timedelta(minutes=240)
    assert strategic.due_reason == "new"


def test_it_keeps_what_the_account_was_like_and_its_tried_steps(dana: Contact) -> None:
    (case,) = open_cases([CaseIn(title="a", contact=dana, steps_tried=["Restarted the app"])], by=NOBODY)
    assert isinstance(case, Case)
    assert case.snapshot["tier"] == "strategic"
    (step,) = steps_of_account(dana.account)
    assert (step.what, step.by_name) == ("Restarted the app", "Dana Whitfield")
