"""How often flags were right: with its interval, by week, and whether that drifts."""

from datetime import timedelta

import pytest
from conftest import MoveClock
from django.urls import reverse

from andon.catalog.models import Service
from andon.emerging.models import EmergingIssue, ScanState
from andon.emerging.numbers import next_number
from andon.emerging.reads.scan_figures import scan_figures, share_of
from andon.emerging.rules.precision import BETTER, STEADY, TOO_FEW, WORSE, drift
from andon.incidents.actions.declare_incident import declare_incident
from andon.kit import clock
from andon.kit.ids import new_id
from andon.people.models import User

from .conftest import signed_in


@pytest.mark.parametrize(
    ("before", "lately", "word"),
    [
        ((30, 40), (2, 12), WORSE),
        ((2, 12), (30, 40), BETTER),
        ((30, 40), (9, 12), STEADY),
        ((30, 40), (8, 12), STEADY),
        ((30, 40), (0, 7), TOO_FEW),
        ((0, 0), (10, 10), TOO_FEW),
        ((40, 40), (12, 12), STEADY),
    ],
)
def test_drift(before: tuple[int, int], lately: tuple[int, int], word: str) -> None:
    assert drift(before, lately) == word


def test_a_share_of_few_is_not_sure() -> None:
    assert share_of(0, 0) is None
    few, many = share_of(3, 4), share_of(300, 400)
    assert few is not None
    assert many is not None
    assert few.percent == many.percent == 75
    assert few.low < many.low < 75 < many.high < few.high


@pytest.mark.django_db
def test_weeks_drift_and_what_nobody_looked_at(
    move_clock: MoveClock, mei: User, alice: User, checkout: Service
) -> None:
    incident = declare_incident(title="Checkout", services=[checkout], by=alice.actor, page=False)
    now = clock.now()

    def raised(weeks_ago: int, state: str, count: int) -> None:
        at = now - timedelta(weeks=weeks_ago, hours=1)
        EmergingIssue.objects.bulk_create(
            EmergingIssue(
                number=next_number(),
                level="emerging",
                state=state,
                scan_name=str(new_id()),
                since=at,
                raised_at=at,
                emerging_at=at,
                last_report_at=at,
                observed=5,
                log_p=-20,
                incident=incident if state == "confirmed" else None,
                dismiss_reason="usual" if state == "dismissed" else "",
            )
            for _ in range(count)
        )

    raised(8, "confirmed", 20)
    raised(8, "dismissed", 1)
    raised(1, "dismissed", 10)
    raised(1, "confirmed", 2)
    raised(1, "over", 3)
    figures = scan_figures(ScanState())
    assert (figures.drift, figures.unlooked, figures.precision) == (WORSE, 3, 67)
    assert figures.share is not None
    assert figures.share.low < 67 < figures.share.high
    (week,) = [week for week in figures.weeks if week.undecided]
    assert (week.confirmed, week.dismissed, week.undecided) == (2, 10, 3)
    assert week.share is not None
    assert week.share.percent == 17
    said = signed_in(mei).get(reverse("emerging:scan")).content.decode()
    assert "less often right than before" in said
    assert "nine chances in ten" in said
