"""One emerging issue: why it is thought to be one, what was told, and what can be decided."""

from datetime import timedelta
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.emerging.attaching import cases_to_link
from andon.emerging.forms import ConfirmForm, DismissForm, LinkForm, MergeForm
from andon.emerging.models import EmergingIssue
from andon.emerging.reads.find_issue import find_issue
from andon.emerging.reads.told import Told, told_in
from andon.emerging.rules.bars import Bars, bars_of
from andon.incidents.models import Incident
from andon.incidents.reads.event_words import what_happened
from andon.incidents.reads.lantern import worst_first
from andon.kit import clock
from andon.kit.errors import Missing
from andon.people.access import Access
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.slots import render_slot

from .issues import ROLES

DECIDES = ("agent", "lead", "responder")
MOST_RUNNING, MOST_OTHERS, MOST_TIMES = 20, 20, 2000


@require_GET
@for_roles(*ROLES)
def issue(request: StaffRequest, ref: str) -> HttpResponse:
    return show_issue(request, found_or_404(request, ref))


def found_or_404(request: StaffRequest, ref: str, *, for_work: bool = False) -> EmergingIssue:
    try:
        return find_issue(ref, request.access, for_work=for_work)
    except Missing:
        raise Http404 from None


def show_issue(request: StaffRequest, found: EmergingIssue, **refused: BaseForm) -> HttpResponse:
    """The screen; with a form that was refused its window stands open, with status 422."""
    told = told_in(found, request.access)
    may_decide = request.access.has(*DECIDES)
    context: dict[str, Any] = {
        "issue": found,
        "told": told,
        "languages": sorted({one.language for one in told if one.language}),
        "bars": _bars(found),
        "matters": render_slot("emerging.matters", [found.subject], request)[found.subject],
        "happened": what_happened(found.subject, seen_by={"customer", "agents", "engineering"}),
        "may_decide": may_decide,
        "to_link": len(cases_to_link(found, request.access)) if may_decide else 0,
    }
    if may_decide:
        context |= _forms(found, told, request.access) | refused
    return render(request, "emerging/issue.html", context, status=422 if refused else 200)


def _forms(found: EmergingIssue, told: list[Told], access: Access) -> dict[str, BaseForm | None]:
    said = next((one.shown.title for one in reversed(told) if one.shown), found.name)
    running = Incident.objects.workable_by(access).standing().order_by("-number")[:MOST_RUNNING]
    standing = Incident.objects.filter(id__in=[one.id for one in worst_first(running)])
    others = EmergingIssue.objects.workable_by(access).undecided().exclude(id=found.id)
    known = EmergingIssue.objects.filter(id__in=list(others.values_list("id", flat=True)[:MOST_OTHERS]))
    return {
        "confirm_form": ConfirmForm(
            auto_id="confirm_%s", initial={"title": said[:200], "service": found.service_id, "severity": "major"}
        ),
        "link_form": LinkForm(auto_id="link_%s", standing=standing) if standing else None,
        "merge_form": MergeForm(auto_id="merge_%s", others=known) if known else None,
        "dismiss_form": DismissForm(auto_id="dismiss_%s"),
    }


def _bars(found: EmergingIssue) -> Bars:
    end = clock.now() if found.is_open else found.last_report_at + timedelta(hours=1)
    start = min(found.since - timedelta(minutes=max(found.scale_minutes, 60)), end - timedelta(hours=2))
    times = found.reports.order_by("-at").values_list("at", flat=True)[:MOST_TIMES]
    usual = found.expected / found.scale_minutes if found.scale_minutes else None
    return bars_of(times, start, end, usual_a_minute=usual)
