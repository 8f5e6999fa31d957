"""Linking cases to an incident, and unlinking one: by whoever may work both."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from andon.cases.models import Case
from andon.incidents.actions.link_cases import link_cases as linking
from andon.incidents.actions.unlink_case import unlink_case as unlinking
from andon.incidents.forms import CasesForm
from andon.incidents.models import Incident
from andon.incidents.reads.cases_named import cases_named
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

from .incident import found_or_404, show_incident


@require_POST
@for_roles("agent", "lead", "responder")
def link_cases(request: StaffRequest, ref: str) -> HttpResponse:
    found, form = found_or_404(request, ref, for_work=True), CasesForm(request.POST, auto_id="cases-%s")
    if form.is_valid():
        named = cases_named(form.cleaned_data["cases"], request.access)
        if named.fault:
            form.add_error("cases", named.fault)
        else:
            try:
                new = linking(found, named.cases, by=request.access.actor)
            except Refused as refused:
                show_refusal(form, refused)
            else:
                said = ngettext("%(n)s case is linked to %(ref)s.", "%(n)s cases are linked to %(ref)s.", len(new))
                messages.success(request, said % {"n": len(new), "ref": found.ref})
                return _back(request, found)
    return show_incident(request, found, cases_form=form)


@require_POST
@for_roles("agent", "lead", "responder")
def unlink_case(request: StaffRequest, ref: str, case: str) -> HttpResponse:
    found = found_or_404(request, ref, for_work=True)
    unlinked = get_object_or_404(Case.objects.visible_to(request.access).named(case))
    if not Case.objects.workable_by(request.access).filter(id=unlinked.id).exists():
        raise PermissionDenied
    unlinking(found, unlinked, by=request.access.actor)
    messages.success(request, _("%(case)s is no longer linked.") % {"case": unlinked.ref})
    return _back(request, found)


def _back(request: StaffRequest, found: Incident) -> HttpResponse:
    """To the screen it was pressed on, when that is one of ours."""
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return HttpResponseRedirect(wanted)
    return redirect("incidents:incident", found.ref)
