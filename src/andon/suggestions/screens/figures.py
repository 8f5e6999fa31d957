"""How good suggestions are: what people made of them, week by week, and how sure they must be (leads)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.suggestions.reads.figures import WEEKS, Figures, Tally, suggestion_figures
from andon.suggestions.rules.kinds import DUPLICATE, LINK, RELATED

NAMES: dict[str, Promise] = {
    DUPLICATE: _("The same matter twice"),
    RELATED: _("Related cases"),
    LINK: _("Links to incidents"),
}


@require_GET
@for_roles("lead", "administrator")
def figures(request: StaffRequest) -> HttpResponse:
    shown = [{"figures": one, "name": NAMES[one.kind], "bars": _bars(one)} for one in suggestion_figures()]
    return render(request, "suggestions/figures.html", {"kinds": shown, "count": WEEKS})


def _bars(one: Figures) -> list[dict[str, Any]]:
    most = max([week.tally.shown for week in one.weeks] + [1])
    width = 100 / len(one.weeks)
    return [
        {
            "week": week,
            "x": round(place * width, 2),
            "width": round(width * 0.7, 2),
            "parts": _parts(week.tally, most),
        }
        for place, week in enumerate(one.weeks)
    ]


def _parts(tally: Tally, most: int) -> list[tuple[str, float, float]]:
    """State, top and height of each part of a bar, in per cent, from the bottom up."""
    found, top = [], 100.0
    parts = (("ok", tally.accepted), ("risk", tally.corrected), ("broken", tally.dismissed), ("watch", tally.undecided))
    for state, count in parts:
        height = count / most * 100
        top -= height
        if count:
            found.append((state, round(top, 2), round(height, 2)))
    return found
