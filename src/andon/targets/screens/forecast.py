"""What comes due in the next hours (agents and leads), and how promises were kept (leads)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from andon.kit.safe_cells import safe_csv
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.targets.reads.forecast import Forecast, forecast
from andon.targets.reads.kept_promises import DAYS, idle_clocks, kept_promises
from andon.targets.words import clock_word, length_words

MOST_LISTED = 100
HEIGHT, TOP = 150, 18
GAP = 0.3
"""On both sides of a bar, in per cent of the drawing's width."""


@require_GET
@for_roles("agent", "lead")
def coming(request: StaffRequest) -> HttpResponse:
    found = forecast(request.access)
    rows = [(one, clock_word(one.clock.kind)) for one in found.coming[:MOST_LISTED]]
    more = found.more + max(0, len(found.coming) - MOST_LISTED)
    total = sum(hour.due for hour in found.hours)
    risky = sum(hour.at_risk for hour in found.hours)
    context = {"found": found, "chart": _chart(found), "rows": rows, "more": more, "total": total, "risky": risky}
    return render(request, "targets/forecast.html", context)


@require_GET
@for_roles("lead", "administrator")
def kept(request: StaffRequest) -> HttpResponse:
    idle = [(one, clock_word(one.clock.kind), length_words(one.length)) for one in idle_clocks(request.access)]
    context = {"rows": kept_promises(request.access), "idle": idle, "days": DAYS}
    return render(request, "targets/kept.html", context)


@require_GET
@for_roles("lead", "administrator")
def kept_csv(request: StaffRequest) -> HttpResponse:
    """The same rows as the screen shows."""
    heads = [_("Clock"), _("Promise"), _("Team"), _("Met"), _("Missed"), _("Not decided yet"), _("Met, %")]
    content = safe_csv([heads, *(one.row for one in kept_promises(request.access))])
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="promises.csv"'
    return answer


def _chart(found: Forecast) -> list[dict[str, Any]]:
    """Bars of the hours, across in per cent and down in pixels, so that words keep their size on a phone. What is at
    risk stands at the foot of each."""
    most = max((hour.due for hour in found.hours), default=0) or 1
    step, room = 100 / len(found.hours), HEIGHT - TOP
    return [
        {
            "hour": hour,
            "x": round(place * step + GAP, 2),
            "width": round(step - 2 * GAP, 2),
            "middle": round((place + 0.5) * step, 2),
            "top": round(TOP + room - room * hour.due / most, 1),
            "height": round(room * hour.due / most, 1),
            "risk_top": round(TOP + room - room * hour.at_risk / most, 1),
            "risk_height": round(room * hour.at_risk / most, 1),
            "says": place % 3 == 1,
        }
        for place, hour in enumerate(found.hours)
    ]
