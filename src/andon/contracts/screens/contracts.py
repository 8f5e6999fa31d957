"""All contracts, the least left first; the same as a file."""

from dataclasses import asdict, fields

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.contracts.models import Contract
from andon.contracts.models.contract import EDIT, READ
from andon.contracts.reads.figures import Standing, standings
from andon.contracts.rows import Row, row_of, shown, worst_first
from andon.kit.csv_out import csv_text
from andon.people.access import Access
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

A_PAGE = 100


@require_GET
@for_roles(*READ)
def contracts(request: StaffRequest) -> HttpResponse:
    pages = Paginator(_all(request.access), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {"page": page, "rows": [shown(one) for one in page], "may_change": request.access.has(*EDIT)}
    return render(request, "contracts/contracts.html", context)


@require_GET
@for_roles(*READ)
def export(request: StaffRequest) -> HttpResponse:
    columns = [column.name for column in fields(Row)]
    rows = (asdict(row_of(one)) for one in _all(request.access))
    return csv_answer(csv_text(columns, rows), "contracts.csv")


def csv_answer(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _all(access: Access) -> list[Standing]:
    return worst_first(standings(Contract.objects.visible_to(access).select_related("account")))
