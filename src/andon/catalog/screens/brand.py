"""How customers see us (administrators): one brand."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from andon.catalog.actions.choose_default_brand import choose_default_brand
from andon.catalog.actions.put_brand import put_brand
from andon.catalog.forms import BrandForm
from andon.catalog.models import Brand
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal


@require_http_methods(["GET", "POST"])
@for_roles("administrator")
def brand(request: StaffRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Brand, slug=slug)
    form = BrandForm(request.POST or None, initial={name: getattr(found, name) for name in BrandForm.base_fields})
    if request.method == "POST" and form.is_valid():
        try:
            put_brand(slug=found.slug, **form.cleaned_data, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("catalog:brands")
    context = {"form": form, "brand": found}
    return render(request, "catalog/brand.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles("administrator")
def choose_default(request: StaffRequest, slug: str) -> HttpResponse:
    choose_default_brand(get_object_or_404(Brand, slug=slug), by=request.access.actor)
    return redirect("catalog:brands")
