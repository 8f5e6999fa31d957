"""Promises kept: a figure of teams and weeks, with what chance leaves open. It names no person."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.promises.reads.promises_kept import WEEKS, Figure, promises_kept

HEIGHT, TOP = 150, 18
GAP = 0.6
"""On both sides of a bar, in per cent of the drawing's width."""


@require_GET
@for_roles("agent", "lead", "stakeholder")
def kept(request: StaffRequest) -> HttpResponse:
    figure = promises_kept(request.access, incidents_name=_("Next updates of incidents"))
    context = {"figure": figure, "bars": _bars(figure), "weeks": WEEKS, "height": HEIGHT}
    return render(request, "promises/promises_kept.html", context)


def _bars(figure: Figure) -> list[dict[str, Any]]:
    """What was due a week; what was not kept in time stands at the foot of each."""
    most = max((week.due for _day, week in figure.weeks), default=0) or 1
    step, room = 100 / len(figure.weeks), HEIGHT - TOP
    return [
        {
            "day": day,
            "week": week,
            "x": round(place * step + GAP, 2),
            "width": round(step - 2 * GAP, 2),
            "top": round(TOP + room - room * week.due / most, 1),
            "height": round(room * week.due / most, 1),
            "late_top": round(TOP + room - room * (week.late + week.broken) / most, 1),
            "late_height": round(room * (week.late + week.broken) / most, 1),
        }
        for place, (day, week) in enumerate(figure.weeks)
    ]
