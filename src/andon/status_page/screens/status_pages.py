"""All status pages, and a new one (administrators)."""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.status_page.actions.put_status_page import put_status_page
from andon.status_page.forms import NewPageForm
from andon.status_page.models import StatusPage
from andon.ui.faults import show_refusal


@require_http_methods(["GET", "POST"])
@for_roles("administrator")
def status_pages(request: StaffRequest) -> HttpResponse:
    form = NewPageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if StatusPage.objects.filter(slug=form.cleaned_data["slug"]).exists():
            form.add_error("slug", _("There is a page of this short name already."))
        else:
            try:
                made = put_status_page(**form.cleaned_data, by=request.access.actor)
                return redirect("status_page:status_page", made.slug)
            except Refused as refused:
                show_refusal(form, refused)
    lines = Count("components", filter=Q(components__hidden=False))
    context = {"pages": StatusPage.objects.annotate(lines=lines), "form": form}
    return render(request, "status_page/status_pages.html", context, status=422 if form.errors else 200)
