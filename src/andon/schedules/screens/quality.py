"""How evenly a schedule is carried, and what of it is nobody's (everybody)."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from andon.kit import clock
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.people.models import User
from andon.schedules.models import Schedule
from andon.schedules.reads.schedule_quality import PERIODS, USUAL, schedule_quality
from andon.schedules.rules.quality import Load


@require_GET
@for_roles()
def quality(request: StaffRequest, slug: str) -> HttpResponse:
    schedule = get_object_or_404(Schedule.objects.select_related("team"), slug=slug)
    weeks = int(said) if (said := request.GET.get("weeks", "")) in map(str, PERIODS) else USUAL
    found = schedule_quality(schedule, weeks)
    most = max((load.hours for load in found.loads), default=0.0) or 1.0
    rows = [(load, [round(100 * part / most, 2) for part in _parts(load)]) for load in found.loads]
    context = {
        "schedule": schedule,
        "found": found,
        "rows": rows,
        "gap_percent": 100 * found.gap_share,
        "weeks": weeks,
        "periods": PERIODS,
        "until": clock.now().astimezone(ZoneInfo(schedule.time_zone)) + timedelta(weeks=weeks),
    }
    return render(request, "schedules/quality.html", context)


def _parts(load: Load[User]) -> tuple[float, float, float]:
    return load.hours, load.nights, load.weekends
