"""All escalations that the reader sees: the open ones, overdue first; those answered today; how long people wait."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.case_escalations.reads.overview import answered_today, counts_by_kind, open_ones, weeks_of_answers
from andon.case_escalations.rules.medians import Week
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

HEIGHT = 56
"""Of the longest bar, in pixels."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A week's bar; `x` and `middle` in percent of the width."""

    week: Week
    place: int
    of: int

    @property
    def height(self) -> int:
        return HEIGHT * self.week.share // 100

    @property
    def y(self) -> int:
        return 16 + HEIGHT - self.height

    @property
    def label_y(self) -> int:
        return self.y - 5

    @property
    def x(self) -> str:
        return f"{(self.place + 0.2) * 100 / self.of:.2f}"

    @property
    def middle(self) -> str:
        return f"{(self.place + 0.5) * 100 / self.of:.2f}"


@require_GET
@for_roles("agent", "lead", "responder")
def escalations(request: StaffRequest) -> HttpResponse:
    weeks = weeks_of_answers(request.access)
    context = {
        "open": open_ones(request.access),
        "answered": answered_today(request.access),
        "counts": counts_by_kind(request.access),
        "weeks": weeks,
        "bars": [Bar(week, n, len(weeks)) for n, week in enumerate(weeks)],
        "measured": any(week.count for week in weeks),
    }
    return render(request, "case_escalations/escalations.html", context)
