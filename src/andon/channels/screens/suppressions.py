"""Addresses that are not written to, and their way back (who answers customers, and administrators)."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from andon.channels.actions.lift_suppression import lift_suppression
from andon.channels.actions.suppress_address import suppress_address
from andon.channels.forms import SuppressionForm
from andon.channels.models import Suppression
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

PAGE = 50
serves = for_roles("administrator", "lead", "agent")


@require_http_methods(["GET", "POST"])
@serves
def suppressions(request: StaffRequest) -> HttpResponse:
    """`?q=` finds an address."""
    form = SuppressionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            suppress_address(**form.cleaned_data, by=request.access.actor)
            return redirect("channels:suppressions")
        except Refused as refused:
            show_refusal(form, refused)
    words = request.GET.get("q", "").replace("\0", "").strip().lower()[:254]
    found = Suppression.objects.filter(address__contains=words) if words else Suppression.objects.all()
    context = {"page": Paginator(found, PAGE).get_page(request.GET.get("page")), "form": form, "words": words}
    return render(request, "channels/suppressions.html", context, status=422 if form.errors else 200)


@require_POST
@serves
def lift(request: StaffRequest, id: UUID) -> HttpResponse:
    lift_suppression(get_object_or_404(Suppression, id=id), by=request.access.actor)
    return redirect("channels:suppressions")
