"""All brands, and a new one (administrators)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from andon.catalog.actions.put_brand import put_brand
from andon.catalog.forms import NewBrandForm
from andon.catalog.models import Brand
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal


@require_http_methods(["GET", "POST"])
@for_roles("administrator")
def brands(request: StaffRequest) -> HttpResponse:
    form = NewBrandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if Brand.objects.filter(slug=form.cleaned_data["slug"]).exists():
            form.add_error("slug", _("There is a brand of this short name already."))
        else:
            try:
                made = put_brand(**form.cleaned_data, by=request.access.actor)
                return redirect("catalog:brand", made.slug)
            except Refused as refused:
                show_refusal(form, refused)
    context = {"brands": Brand.objects.all(), "form": form}
    return render(request, "catalog/brands.html", context, status=422 if form.errors else 200)
