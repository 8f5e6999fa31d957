"""How good the suggestions are, and how sure they must be (leads; administrators change it)."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.routing.actions import set_threshold as setting
from andon.routing.forms import ThresholdForm
from andon.routing.reads.routing_figures import routing_figures
from andon.routing.rules.fields import FIELDS, TEAM, WORDS
from andon.ui.faults import show_refusal

from .charts import calibration, cut_lines, week_lines


@require_GET
@for_roles("lead", "administrator")
def routing(request: StaffRequest) -> HttpResponse:
    """`?field=` chooses what is looked at."""
    field = request.GET.get("field", TEAM)
    if field not in FIELDS:
        raise Http404
    return _show(request, field)


@require_POST
@for_roles("administrator")
def set_threshold(request: StaffRequest, field: str) -> HttpResponse:
    if field not in FIELDS:
        raise Http404
    form = ThresholdForm(request.POST)
    if form.is_valid():
        try:
            setting.set_threshold(field, **form.cleaned_data, by=request.access.actor)
            return redirect(f"{reverse('routing:routing')}?field={field}")
        except Refused as no:
            show_refusal(form, no)
    return _show(request, field, form)


def _show(request: StaffRequest, field: str, form: ThresholdForm | None = None) -> HttpResponse:
    figures = routing_figures(field)
    context = {
        "figures": figures,
        "fields": [{"key": one, "name": WORDS[one], "current": one == field} for one in FIELDS],
        "charts": [
            {
                "key": "before",
                "title": _("On own history, held back"),
                "bins": figures.bins,
                "dots": calibration(figures.bins),
            },
            {
                "key": "live",
                "title": _("Live, as people decided"),
                "bins": figures.live.bins,
                "dots": calibration(figures.live.bins),
            },
        ],
        "week_lines": week_lines(figures.drift.weeks),
        "lines": cut_lines(figures.cuts, figures.threshold),
        "form": form or ThresholdForm(initial={"threshold": figures.threshold}),
        "may_change": request.access.has("administrator"),
    }
    return render(request, "routing/routing.html", context, status=422 if form else 200)
