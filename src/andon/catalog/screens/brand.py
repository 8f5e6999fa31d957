"""How customers see us (administrators)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from andon.catalog.actions.put_brand import put_brand
from andon.catalog.forms import BrandForm
from andon.catalog.reads.our_brand import our_brand
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal


@require_http_methods(["GET", "POST"])
@for_roles("administrator")
def brand(request: StaffRequest) -> HttpResponse:
    ours = our_brand()
    form = BrandForm(request.POST or None, initial={name: getattr(ours, name) for name in BrandForm.base_fields})
    if request.method == "POST" and form.is_valid():
        try:
            put_brand(slug=ours.slug, **form.cleaned_data, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("catalog:brand")
    return render(request, "catalog/brand.html", {"form": form}, status=422 if form.errors else 200)
