"""What was changed, the newest first: deployments, flags, configuration, as machines tell of them."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.alerts.forms import ChangeFilterForm
from andon.alerts.models import ChangeEvent
from andon.alerts.reads.changes_chosen import changes_chosen
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

from .alerts import PAGE, ROLES


@require_GET
@for_roles(*ROLES)
def changes(request: StaffRequest) -> HttpResponse:
    form = ChangeFilterForm(request.GET)
    form.is_valid()
    found = changes_chosen(ChangeEvent.objects.visible_to(request.access), **form.cleaned_data)
    page = Paginator(found.select_related("service").order_by("-at", "-id"), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "rows": page.object_list,
        "page": page,
        "form": form,
        "is_chosen": any(form.cleaned_data.values()),
        "chosen": query.urlencode(),
    }
    return render(request, "alerts/changes.html", context)
