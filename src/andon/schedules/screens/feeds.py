"""Secret addresses for calendar programs: her own shifts, or a schedule's (everybody, her own addresses)."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.schedules.actions.create_feed import create_feed
from andon.schedules.actions.revoke_feed import revoke_feed
from andon.schedules.forms import FeedForm
from andon.schedules.models import Feed
from andon.ui.faults import show_refusal


@require_GET
@for_roles()
def feeds(request: StaffRequest) -> HttpResponse:
    return _show(request, FeedForm())


@require_POST
@never_cache
@for_roles()
def create(request: StaffRequest) -> HttpResponse:
    """The secret is shown in this answer and never again."""
    form = FeedForm(request.POST)
    if form.is_valid():
        try:
            _feed, token = create_feed(
                holder=request.user, schedule=form.cleaned_data["schedule"], by=request.access.actor
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return _show(request, FeedForm(), settings.BASE_URL + reverse("schedules:read_feed", args=[token]))
    return _show(request, form)


@require_POST
@for_roles()
def revoke(request: StaffRequest, id: UUID) -> HttpResponse:
    feed = get_object_or_404(Feed.objects.select_related("holder"), id=id, holder=request.user)
    revoke_feed(feed, by=request.access.actor)
    return redirect("schedules:feeds")


def _show(request: StaffRequest, form: FeedForm, address: str = "") -> HttpResponse:
    found = Feed.objects.filter(holder=request.user, revoked_at=None).select_related("schedule")
    context = {"form": form, "feeds": found, "address": address}
    return render(request, "schedules/feeds.html", context, status=422 if form.errors else 200)
