"""One contract: what is left of its period, what cost it, what comes next, and the periods before."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from andon.contracts.forms import DAYS, CorrectionForm, LongerForm
from andon.contracts.models import Contract, Terms
from andon.contracts.models.contract import EDIT, READ
from andon.contracts.reads.figures import figure_of, past_figures
from andon.contracts.reads.owed_periods import owed_periods, settle_form
from andon.contracts.rows import segments, shown
from andon.contracts.rules.judge import Figure
from andon.contracts.said import lamp_of, period_words, round_money, used_minutes
from andon.contracts.said import minutes as minutes_of
from andon.incidents.models.incident import Severity
from andon.kit.csv_out import csv_text
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

from .chart import chart_of
from .contracts import csv_answer
from .found import contract_or_404
from .reasons import reason_words

_COLUMNS = (
    "contract", "period", "begins_at", "ends_at", "minutes", "counted", "reason", "incident", "correction", "why",
)  # fmt: skip


@require_GET
@for_roles(*READ)
def contract(request: StaffRequest, id: UUID) -> HttpResponse:
    return show_contract(request, contract_or_404(request, id))


@require_GET
@for_roles(*READ)
def export(request: StaffRequest, id: UUID) -> HttpResponse:
    """The lines of the period that the screen shows."""
    found = contract_or_404(request, id)
    figure = _chosen(request, found, past_figures(found)) or figure_of(found).figure
    rows = segments(found, [figure] if figure else [])
    return csv_answer(csv_text(_COLUMNS, rows), "minutes.csv")


def show_contract(request: StaffRequest, found: Contract, **refused: Form) -> HttpResponse:
    """The screen; with a form that was refused it stands open in its place, with status 422."""
    past = past_figures(found)
    standing = figure_of(found)
    chosen = _chosen(request, found, past)
    figure = chosen or standing.figure
    may_change = request.access.has(*EDIT)
    periods = owed_periods(found, past, request.access)
    context: dict[str, Any] = {
        "contract": found,
        "shown": shown(standing),
        "figure": figure,
        "is_past": chosen is not None,
        **(_words(figure) if figure else {}),
        "past": periods,
        "versions": found.terms.prefetch_related("services").order_by("-valid_from"),
        "terms": standing.terms,
        **(_terms_words(standing.terms) if standing.terms else {}),
        "corrections": found.corrections.filter(taken_back_at=None),
        "milestones": found.milestones.all()[:8],
        "may_change": may_change,
        "correction_form": CorrectionForm(auto_id="correction-%s"),
        "settle_form": settle_form(found, periods),
        **_longer(request, standing.figure),
    }
    context |= refused
    return render(request, "contracts/contract.html", context, status=422 if refused else 200)


def _words(figure: Figure) -> dict[str, Any]:
    """What the panel of the figure says."""
    return {
        "period_words": period_words(figure),
        "chart": chart_of(figure),
        "shown_lamp": lamp_of(figure),
        "used": used_minutes(figure),
        "used_exact": figure.used.total_seconds() / 60,
        "allowed": minutes_of(figure.allowed),
        "owed": round_money(figure.owed, figure.promise.currency),
        "lines": [(line, reason_words(line)) for line in reversed(figure.lines)],
    }


def _terms_words(terms: Terms) -> dict[str, str]:
    """Which severities and hours count."""
    labels = dict(Severity.choices)
    days = [str(name) for number, name in DAYS if number in terms.days]
    hours = ""
    if terms.opens is not None and terms.closes is not None:
        hours = f"{', '.join(days)}, {terms.opens:%H:%M} – {terms.closes:%H:%M}"
    return {"severities": ", ".join(str(labels[one]) for one in terms.severities), "hours": hours}


def _chosen(request: StaffRequest, found: Contract, past: list[tuple[Terms, Figure]]) -> Figure | None:
    """The past period that the address names; 404 for one that there is not."""
    text = request.GET.get("period", "")
    if not text:
        return None
    for _terms, figure in past:
        if figure.period.first == _date(text):
            return figure
    raise Http404


def _date(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _longer(request: StaffRequest, figure: Figure | None) -> dict[str, Any]:
    """What is owed if it runs on for as long as asked."""
    form = LongerForm(request.GET if "minutes" in request.GET else None, auto_id="longer-%s")
    if figure is None or not figure.running:
        return {}
    minutes = form.cleaned_data["minutes"] if form.is_bound and form.is_valid() else 60
    owed = figure.owed_after(timedelta(minutes=minutes))
    return {"longer": form, "minutes": minutes, "owed_longer": round_money(owed, figure.promise.currency)}
