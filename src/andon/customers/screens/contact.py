"""One contact: changing her (agents), what is kept about her and forgetting her (leads)."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from andon.customers.actions.erase_contact import erase_contact
from andon.customers.actions.put_contacts import ContactIn, put_contacts
from andon.customers.forms import ContactForm
from andon.customers.models import Account, Contact
from andon.customers.open_customer import open_customer
from andon.customers.reads.export_contact import export_contact
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal


@require_http_methods(["GET", "POST"])
@for_roles("agent", "lead")
def new_contact(request: StaffRequest, account: UUID) -> HttpResponse:
    of = get_object_or_404(Account.objects.visible_to(request.access), id=account, external_id__isnull=False)
    return _edit(request, None, of)


@require_http_methods(["GET", "POST"])
@for_roles("agent", "lead")
def put_contact(request: StaffRequest, id: UUID) -> HttpResponse:
    contact = _contact(request, id)
    open_customer(contact.subject, user=request.access.user_id)
    return _edit(request, contact, contact.account)


@require_POST
@for_roles("lead")
def erase(request: StaffRequest, id: UUID) -> HttpResponse:
    contact = get_object_or_404(Contact.objects.visible_to(request.access), id=id)
    erase_contact(contact, by=request.access.actor)
    return redirect("customers:account", contact.account_id) if contact.account_id else redirect("customers:accounts")


@never_cache
@require_GET
@for_roles("lead")
def export(request: StaffRequest, id: UUID) -> HttpResponse:
    """All that is kept about her, as a file."""
    contact = _contact(request, id)
    open_customer(contact.subject, user=request.access.user_id)
    response = JsonResponse(export_contact(contact), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="contact-{contact.id}.json"'
    return response


def _contact(request: StaffRequest, id: UUID) -> Contact:
    found = Contact.objects.visible_to(request.access).select_related("account").prefetch_related("points")
    return get_object_or_404(found, id=id, erased_at=None)


def _edit(request: StaffRequest, contact: Contact | None, account: Account | None) -> HttpResponse:
    stored = _stored(contact) if contact else {}
    form = ContactForm(request.POST or None, initial=stored, attributes=contact.attributes if contact else {})
    if request.method == "POST" and form.is_valid():
        of = account.external_id or "" if account else ""
        known = contact.external_id or "" if contact else ""
        (put,) = put_contacts([ContactIn(**form.given(), external_id=known, account=of)], by=request.access.actor)
        if isinstance(put, Contact):
            return redirect("customers:account", account.id) if account else redirect("customers:contact", put.id)
        show_refusal(form, put)
    context = {"form": form, "contact": contact, "account": account, "may_erase": request.access.has("lead")}
    return render(request, "customers/contact.html", context, status=422 if form.errors else 200)


def _stored(contact: Contact) -> dict[str, str]:
    stored = {name: getattr(contact, name) for name in ("name", "position", "locale", "time_zone")}
    for kind in ("email", "phone", "handle"):
        stored[f"{kind}s"] = "\n".join(point.value for point in contact.points.all() if point.kind == kind)
    return stored
