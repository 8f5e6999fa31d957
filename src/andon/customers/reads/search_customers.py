"""Find an account or a contact by whatever somebody has of them."""

from dataclasses import dataclass

import phonenumbers
from django.db.models import Q
from django.utils.translation import gettext as _

from andon.customers.models import Account, Contact, ContactPoint
from andon.people.access import Access


@dataclass(frozen=True, slots=True)
class SearchHit:
    """`why` says what matched, in words."""

    kind: str
    title: str
    detail: str
    why: str
    account: Account | None = None
    contact: Contact | None = None


def search_customers(query: str, access: Access, *, limit: int = 8) -> list[SearchHit]:
    """Contacts by e-mail, phone, handle, external id or name, then accounts; at most four queries."""
    query = query.strip()[:200]
    if not query or "\0" in query or not access.has("agent", "lead", "responder"):
        return []
    accounts = Account.objects.filter(Q(external_id=query) | Q(name__icontains=query)).order_by("name")[:limit]
    hits = [SearchHit("account", account.name, account.get_tier_display(), _("name"), account) for account in accounts]
    return [*_contacts(query, limit), *hits] if access.has("agent", "lead") else hits


def _contacts(query: str, limit: int) -> list[SearchHit]:
    points = ContactPoint.objects.filter(value__startswith=query.lower().lstrip("@"))
    if phone := _as_phone(query):
        points = ContactPoint.objects.filter(kind="phone", value__endswith=phone) | points
    by_point = {point.contact_id: point for point in points[:limit]}
    contacts = (
        Contact.objects.filter(Q(id__in=by_point) | Q(external_id=query) | Q(name__icontains=query), erased_at=None)
        .select_related("account")
        .order_by("name")[:limit]
    )
    return [
        SearchHit(
            "contact",
            contact.name,
            contact.account.name if contact.account else _("no account"),
            by_point[contact.id].value if contact.id in by_point else _("name"),
            contact.account,
            contact,
        )
        for contact in contacts
    ]


def _as_phone(query: str) -> str:
    """The national digits of what looks like a phone number, else ""."""
    digits = phonenumbers.normalize_digits_only(query)
    return digits.lstrip("0") if len(digits) >= 6 and len(digits) * 2 > len(query) else ""
