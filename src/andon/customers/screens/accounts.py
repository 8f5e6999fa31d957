"""All accounts, or those that a search finds."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.customers.models import Account
from andon.customers.reads.search_customers import search_customers
from andon.kit.errors import Invalid
from andon.kit.rest.pages import Window, page
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

MOST_HITS = 50


@require_GET
@for_roles("agent", "lead", "responder", "stakeholder")
def accounts(request: StaffRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    context = {"query": query, "may_change": request.access.has("agent", "lead")}
    if query:
        context["hits"] = search_customers(query, request.access, limit=MOST_HITS)
    else:
        context |= _page(request)
    return render(request, "customers/accounts.html", context)


def _page(request: StaffRequest) -> dict[str, object]:
    found = Account.objects.visible_to(request.access)
    try:
        return page(found, "name", "id", window=Window(cursor=request.GET.get("after", "")[:1000], limit=50))
    except Invalid:
        return page(found, "name", "id", window=Window(cursor="", limit=50))
