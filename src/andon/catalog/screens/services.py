"""Services and what customers call them (administrators)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from andon.catalog.actions.put_services import ServiceIn, put_services
from andon.catalog.forms import NewServiceForm
from andon.catalog.reads.services_offered import services_offered
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal


@require_http_methods(["GET", "POST"])
@for_roles("administrator")
def services(request: StaffRequest) -> HttpResponse:
    """The list, and the form that adds one."""
    form = NewServiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            (service,) = put_services([ServiceIn(**form.cleaned_data)], by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("catalog:service", service.slug)
    context = {"services": services_offered(), "form": form}
    return render(request, "catalog/services.html", context, status=422 if form.errors else 200)
