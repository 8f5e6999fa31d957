"""Which brands' customers may be asked (administrators; leads read it)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from andon.catalog.models import Brand
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.questions.actions.let_customers_be_asked import let_customers_be_asked
from andon.questions.models import BrandAsking


@require_GET
@for_roles("lead", "administrator")
def settings(request: StaffRequest) -> HttpResponse:
    refused = set(BrandAsking.objects.filter(customers=False).values_list("brand_id", flat=True))
    context = {
        "brands": [(brand, brand.id not in refused) for brand in Brand.objects.all()],
        "may_change": request.access.has("administrator"),
    }
    return render(request, "questions/settings.html", context)


@require_POST
@for_roles("administrator")
def let_be_asked(request: StaffRequest, slug: str) -> HttpResponse:
    brand = get_object_or_404(Brand, slug=slug)
    let_customers_be_asked(brand, customers=request.POST.get("customers") == "yes", by=request.access.actor)
    return redirect("questions:settings")
