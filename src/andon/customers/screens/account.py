"""Who an account is: tier, value, contract, local time, attributes, its people; and what other rooms know of it."""

from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from andon.customers.models import Account, AttributeDefinition
from andon.customers.models.contact import may_see_contact_data
from andon.customers.open_customer import open_customer
from andon.customers.reads.find_account import find_account
from andon.customers.reads.said import said
from andon.customers.reads.who_opened import who_opened
from andon.kit import clock
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.slots import render_slot

MOST_CONTACTS = 100


@require_GET
@for_roles("agent", "lead", "responder", "stakeholder")
def account(request: StaffRequest, ref: str) -> HttpResponse:
    found = find_account(ref, request.access)
    if found is None:
        raise Http404
    open_customer(found.subject, user=request.access.user_id)
    context = {
        "account": found,
        "local_time": clock.now().astimezone(ZoneInfo(found.time_zone)),
        "attributes": _attributes(found),
        "sections": render_slot("account.section", [found.subject], request)[found.subject],
        "may_change": request.access.has("agent", "lead"),
    }
    if may_see_contact_data(request.access):
        people = found.contacts.filter(erased_at=None).prefetch_related("points").order_by("name", "id")
        context["contacts"] = people[:MOST_CONTACTS]
        context["sees_contacts"] = True
    if request.access.has("lead"):
        context["looks"] = who_opened(found.subject)
    return render(request, "customers/account.html", context)


def _attributes(account: Account) -> list[tuple[str, str]]:
    labels = dict(AttributeDefinition.objects.values_list("key", "label"))
    shown = {labels.get(key, key): said(value) for key, value in account.attributes.items()}
    return sorted(shown.items())
