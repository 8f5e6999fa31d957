"""The buttons of an issue."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from andon.emerging.actions import confirm_issue as confirming
from andon.emerging.actions import dismiss_issue as dismissing
from andon.emerging.actions import link_issue as linking
from andon.emerging.actions import merge_issues as merging
from andon.emerging.actions import split_issue as splitting
from andon.emerging.actions import take_dismissal_back as taking_back
from andon.emerging.forms import ConfirmForm, DismissForm, LinkForm, MergeForm
from andon.emerging.models import EmergingIssue
from andon.incidents.models import Incident
from andon.kit.errors import Conflict, Refused
from andon.kit.subject import Subject
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

from .issue import DECIDES, found_or_404, show_issue

MOST_TICKED = 500


@require_POST
@for_roles(*DECIDES)
def confirm_issue(request: StaffRequest, ref: str) -> HttpResponse:
    found = found_or_404(request, ref, for_work=True)
    form = ConfirmForm(request.POST, auto_id="confirm_%s")

    def act() -> HttpResponse:
        given = form.cleaned_data
        services = [given.pop("service")]
        incident = confirming.confirm_issue(found, **given, services=services, access=request.access)
        return redirect("incidents:incident", incident.ref)

    return _try(request, found, "confirm_form", form, act)


@require_POST
@for_roles(*DECIDES)
def link_issue(request: StaffRequest, ref: str) -> HttpResponse:
    found = found_or_404(request, ref, for_work=True)
    standing = Incident.objects.workable_by(request.access).standing()
    form = LinkForm(request.POST, auto_id="link_%s", standing=standing)

    def act() -> HttpResponse:
        incident = form.cleaned_data["incident"]
        linked = linking.link_issue(found, incident, access=request.access)
        said = ngettext("%(n)s case is linked to %(ref)s.", "%(n)s cases are linked to %(ref)s.", len(linked))
        messages.success(request, said % {"n": len(linked), "ref": incident.ref})
        return redirect("emerging:issue", found.ref)

    return _try(request, found, "link_form", form, act)


@require_POST
@for_roles(*DECIDES)
def merge_issues(request: StaffRequest, ref: str) -> HttpResponse:
    found = found_or_404(request, ref, for_work=True)
    others = EmergingIssue.objects.workable_by(request.access).undecided().exclude(id=found.id)
    form = MergeForm(request.POST, auto_id="merge_%s", others=others)

    def act() -> HttpResponse:
        kept = merging.merge_issues(form.cleaned_data["into"], found, by=request.access.actor)
        return redirect("emerging:issue", kept.ref)

    return _try(request, found, "merge_form", form, act)


@require_POST
@for_roles(*DECIDES)
def dismiss_issue(request: StaffRequest, ref: str) -> HttpResponse:
    found = found_or_404(request, ref, for_work=True)
    form = DismissForm(request.POST, auto_id="dismiss_%s")

    def act() -> HttpResponse:
        dismissing.dismiss_issue(found, by=request.access.actor, **form.cleaned_data)
        return redirect("emerging:issue", found.ref)

    return _try(request, found, "dismiss_form", form, act)


@require_POST
@for_roles(*DECIDES)
def take_dismissal_back(request: StaffRequest, ref: str) -> HttpResponse:
    found = found_or_404(request, ref, for_work=True)
    try:
        taking_back.take_dismissal_back(found, by=request.access.actor)
    except Refused as no:
        messages.error(request, no.message)
    return redirect("emerging:issue", found.ref)


@require_POST
@for_roles(*DECIDES)
def split_issue(request: StaffRequest, ref: str) -> HttpResponse:
    """The ticked reports: an issue of their own, or (button “none”) of none."""
    found = found_or_404(request, ref, for_work=True)
    try:
        other = splitting.split_issue(
            found, reports=_ticked(request), by=request.access.actor, apart="none" not in request.POST
        )
    except Refused as no:
        messages.error(request, no.message)
        return redirect("emerging:issue", found.ref)
    messages.success(
        request, _("They are %(ref)s now.") % {"ref": other.ref} if other else _("They belong to none now.")
    )
    return redirect("emerging:issue", other.ref if other else found.ref)


def _ticked(request: StaffRequest) -> list[Subject]:
    found = []
    for key in request.POST.getlist("report")[:MOST_TICKED]:
        try:
            found.append(Subject.parse(key))
        except ValueError:
            continue
    return found


def _try(
    request: StaffRequest, found: EmergingIssue, name: str, form: Form, act: Callable[[], HttpResponse]
) -> HttpResponse:
    if form.is_valid():
        try:
            return act()
        except Conflict as no:
            # Somebody was quicker: there is nothing left to fill in.
            messages.error(request, no.message)
            return redirect("emerging:issue", found.ref)
        except Refused as no:
            show_refusal(form, no)
    return show_issue(request, found, **{name: form})
