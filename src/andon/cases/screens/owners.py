"""Who owns cases, and who else may read one: assigning and handing over one or a selection, granting."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from andon.cases.actions.assign_cases import assign_cases
from andon.cases.actions.grant_access import grant_access
from andon.cases.actions.hand_over_cases import hand_over_cases
from andon.cases.actions.withdraw_access import withdraw_access
from andon.cases.forms import GivenForm, HandOverForm
from andon.cases.models import Case
from andon.cases.reads.homes import homes_of
from andon.kit.errors import Invalid, Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

from .acts import by_button, by_dialog
from .case import refused
from .dialogs import dialog_form
from .found import back, workable_case
from .inbox import refused_selection

MOST_SELECTED = 200


@require_GET
@for_roles("agent", "lead")
def selection_dialog(request: StaffRequest) -> HttpResponse:
    """Comes when somebody wants to give a selection away."""
    return render(request, "cases/_selection.html", {"selection": _selection(request, HandOverForm)})


@require_POST
@for_roles("agent", "lead")
def hand_over(request: StaffRequest) -> HttpResponse:
    """With a reason; from the dialog of one case, or of a selection in the inbox."""
    cases, one = _chosen(request), request.POST.get("one") == "1"
    form = dialog_form("hand_over_cases", cases[0], request.POST) if one else _selection(request, HandOverForm)
    if form.is_valid():
        to_user, to_team = form.given_to()  # type: ignore[attr-defined]
        given = {"by": request.access.actor, "to_user": to_user, "to_team": to_team}
        try:
            hand_over_cases(cases, reason=form.cleaned_data["reason"], **given)
            _say(request, len(cases), str(to_user or to_team))
            return _after(request, cases, one)
        except Refused as no:
            show_refusal(form, no)
    return refused(request, cases[0], "hand_over_cases", form) if one else _again(request, form)


@require_POST
@for_roles("agent", "lead")
def assign(request: StaffRequest) -> HttpResponse:
    """Out of the queue to a colleague, without a reason; what somebody owns must be handed over."""
    cases, form = _chosen(request), _selection(request, GivenForm)
    if form.is_valid():
        to_user, _team = form.given_to()
        try:
            if to_user is None:
                raise Invalid({"to": _("Only a colleague can own a case. To move it to a team, hand it over.")})
            assign_cases(cases, to=to_user, by=request.access.actor)
            _say(request, len(cases), to_user.name)
            return _after(request, cases, one=False)
        except Refused as no:
            show_refusal(form, no)
    shown = _selection(request, HandOverForm)
    shown.is_valid()
    # A reason is not needed here, so its absence is no fault.
    shown.errors.clear()
    for name, faults in form.errors.items():
        for fault in faults:
            shown.add_error(None if name == "__all__" else name, fault)
    return _again(request, shown)


@require_POST
@for_roles("agent", "lead")
def grant(request: StaffRequest, ref: str) -> HttpResponse:
    def act(case: Case, form: GivenForm) -> None:
        user, team = form.given_to()
        grant_access(
            [case],
            source=case.subject,
            why=form.cleaned_data["why"],
            by=request.access.actor,
            users=[user] if user else [],
            teams=[team] if team else [],
        )

    return by_dialog(request, ref, "grant_access", act)


@require_POST
@for_roles("agent", "lead")
def withdraw(request: StaffRequest, ref: str) -> HttpResponse:
    """What was granted by hand here is over; what an incident grants, it takes back itself."""
    case = workable_case(request, ref)

    def act() -> None:
        for home in homes_of(case):
            withdraw_access([home], source=home.subject, by=request.access.actor)

    return by_button(request, case, act)


def _chosen(request: StaffRequest) -> list[Case]:
    """The selected cases; one that she may not change takes none of them along."""
    try:
        keys = {UUID(key) for key in request.POST.getlist("case")[:MOST_SELECTED]}
    except ValueError:
        raise Http404 from None
    cases = list(Case.objects.visible_to(request.access).with_people().filter(id__in=keys))
    if not keys or len(cases) < len(keys):
        raise Http404
    if Case.objects.workable_by(request.access).filter(id__in=keys).count() < len(keys):
        raise PermissionDenied
    return cases


def _selection(request: StaffRequest, kind: type[GivenForm]) -> GivenForm:
    """Its fields stand in a dialog, the form itself beside the list, where every button of a selection finds it."""
    form = kind(request.POST or None, auto_id="selection_%s")
    for field in form.fields.values():
        field.widget.attrs["form"] = "selection"
    return form


def _say(request: StaffRequest, count: int, to: str) -> None:
    text = ngettext("%(count)s case went to %(to)s.", "%(count)s cases went to %(to)s.", count)
    messages.success(request, text % {"count": count, "to": to})


def _after(request: StaffRequest, cases: list[Case], one: bool) -> HttpResponse:
    """She may not see the case any more once it went to another team."""
    if one and not Case.objects.visible_to(request.access).filter(id=cases[0].id).exists():
        return HttpResponseRedirect(reverse("cases:inbox"))
    return back(request, cases[0]) if one else HttpResponseRedirect(_list(request))


def _list(request: StaffRequest) -> str:
    where = request.POST.get("back", "")
    return where if where.startswith("/inbox/?") and "case=" not in where else reverse("cases:inbox")


def _again(request: StaffRequest, form: forms.Form) -> HttpResponse:
    return refused_selection(request, form, request.POST.getlist("case"))
