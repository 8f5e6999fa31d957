"""One box: accounts, contacts and cases by e-mail, phone, handle, external id, order number, name (all staff)."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from andon.cases.models import Case
from andon.cases.reads.search_cases import search_cases
from andon.customers.reads.search_customers import search_customers
from andon.meaning.shown_search import by_meaning
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest


@require_GET
@for_roles()
def search(request: StaffRequest) -> HttpResponse:
    """A reference of a case opens it at once."""
    query = request.GET.get("q", "").strip()[:200]
    hits = search_customers(query, request.access, limit=12)
    cases = search_cases(query, request.access, limit=20, customers=hits)
    if len(cases) == 1 and query.upper() == cases[0].ref:
        return redirect("cases:case", cases[0].ref)
    context = {"query": query, "cases": cases, "hits": hits}
    return render(request, "console/search.html", context | by_meaning(request.access, query, besides=_shown(cases)))


def _shown(cases: list[Case]) -> set[UUID]:
    return {case.merged_into_id or case.id for case in cases}
