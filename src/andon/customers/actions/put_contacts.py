from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from andon.customers.facts import ContactPut
from andon.customers.models import Account, Contact, ContactPoint
from andon.customers.rules.points import normalise
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid, Refused
from andon.kit.ids import new_id
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactIn:
    """`account` is the external id of the account; without an external id of her own, her first address is it."""

    name: str
    external_id: str = ""
    account: str = ""
    position: str = ""
    locale: str = ""
    emails: Sequence[str] = ()
    phones: Sequence[str] = ()
    handles: Sequence[str] = ()


@dataclass(slots=True)
class _Read:
    contact: Contact
    points: list[tuple[str, str]]


@transaction.atomic
def put_contacts(contacts: Sequence[ContactIn], *, by: Actor) -> list[Contact | Refused]:
    """Add contacts or replace those of the same external id; per item the contact or why it was refused, in order.

    An address that belongs to somebody else is refused by name. Putting the same again changes nothing but the record.
    """
    accounts = Account.objects.in_bulk([given.account for given in contacts if given.account], field_name="external_id")
    read = [_read(given, accounts) for given in contacts]
    _refuse_taken(read)
    good = {str(one.contact.external_id): one for one in read if isinstance(one, _Read)}
    Contact.objects.bulk_create(
        [one.contact for one in good.values()],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["external_id"],
        update_fields=["account", "name", "position", "locale", "put_at"],
    )
    stored = Contact.objects.select_related("account").in_bulk(list(good), field_name="external_id")
    _write_points({stored[key].id: one.points for key, one in good.items()})
    record_all(
        [
            Entry(ContactPut(), contact.subject, by, [contact.account.subject] if contact.account else [])
            for contact in stored.values()
        ]
    )
    return [stored[str(one.contact.external_id)] if isinstance(one, _Read) else one for one in read]


def _read(given: ContactIn, accounts: Mapping[str, Account]) -> _Read | Refused:
    try:
        account = accounts.get(given.account)
        if given.account and account is None:
            raise Invalid({"account": _("There is no account of this external id.")})
        region = account.region if account else ""
        points = [("email", normalise("email", value)) for value in given.emails]
        points += [("phone", normalise("phone", value, region=region)) for value in given.phones]
        points += [("handle", normalise("handle", value)) for value in given.handles]
        external_id = clean(given.external_id, "external_id", 120) or (points[0][1] if points else "")
        if not external_id:
            raise Invalid({"emails": _("Name an address, or an external id.")})
        contact = Contact(
            id=new_id(),
            external_id=external_id,
            account=account,
            name=clean(given.name, "name", 200, required=True),
            position=clean(given.position, "position", 120),
            locale=clean(given.locale, "locale", 12),
            put_at=clock.now(),
        )
        return _Read(contact, list(dict.fromkeys(points)))
    except Refused as refused:
        return refused


def _refuse_taken(read: list[_Read | Refused]) -> None:
    """An address that belongs to a contact of another external id, in the database or earlier in the batch."""
    wanted = {point for one in read if isinstance(one, _Read) for point in one.points}
    held = ContactPoint.objects.filter(value__in={value for _kind, value in wanted}).values_list(
        "kind", "value", "contact__external_id"
    )
    owner: dict[tuple[str, str], str | None] = {(kind, value): external_id for kind, value, external_id in held}
    for index, one in enumerate(read):
        if isinstance(one, _Read):
            taken = [
                point
                for point in one.points
                if owner.setdefault(point, one.contact.external_id) != one.contact.external_id
            ]
            if taken:
                kind, value = taken[0]
                read[index] = Conflict(_("%(value)s belongs to another contact.") % {"kind": kind, "value": value})


def _write_points(points: Mapping[UUID, list[tuple[str, str]]]) -> None:
    ContactPoint.objects.filter(contact_id__in=points).delete()
    ContactPoint.objects.bulk_create(
        [
            ContactPoint(contact_id=contact, kind=kind, value=value, position=position)
            for contact, held in points.items()
            for position, (kind, value) in enumerate(held)
        ],
        batch_size=2000,
    )
