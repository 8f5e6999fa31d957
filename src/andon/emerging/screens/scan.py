"""How sure the scan must be, and how good it was (leads; administrators change it)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from andon.emerging.actions.set_scan import set_scan as setting
from andon.emerging.forms import ScanForm
from andon.emerging.models import ScanState
from andon.emerging.reads.scan_figures import scan_figures
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal


@require_GET
@for_roles("lead", "administrator")
def scan(request: StaffRequest) -> HttpResponse:
    state = current()
    return _show(request, ScanForm(initial={"watch": state.watch, "emerging": state.emerging, "budget": state.budget}))


@require_POST
@for_roles("administrator")
def set_scan(request: StaffRequest) -> HttpResponse:
    form = ScanForm(request.POST)
    if form.is_valid():
        try:
            setting(**form.cleaned_data, by=request.access.actor)
            return redirect("emerging:scan")
        except Refused as no:
            show_refusal(form, no)
    return _show(request, form)


def current() -> ScanState:
    return ScanState.objects.filter(id=1).first() or ScanState()


def _show(request: StaffRequest, form: ScanForm) -> HttpResponse:
    figures = scan_figures(current())
    most = max([week.total for week in figures.weeks] + [1])
    width = 100 / len(figures.weeks)
    context = {
        "form": form,
        "figures": figures,
        "bars": [
            {
                "week": week,
                "x": round(number * width, 2),
                "width": round(width * 0.7, 2),
                "parts": _parts(week.confirmed, week.dismissed, week.undecided, most),
            }
            for number, week in enumerate(figures.weeks)
        ],
        "may_change": request.access.has("administrator"),
    }
    return render(request, "emerging/scan.html", context, status=422 if form.errors else 200)


def _parts(confirmed: int, dismissed: int, undecided: int, most: int) -> list[tuple[str, float, float]]:
    """State, top and height of each part of a bar, in per cent, from the bottom up."""
    found, top = [], 100.0
    for state, count in (("ok", confirmed), ("broken", dismissed), ("watch", undecided)):
        height = count / most * 100
        top -= height
        if count:
            found.append((state, round(top, 2), round(height, 2)))
    return found
