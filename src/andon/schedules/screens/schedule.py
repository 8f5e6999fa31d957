"""Schedules: who takes turns in which layers, when they hand over (administrators, leads for their teams).

Saving changes what holds from now on. The preview is the act itself in a savepoint, rolled back.
"""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from andon.kit import clock
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.schedules.access import may_settle, settled_teams
from andon.schedules.editor import Editor
from andon.schedules.models import Layer, LayerVersion, Schedule
from andon.schedules.reads.plans import load_schedules, plan_of
from andon.schedules.reads.rota import Lane, lane_of, rota
from andon.schedules.rules.calendar import days_of, months_of, whole_days

from .on_call import reader_zone

ROLES = ("administrator", "lead")
PREVIEW_DAYS = 28


@require_GET
@for_roles(*ROLES)
def schedules(request: StaffRequest) -> HttpResponse:
    now = clock.now()
    lanes = rota(whole_days(now, ZoneInfo("UTC"), 14), now)
    rows = [(lane, _newest_layers(lane.schedule), may_settle(request.access, lane.schedule)) for lane in lanes]
    return render(request, "schedules/schedules.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@for_roles(*ROLES)
def new_schedule(request: StaffRequest) -> HttpResponse:
    teams = settled_teams(request.access)
    if request.method != "POST":
        first = {"time_zone": timezone.get_current_timezone_name(), "begins": timezone.localdate()}
        return _show(request, Editor.blank(first, teams))
    return _take(request, Editor.posted(request.POST, teams))


@require_http_methods(["GET", "POST"])
@for_roles(*ROLES)
def schedule(request: StaffRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Schedule.objects.select_related("team"), slug=slug)
    if not may_settle(request.access, found):
        raise PermissionDenied
    teams = settled_teams(request.access)
    if request.method != "POST":
        return _show(request, Editor.of(found, teams), found, _drawn(found))
    return _take(request, Editor.posted(request.POST, teams, found.slug), found)


def _take(request: StaffRequest, editor: Editor, found: Schedule | None = None) -> HttpResponse:
    if "add" in request.POST:
        return _show(request, editor.with_one_more(), found)
    if not editor.is_valid() or not _is_free(editor):
        return _show(request, editor, found)
    if "preview" in request.POST:
        lane = _tried(request, editor)
        return _show(request, editor, found, lane)
    if editor.save(by=request.access.actor) is None:
        return _show(request, editor, found)
    return redirect("schedules:schedules")


def _is_free(editor: Editor) -> bool:
    head = editor.head
    if not editor.slug and Schedule.objects.filter(slug=head.cleaned_data["slug"]).exists():
        head.add_error("slug", _("This short name is taken. Choose another one."))
    return not head.errors


def _tried(request: StaffRequest, editor: Editor) -> Lane | None:
    with transaction.atomic():
        saved = editor.save(by=request.access.actor)
        lane = _drawn(saved) if saved else None
        transaction.set_rollback(True)
    return lane


def _drawn(schedule: Schedule) -> Lane:
    now = clock.now()
    span = whole_days(now, reader_zone(), PREVIEW_DAYS)
    (loaded,) = load_schedules(Schedule.objects.filter(pk=schedule.pk), now - timedelta(days=1))
    return lane_of(loaded, plan_of(loaded), span, now)


def _show(
    request: StaffRequest, editor: Editor, found: Schedule | None = None, lane: Lane | None = None
) -> HttpResponse:
    zone, now = reader_zone(), clock.now()
    span = whole_days(now, zone, PREVIEW_DAYS)
    days = days_of(span, now, zone)
    context: dict[str, Any] = {"editor": editor, "schedule": found, "lane": lane, "zone": zone.key, "now": now}
    context |= {"days": days, "months": months_of(days), "now_x": span.x(now), "window": span}
    return render(request, "schedules/schedule.html", context, status=422 if editor.has_faults else 200)


def _newest_layers(schedule: Schedule) -> list[tuple[Layer, LayerVersion | None]]:
    return [
        (layer, next((says for says in layer.versions.all() if says.valid_until is None), None))
        for layer in schedule.layers.all()
    ]
