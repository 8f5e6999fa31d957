"""Find an account or a contact by whatever somebody has of them."""

from dataclasses import dataclass

import phonenumbers
from django.db.models import Q
from django.utils.translation import gettext as _

from andon.customers.models import Account, AttributeDefinition, Contact, ContactPoint
from andon.people.access import Access

SHORT = 3
"""A shorter query matches beginnings only: three letters are what the index of parts can tell apart."""


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
    """Contacts by e-mail, phone, handle, external id, name or searchable attribute, then accounts.

    At most five queries, whatever is found.
    """
    query = " ".join(query.split())[:200]
    if not query or "\0" in query or not access.is_staff:
        return []
    attributes = _searchable(query)
    contacts = _contacts(query, attributes, access, limit)
    by = Q(external_id=query) | _named(query) | attributes
    accounts = Account.objects.visible_to(access).filter(by).order_by("name", "id")[:limit]
    return [*contacts, *(_account_hit(account, query) for account in accounts)]


def _contacts(query: str, attributes: Q, access: Access, limit: int) -> list[SearchHit]:
    visible = Contact.objects.visible_to(access)
    if visible.query.is_empty():
        return []
    points = {point.contact_id: point for point in ContactPoint.objects.filter(_reached_by(query))[:limit]}
    contacts = (
        visible.filter(Q(id__in=points) | Q(external_id=query) | _named(query) | attributes, erased_at=None)
        .select_related("account")
        .order_by("name", "id")[:limit]
    )
    return [_contact_hit(contact, points.get(contact.id), query) for contact in contacts]


def _searchable(query: str) -> Q:
    keys = AttributeDefinition.objects.filter(searchable=True).values_list("key", "many")
    found = Q(pk__in=[])
    for key, many in keys:
        found |= Q(attributes__contains={key: [query] if many else query})
    return found


def _named(query: str) -> Q:
    return Q(name__istartswith=query) if len(query) < SHORT else Q(name__icontains=query)


def _reached_by(query: str) -> Q:
    address = query.lower().lstrip("@")
    if not address:
        return Q(pk__in=[])
    found = Q(value__startswith=address)
    if phone := _as_phone(query):
        found |= Q(kind="phone", value__contains=phone)
    elif len(address) >= SHORT:
        found |= Q(value__contains=address)
    return found


def _as_phone(query: str) -> str:
    """The digits of what looks like a phone number without the zeros of dialling, else ""."""
    digits = phonenumbers.normalize_digits_only(query)
    return digits.lstrip("0") if len(digits) >= 6 and len(digits) * 2 > len(query) else ""


def _contact_hit(contact: Contact, point: ContactPoint | None, query: str) -> SearchHit:
    detail = contact.account.name if contact.account else _("no account")
    why = point.value if point else _why(contact, query)
    return SearchHit("contact", contact.name, detail, why, contact.account, contact)


def _account_hit(account: Account, query: str) -> SearchHit:
    return SearchHit("account", account.name, account.get_tier_display(), _why(account, query), account)


def _why(found: Account | Contact, query: str) -> str:
    if found.external_id == query:
        return _("external id")
    return _("name") if query.lower() in found.name.lower() else _("attribute")
