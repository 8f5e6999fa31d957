"""Writing on the line, and showing an engineer's answer on the linked cases."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from andon.conversations.models import Message
from andon.incidents.actions.post_on_line import post_on_line as posting
from andon.incidents.actions.show_answer_on_cases import show_answer_on_cases as showing
from andon.incidents.forms import LineForm
from andon.incidents.readers import classes_for
from andon.incidents.rules.line import line_choices
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

from .incident import found_or_404, show_incident


@require_POST
@for_roles("agent", "lead", "responder")
def post_on_line(request: StaffRequest, ref: str) -> HttpResponse:
    found = found_or_404(request, ref, for_work=True)
    form = LineForm(request.POST, classes=line_choices(classes_for(found, request.access)), auto_id="line-%s")
    if form.is_valid():
        try:
            posting(found, **form.cleaned_data, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("incidents:incident", found.ref)
    return show_incident(request, found, line_form=form)


@require_POST
@for_roles("agent", "lead", "responder")
def show_answer_on_cases(request: StaffRequest, ref: str, message: str) -> HttpResponse:
    found = found_or_404(request, ref, for_work=True)
    on_line = Message.objects.standing().filter(thread__subject_kind="incident", thread__subject_id=found.id)
    said = get_object_or_404(on_line, id=message)
    if said.seen_by not in classes_for(found, request.access):
        raise PermissionDenied
    showing(found, message=said, by=request.access.actor)
    messages.success(request, _("The linked cases show this answer now."))
    return redirect("incidents:incident", found.ref)
