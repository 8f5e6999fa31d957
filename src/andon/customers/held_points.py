"""Whose the addresses are that are about to be put: one address belongs to one contact."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid, Refused

from .contact_in import Point, ReadContact
from .models import Contact, ContactPoint

_FIELD = {"email": "emails", "phone": "phones", "handle": "handles"}


@dataclass(frozen=True, slots=True)
class Holder:
    """`by_address`: she is of no account and known by an address alone, so whoever has her external id may name her."""

    contact: UUID
    external_id: str | None
    by_address: bool


def find_holders(read: list[ReadContact | Refused]) -> dict[Point, Holder]:
    """One query."""
    wanted = {point for one in read if isinstance(one, ReadContact) for point in one.points}
    held = ContactPoint.objects.filter(value__in={value for _kind, value in wanted}).select_related("contact")
    return {
        (point.kind, point.value): Holder(
            point.contact_id,
            point.contact.external_id,
            point.contact.account_id is None and point.contact.external_id == point.value[:120],
        )
        for point in held
    }


def name_the_nameless(read: list[ReadContact | Refused], held: dict[Point, Holder]) -> None:
    """Somebody who wrote to us first and is told to us later is one contact: she gets her external id."""
    named: dict[UUID, str] = {}
    known = set(
        Contact.objects.filter(external_id__in=[one.key for one in read if isinstance(one, ReadContact)]).values_list(
            "external_id", flat=True
        )
    )
    for one in read:
        if not isinstance(one, ReadContact) or one.key in known:
            continue
        holders = {held[point] for point in one.points if point in held}
        if len(holders) == 1 and (holder := holders.pop()).by_address:
            named[holder.contact] = one.key
            known.add(one.key)
    Contact.objects.bulk_update([Contact(id=id, external_id=key) for id, key in named.items()], ["external_id"])
    for point, holder in held.items():
        if holder.contact in named:
            held[point] = Holder(holder.contact, named[holder.contact], by_address=False)


def refuse_taken(read: list[ReadContact | Refused], held: Mapping[Point, Holder]) -> None:
    """Replace who claims another's address, in the database or earlier in the batch, by a refusal."""
    owner = {point: holder.external_id for point, holder in held.items()}
    for place, one in enumerate(read):
        if not isinstance(one, ReadContact):
            continue
        taken = [point for point in one.points if owner.setdefault(point, one.key) != one.key]
        if taken:
            kind, value = taken[0]
            read[place] = Invalid({_FIELD[kind]: _("%(value)s belongs to another contact.") % {"value": value}})
