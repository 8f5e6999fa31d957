"""Making a case of a signal: what to call it, which team, and whether its author is whom it seems (agents, leads)."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from andon.cases.actions.open_case_from_signal import open_case_from_signal
from andon.cases.forms_from_signal import FromSignalForm
from andon.cases.models import Case
from andon.cases.reads.colleagues import answering_teams
from andon.cases.rules.titles import title_of
from andon.customers.models import Contact
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.people.models import Team
from andon.signals.models import Signal
from andon.signals.reads.who_it_may_be import who_it_may_be
from andon.ui.faults import show_refusal


@require_http_methods(["GET", "POST"])
@for_roles("agent", "lead")
def open_from_signal(request: StaffRequest, id: UUID) -> HttpResponse:
    """One that is a case already leads to it, or back to the signal where it may not be seen."""
    signal = get_object_or_404(Signal.objects.visible_to(request.access).select_related("contact__account"), id=id)
    if signal.became is not None:
        return _to(request, signal, signal.became.id)
    person = who_it_may_be(signal)
    form = _form(request, signal, person)
    if request.method == "POST" and form.is_valid():
        try:
            case = open_case_from_signal(signal, by=request.access.actor, **form.given(request.user))
            return _to(request, signal, case.id)
        except Refused as no:
            show_refusal(form, no)
    context = {"signal": signal, "person": person, "form": form}
    return render(request, "cases/open_case_from_signal.html", context, status=422 if form.errors else 200)


def _form(request: StaffRequest, signal: Signal, person: Contact | None) -> FromSignalForm:
    teams = answering_teams()
    own = request.access.teams("agent", "lead")
    initial = {
        "title": title_of("", signal.text, nothing=""),
        "team": next((team.id for team in teams if team.id in own), None),
    }
    form = FromSignalForm(request.POST or None, initial=initial, person=person.name if person else "")
    form.fields["team"].queryset = Team.objects.filter(id__in=[team.id for team in teams])  # type: ignore[attr-defined]
    return form


def _to(request: StaffRequest, signal: Signal, case: UUID) -> HttpResponse:
    seen = Case.objects.visible_to(request.access).named(str(case)).first()
    return redirect("cases:case", seen.ref) if seen else redirect("signals:signal", signal.id)
