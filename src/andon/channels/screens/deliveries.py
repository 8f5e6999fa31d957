"""What went out and what became of it (administrators)."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.channels.reads.mail_out import Sent, deliveries
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

PAGE = 50


@require_GET
@for_roles("administrator")
def delivery_list(request: StaffRequest) -> HttpResponse:
    trouble = request.GET.get("which") == "trouble"
    page = Paginator(deliveries(trouble=trouble), PAGE).get_page(request.GET.get("page"))
    context = {"rows": [Sent(delivery) for delivery in page.object_list], "page": page, "trouble": trouble}
    return render(request, "channels/deliveries.html", context)
