"""How monitors reach us: a key per service, shown once, with what to paste where (administrators)."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from andon.alerts.actions.create_integration_key import create_integration_key
from andon.alerts.actions.revoke_integration_key import revoke_integration_key
from andon.alerts.forms import IntegrationKeyForm
from andon.alerts.models import IntegrationKey
from andon.alerts.reads.what_to_paste import Paste, what_to_paste
from andon.alerts.registry import all_formats
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles("administrator")
def integration_keys(request: StaffRequest) -> HttpResponse:
    """The list, and the form that makes one; its text is shown in the answer to the form and never again."""
    form, text, made = IntegrationKeyForm(request.POST or None), "", None
    if request.method == "POST" and form.is_valid():
        try:
            made, text = create_integration_key(**form.cleaned_data, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            form = IntegrationKeyForm()
    keys = IntegrationKey.objects.of_monitors().select_related("service")
    context = {
        "keys": [(key, _title(key)) for key in keys.order_by("-revoked_at", "service__name", "-made_at")],
        "form": form,
        "text": text,
        "made": made,
        "paste": what_to_paste(made.format, text) if made else None,
        "pastes": _all_pastes(),
        "change_address": f"{settings.BASE_URL}/v2/change/enqueue",
    }
    return render(request, "alerts/integration_keys.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles("administrator")
def revoke(request: StaffRequest, id: UUID) -> HttpResponse:
    revoke_integration_key(get_object_or_404(IntegrationKey.objects.of_monitors(), id=id), by=request.access.actor)
    return redirect("alerts:integration_keys")


def _title(key: IntegrationKey) -> str:
    known = all_formats().get(key.format)
    return known.title if known else key.format


def _all_pastes() -> list[Paste]:
    return [what_to_paste(name, _("YOUR-KEY")) for name in all_formats()]
