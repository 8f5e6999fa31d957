"""Splitting a part of a case off: which messages, whose it is, who is told."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from andon.cases.actions.split_case import split_case
from andon.cases.models import Case
from andon.cases.reads.case_messages import case_messages
from andon.cases.reads.homes import homes_of
from andon.cases.split_form import SplitForm
from andon.conversations.rules.audience import CUSTOMER
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

from .found import merged_meanwhile, workable_case


@require_http_methods(["GET", "POST"])
@for_roles("agent", "lead")
def split(request: StaffRequest, ref: str) -> HttpResponse:
    """`?message=` marks one beforehand."""
    case = workable_case(request, ref)
    written = [message for message in case_messages(homes_of(case), {CUSTOMER}) if message.is_from_customer]
    marked = request.GET.getlist("message")
    form = SplitForm(
        request.POST if request.method == "POST" else None, case=case, written=written, initial={"messages": marked}
    )
    if said := merged_meanwhile(request, case) if request.method == "POST" else "":
        form.add_error(None, said)
    elif request.method == "POST" and form.is_valid():
        try:
            new = split_case(case, by=request.access.actor, **form.given())
        except Refused as no:
            show_refusal(form, no)
        else:
            return _to(request, case, new)
    context = {"form": form, "case": case, "written": written}
    return render(request, "cases/split_case.html", context, status=422 if form.errors else 200)


def _to(request: StaffRequest, case: Case, new: Case) -> HttpResponse:
    """She may not see the new one, if she gave it to another team."""
    messages.success(request, _("%(ref)s was split off.") % {"ref": new.ref})
    seen = Case.objects.visible_to(request.access).filter(id=new.id).exists()
    return redirect("cases:case", new.ref if seen else case.ref)
