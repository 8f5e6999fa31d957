"""Texts become vectors: once, again when they change, and not at all when they are gone."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.cast import NOBODY

from andon.cases.actions.edit_case import edit_case
from andon.cases.actions.mark_spam import mark_spam
from andon.cases.models import Case
from andon.customers.actions.erase_contact import erase_contact
from andon.customers.models import Contact
from andon.kit.subject import Subject
from andon.meaning.actions.ask_to_read import ask_to_read
from andon.meaning.actions.read_waiting import read_waiting
from andon.meaning.models import TextModel, UnderstoodText, WaitingText
from andon.meaning.reads.understood import understood
from andon.meaning.waiting import MOST_TRIES, take
from andon.people.models import User
from andon.work.models import DueWork

from .conftest import Report

pytestmark = pytest.mark.django_db


def test_a_case_is_understood_once(dana: Contact, report: Report, run_due_work: Callable[[], int]) -> None:
    case = report()
    assert not UnderstoodText.objects.exists()
    run_due_work()
    row = UnderstoodText.objects.get()
    assert (row.subject, row.reporter, row.verified) == (case.subject, dana.subject.key, True)
    assert row.length == len("Checkout hangs\nIt hangs after the payment.")
    (known,) = understood("case", [case.id]).values()
    assert known.vector @ known.vector == pytest.approx(1, abs=1e-5)
    ask_to_read("case", [case.id, case.id])
    run_due_work()
    assert UnderstoodText.objects.get().made_at == row.made_at
    assert not WaitingText.objects.exists()
    assert not DueWork.objects.filter(lane="embedding").exists()


def test_new_words_are_read_again(report: Report, alice: User, run_due_work: Callable[[], int]) -> None:
    case = report()
    run_due_work()
    old = UnderstoodText.objects.get().digest
    edit_case(case, by=alice.actor, title="Payment hangs")
    run_due_work()
    assert UnderstoodText.objects.get().digest != old


def test_spam_says_nothing(report: Report, alice: User, run_due_work: Callable[[], int]) -> None:
    case = report()
    run_due_work()
    mark_spam(case, by=alice.actor)
    run_due_work()
    assert not UnderstoodText.objects.exists()


def test_erasing_a_person_erases_at_once(dana: Contact, report: Report, run_due_work: Callable[[], int]) -> None:
    report()
    run_due_work()
    erase_contact(dana, by=NOBODY)
    assert not UnderstoodText.objects.exists()
    run_due_work()
    assert not UnderstoodText.objects.exists()
    assert not WaitingText.objects.exists()


def test_erased_while_it_is_read_stays_erased(
    dana: Contact, report: Report, run_due_work: Callable[[], int], monkeypatch: Any
) -> None:
    """The words were looked at before, the vector would be stored after."""
    report()
    run_due_work()
    UnderstoodText.objects.all().delete()
    from andon.meaning import reading

    look = reading.encode

    def slow(*args: Any) -> Any:
        found = look(*args)
        erase_contact(dana, by=NOBODY)
        return found

    ask_to_read("case", Case.objects.values_list("id", flat=True))
    monkeypatch.setattr(reading, "encode", slow)
    run_due_work()
    assert not UnderstoodText.objects.exists()


def test_a_text_that_ends_the_worker_is_set_aside_and_others_are_read(report: Report) -> None:
    poison, good = report(), report("Invoice is wrong")
    ask_to_read("case", [poison.id])
    for _try in range(MOST_TRIES):
        (taken,) = take()
        assert taken.subject == poison.id
        WaitingText.objects.update(leased_until=None)
    assert take() == []
    ask_to_read("case", [good.id])
    assert read_waiting() == 1
    assert [row.subject for row in UnderstoodText.objects.all()] == [good.subject]
    ask_to_read("case", [poison.id])
    assert read_waiting() == 1


def test_a_batch_is_sixteen(report: Report) -> None:
    cases = [report(f"Matter {number}") for number in range(20)]
    ask_to_read("case", [case.id for case in cases])
    assert (read_waiting(), read_waiting(), read_waiting()) == (16, 4, 0)


def test_the_first_model_reads_what_was_there_before(report: Report, run_due_work: Callable[[], int]) -> None:
    cases = [report(f"Matter {number}") for number in range(20)]
    DueWork.objects.all().delete()
    ask_to_read("case", [cases[0].id])
    run_due_work()
    assert {row.subject for row in UnderstoodText.objects.all()} == {case.subject for case in cases}
    assert TextModel.objects.get().complete_at is not None


def test_a_kind_that_no_room_knows_does_no_harm(run_due_work: Callable[[], int]) -> None:
    ask_to_read("nothing", [Subject.parse("nothing:00000000-0000-0000-0000-000000000001").id])
    run_due_work()
    assert not WaitingText.objects.exists()
