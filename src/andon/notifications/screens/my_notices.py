"""What the reader is told about, and when it waits (everybody)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from andon.kit.errors import Refused
from andon.notifications.actions.choose_notice_kinds import choose_notice_kinds
from andon.notifications.actions.put_quiet_hours import put_quiet_hours
from andon.notifications.forms import KindsForm, QuietForm
from andon.notifications.reads.preferences import preferences_of
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal


@require_GET
@for_roles()
def my_notices(request: StaffRequest) -> HttpResponse:
    return _show(request)


@require_POST
@for_roles()
def choose_kinds(request: StaffRequest) -> HttpResponse:
    form = KindsForm(request.POST, choices={})
    if form.is_valid():
        choose_notice_kinds(request.user, choices=form.cleaned_data)
        messages.success(request, _("You are told like this from now on."))
        return redirect("notifications:my_notices")
    return _show(request, kinds=form)


@require_POST
@for_roles()
def put_quiet(request: StaffRequest) -> HttpResponse:
    form = QuietForm(request.POST, windows=preferences_of([request.user])[request.user.id].windows)
    if form.is_valid():
        try:
            put_quiet_hours(request.user, windows=form.given())
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Your quiet hours are kept."))
            return redirect("notifications:my_notices")
    return _show(request, quiet=form)


def _show(request: StaffRequest, *, kinds: KindsForm | None = None, quiet: QuietForm | None = None) -> HttpResponse:
    hers = preferences_of([request.user])[request.user.id]
    context = {
        "kinds": kinds or KindsForm(choices=hers.choices),
        "quiet": quiet or QuietForm(windows=hers.windows),
    }
    return render(request, "notifications/my_notices.html", context, status=422 if kinds or quiet else 200)
