"""What monitors say is wrong: those that stand first, the newest first."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.alerts.forms import AlertFilterForm
from andon.alerts.models import Alert
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.slots import render_slot

PAGE = 50
ROLES = ("agent", "responder", "lead", "administrator")


@require_GET
@for_roles(*ROLES)
def alerts(request: StaffRequest) -> HttpResponse:
    form = AlertFilterForm(request.GET)
    form.is_valid()
    found = _chosen(Alert.objects.visible_to(request.access), form.cleaned_data)
    page = Paginator(found.select_related("service").order_by("-opened_at", "-id"), PAGE).get_page(
        request.GET.get("page")
    )
    shown = list(page.object_list)
    beside = render_slot("alert.row", [alert.subject for alert in shown], request)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "rows": [(alert, beside[alert.subject]) for alert in shown],
        "page": page,
        "form": form,
        "is_chosen": any(form.cleaned_data.values()),
        "chosen": query.urlencode(),
    }
    return render(request, "alerts/alerts.html", context)


def _chosen(found: QuerySet[Alert], chosen: dict[str, Any]) -> QuerySet[Alert]:
    state = chosen.get("state", "")
    if state == "resolved":
        found = found.filter(state="resolved")
    elif state != "all":
        found = found.exclude(state="resolved")
    if chosen.get("service"):
        found = found.filter(service=chosen["service"])
    return found.filter(severity=chosen["severity"]) if chosen.get("severity") else found
