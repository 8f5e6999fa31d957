"""Who is on call now, before and after, and putting somebody on call (everybody sees it; the team changes it)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from andon.kit import clock
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.schedules.access import may_swap, swappable
from andon.schedules.actions.override_shift import override_shift
from andon.schedules.actions.remove_override import remove_override
from andon.schedules.filling_calendar import FARTHEST
from andon.schedules.forms import OverrideForm, SwapForm
from andon.schedules.models import Override, Schedule
from andon.schedules.reads.plans import load_schedules, plan_of
from andon.schedules.reads.rota import Lane, lane_of
from andon.schedules.rules.calendar import Span, days_of, months_of, whole_days
from andon.ui.faults import show_refusal
from andon.ui.slots import render_slot

from .swap_context import swap_context

DAYS = 14
SPANS = {"week": 7, "2weeks": 14, "month": 31}
SPAN_WORDS = [("week", gettext_lazy("Week")), ("2weeks", gettext_lazy("2 weeks")), ("month", gettext_lazy("Month"))]
MOST_CHANGES = 20
MOST_CARDS, MOST_NAMED = 3, 3


@require_GET
@for_roles()
def on_call(request: StaffRequest) -> HttpResponse:
    return show(request)


@require_POST
@for_roles()
def override(request: StaffRequest) -> HttpResponse:
    """Times are the reader's, or carry their own zone ("I take this shift")."""
    form = OverrideForm(request.POST, schedules=swappable(request.access))
    if form.is_valid():
        try:
            made = override_shift(form.cleaned_data["schedule"], **form.given(), by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _said(made))
            return redirect("schedules:on_call")
    return show(request, form)


@require_POST
@for_roles()
def take_away(request: StaffRequest, id: UUID) -> HttpResponse:
    found = get_object_or_404(Override.objects.select_related("schedule__team"), id=id)
    if not may_swap(request.access, found.schedule):
        raise PermissionDenied
    remove_override(found, by=request.access.actor)
    messages.success(request, _("Taken away: the layers of %(name)s count again.") % {"name": found.schedule.name})
    return redirect("schedules:on_call")


def _said(made: Override) -> str:
    begins = date_format(timezone.localtime(made.starts_at), "D j M, H:i")
    given = {"schedule": made.schedule.name, "begins": begins, "name": made.user.name if made.user else ""}
    if made.user is None:
        return _("Changed for %(schedule)s from %(begins)s.") % given
    return _("%(name)s is on call for %(schedule)s from %(begins)s.") % given


def reader_zone() -> ZoneInfo:
    zone = timezone.get_current_timezone()
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC")


def show(
    request: StaffRequest,
    form: OverrideForm | None = None,
    *,
    swap_form: SwapForm | None = None,
    refused: str = "",
) -> HttpResponse:
    """The whole screen, with what was typed and the fault where something was refused."""
    zone, now = reader_zone(), clock.now()
    span = whole_days(now, zone, DAYS)
    shown, window = _window(request, now, zone)
    own = set(swappable(request.access).values_list("id", flat=True))
    loaded = load_schedules(Schedule.objects.all(), min(span.start, window.start))
    # Those for which the reader is on call stand first, then her own, then the others by name.
    loaded.sort(key=lambda one: (request.user.id not in (one.told_on or ()), one.id not in own))
    plans = [(one, plan_of(one)) for one in loaded]
    lanes = [lane_of(one, plan, span, now) for one, plan in plans]
    calendar = lanes if window == span else [lane_of(one, plan, window, now) for one, plan in plans]
    changes = _changes(lanes)
    days = days_of(window, now, zone)
    beyond = render_slot("on_call.schedule", [lane.schedule.subject for lane in lanes], request)
    cards = [(lane, beyond[lane.schedule.subject], lane.schedule.id in own) for lane in lanes]
    context: dict[str, Any] = {
        "cards": cards[:MOST_CARDS],
        "more_cards": cards[MOST_CARDS:],
        "calendar": [(lane, lane.schedule.id in own) for lane in calendar],
        "loud": render_slot("on_call.notice", [request.user.subject], request)[request.user.subject],
        "acts": render_slot("on_call.actions", [request.user.subject], request)[request.user.subject],
        "days": days,
        "months": months_of(days),
        "window": window,
        "shown": shown,
        "spans": SPAN_WORDS,
        "now_x": window.x(now) if window.start <= now < window.end else None,
        "changes": changes[:MOST_CHANGES],
        "more_changes": max(0, len(changes) - MOST_CHANGES),
        "gaps": sorted((gap for lane in lanes for gap in lane.gaps), key=lambda gap: gap.starts_at),
        "by_hand": sorted((one for lane in lanes for one in lane.overrides), key=lambda one: one.starts_at),
        "zone": zone.key,
        "now": now,
        "mine": own,
        "own_names": [lane.schedule.name for lane in lanes if lane.schedule.id in own][:MOST_NAMED],
        "may_settle": request.access.has("administrator", "lead"),
        "form": form or _blank(request, now, zone),
    }
    context |= swap_context(request.access, loaded, swap_form, now)
    context["refused"] = refused
    faults = any(one is not None and one.errors for one in (form, swap_form))
    return render(request, "schedules/on_call.html", context, status=409 if refused else 422 if faults else 200)


def _blank(request: StaffRequest, now: datetime, zone: ZoneInfo) -> OverrideForm:
    initial = _tonight(now, zone) | {"user": request.user.id}
    return OverrideForm(schedules=swappable(request.access), initial=initial)


def _window(request: StaffRequest, now: datetime, zone: ZoneInfo) -> tuple[dict[str, Any], Span]:
    """What the calendar shows, and what is before and after it; what makes no sense is the two weeks from today."""
    name = request.GET.get("span", "")
    count = SPANS.get(name, DAYS)
    first = _day(request.GET.get("from", ""), now.astimezone(zone).date())
    at = datetime.combine(first, datetime.min.time(), tzinfo=zone)
    shown = {
        "span": name if name in SPANS else "2weeks",
        "first": first,
        "before": first - timedelta(days=count),
        "after": first + timedelta(days=count),
        "is_today": first == now.astimezone(zone).date(),
    }
    return shown, whole_days(at, zone, count)


def _day(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return day if abs(day - today) <= FARTHEST else today


def _changes(lanes: Sequence[Lane]) -> list[tuple[Any, Any]]:
    """Each coming hand-over with the stretch before it, the next one first."""
    found = [
        (before, after)
        for lane in lanes
        for before, after in zip(lane.stretches, lane.stretches[1:], strict=False)
        if after.starts_at > lane.now
    ]
    return sorted(found, key=lambda change: change[1].starts_at)


def _tonight(now: datetime, zone: ZoneInfo) -> dict[str, datetime]:
    begins = now.astimezone(zone).replace(hour=18, minute=0, second=0, microsecond=0)
    return {"starts_at": begins, "ends_at": begins + timedelta(hours=15)}
