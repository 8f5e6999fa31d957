"""Opening a case by hand, for somebody on the phone: she is found, or met for the first time."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.fields_form import CaseFieldsForm
from andon.cases.forms import OpenCaseForm
from andon.cases.models import Case
from andon.cases.named import met
from andon.cases.reads.case_types import case_types
from andon.cases.reads.colleagues import answering_teams
from andon.catalog.models import Brand
from andon.customers.models import Contact
from andon.customers.reads.search_customers import search_customers
from andon.kit.errors import Invalid, Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.people.models import Team
from andon.ui.faults import show_refusal

MOST_HITS = 12


@require_http_methods(["GET", "POST"])
@for_roles("agent", "lead")
def open_new(request: StaffRequest) -> HttpResponse:
    """`?q=` finds people; `?contact=` has chosen one."""
    contact = _contact(request)
    form, types = _form(request, contact), case_types()
    own = CaseFieldsForm(request.POST or None, types=types, choose=len(types) > 1, auto_id="own_%s")
    if request.method == "POST" and form.is_valid() and own.is_valid() and not own.not_asked_yet():
        try:
            return redirect("cases:case", _open(request, form, own, contact).ref)
        except Refused as no:
            if others := own.show_refusal(no):
                show_refusal(form, Invalid(others))
    query = request.GET.get("q", "").strip()[:200]
    hits = [hit for hit in search_customers(query, request.access, limit=MOST_HITS) if hit.contact] if query else []
    context = {"form": form, "own": own, "contact": contact, "words": query, "hits": hits}
    return render(request, "cases/open_case.html", context, status=422 if request.method == "POST" else 200)


def _contact(request: StaffRequest) -> Contact | None:
    key = request.POST.get("contact") or request.GET.get("contact")
    if not key:
        return None
    found = Contact.objects.visible_to(request.access).select_related("account").prefetch_related("points")
    try:
        return get_object_or_404(found, id=UUID(key), erased_at=None)
    except ValueError:
        raise Http404 from None


def _form(request: StaffRequest, contact: Contact | None) -> OpenCaseForm:
    initial = {"locale": contact.speaks.split("-")[0] if contact else "en", "name": request.GET.get("q", "")}
    form = OpenCaseForm(request.POST or None, initial=initial)
    own = request.access.teams("agent", "lead")
    teams = answering_teams()
    form.fields["team"].queryset = Team.objects.filter(id__in=[team.id for team in teams])  # type: ignore[attr-defined]
    form.fields["team"].initial = next((team.id for team in teams if team.id in own), None)
    if Brand.objects.count() < 2:
        del form.fields["brand"]
    if contact is not None:
        del form.fields["name"], form.fields["email"]
    return form


def _open(request: StaffRequest, form: OpenCaseForm, own: CaseFieldsForm, contact: Contact | None) -> Case:
    given: dict[str, Any] = form.cleaned_data
    contact = contact or met(given["email"], given["name"], given["locale"], request.access)
    return open_case(
        CaseIn(
            title=given["title"],
            body=given["body"],
            contact=contact,
            team=given["team"],
            brand=given.get("brand"),
            owner=request.user if given["mine"] else None,
            channel=given["channel"],
            locale=given["locale"],
            tags=[tag for tag in given["tags"].split(",") if tag.strip()],
            order_number=given["order_number"],
            receipt=given["receipt"],
            verified=True,
            case_type=own.chosen,
            fields={key: value for key, value in own.given().items() if value is not None},
            asked="all",
        ),
        by=request.access.actor,
    )
