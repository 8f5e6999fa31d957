"""What is near what, as the workers' copy of the vectors says it: as of now, the same after it was made anew."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.cast import NOBODY

from andon.kit import clock
from andon.meaning.index.cache import forget_here
from andon.meaning.models import UnderstoodText
from andon.meaning.reads.nearest import nearest
from andon.meaning.reads.understood import understood
from andon.signals.actions.receive_signal import receive_signal
from andon.signals.signal_in import SignalIn

from .conftest import Report

pytestmark = pytest.mark.django_db


def test_near_by_kind_and_time(report: Report, run_due_work: Callable[[], int]) -> None:
    one, same, other = report(), report(), report("Invoice", "The amount is wrong.")
    signal = receive_signal(SignalIn(text="Checkout hangs after the payment", source="forum"), by=NOBODY)
    run_due_work()
    (first, near), *_others = nearest(one.subject, ["case"], 2)
    assert first == same.subject
    assert near == pytest.approx(1, abs=1e-3)
    assert nearest(one.subject, ["case"], 9)[-1][0] == other.subject
    assert [subject for subject, _near in nearest(one.subject, ["signal"], 9)] == [signal.subject]
    assert {subject.kind for subject, _near in nearest(one.subject, ["case", "signal"], 9)} == {"case", "signal"}
    assert nearest(one.subject, ["case"], 9, since=clock.now() + timedelta(minutes=1)) == []
    assert nearest(one.subject, ["incident"], 9) == []
    vector = understood("case", [one.id])[one.id].vector
    assert nearest(vector, ["case"], 1)[0][0] in (one.subject, same.subject)


def test_the_copy_follows_and_is_the_same_when_made_anew(report: Report, run_due_work: Callable[[], int]) -> None:
    one = report()
    run_due_work()
    assert nearest(one.subject, ["case"], 50) == []
    cases = [report(f"Checkout hangs {number}", f"After payment {number * 7}.") for number in range(30)]
    run_due_work()
    followed = nearest(one.subject, ["case"], 50)
    assert len(followed) == 30
    forget_here()
    assert nearest(one.subject, ["case"], 50) == followed
    UnderstoodText.objects.filter(subject_id=cases[0].id).delete()
    without = nearest(one.subject, ["case"], 50)
    assert without == [hit for hit in followed if hit[0] != cases[0].subject]
    forget_here()
    assert nearest(one.subject, ["case"], 50) == without


def test_before_anything_is_read(report: Report) -> None:
    assert nearest(report().subject, ["case"], 5) == []
