from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from andon.customers.contact_in import ContactIn, Point, ReadContact, read_contact
from andon.customers.facts import ContactPut
from andon.customers.held_points import find_holders, name_the_nameless, refuse_taken
from andon.customers.models import Account, AttributeDefinition, Contact, ContactPoint
from andon.kit.errors import Refused
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all

__all__ = ["ContactIn", "put_contacts"]

_FIELDS = ["account_id", "name", "position", "locale", "time_zone", "attributes"]


@transaction.atomic
def put_contacts(contacts: Sequence[ContactIn], *, by: Actor) -> list[Contact | Refused]:
    """Add contacts or replace those of the same external id; per item the contact or why it was refused, in order.

    An address that belongs to somebody else is refused by name. Putting the same again changes and records nothing.
    """
    accounts = Account.objects.in_bulk([given.account for given in contacts if given.account], field_name="external_id")
    definitions = AttributeDefinition.objects.in_bulk()
    read = [read_contact(given, accounts, definitions) for given in contacts]
    held = find_holders(read)
    name_the_nameless(read, held)
    refuse_taken(read, held)
    good = {one.key: one for one in read if isinstance(one, ReadContact)}
    stored = _store(good, by)
    return [stored[one.key] if isinstance(one, ReadContact) else one for one in read]


def _store(good: Mapping[str, ReadContact], by: Actor) -> dict[str, Contact]:
    before = (
        Contact.objects.select_for_update(of=("self",))
        .order_by("id")
        .prefetch_related("points")
        .in_bulk(list(good), field_name="external_id")
    )
    changed = {key: _changed(one, before.get(key)) for key, one in good.items()}
    Contact.objects.bulk_create(
        # In one order, so that two batches with the same new keys never wait in a circle.
        [one.contact for key, one in sorted(good.items()) if changed[key]],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["external_id"],
        update_fields=["account", *_FIELDS[1:], "put_at"],
    )
    ids = dict(Contact.objects.filter(external_id__in=good).values_list("external_id", "id"))
    _write_points({ids[key]: one.points for key, one in good.items() if "points" in changed[key]})
    stored = (
        Contact.objects.select_related("account")
        .prefetch_related("points")
        .in_bulk(list(good), field_name="external_id")
    )
    for key, contact in stored.items():
        contact.was_put = ("changed" if key in before else "created") if changed[key] else "unchanged"
    record_all([_entry(stored[key], key not in before, changed[key], by) for key in good if changed[key]])
    return stored


def _changed(one: ReadContact, before: Contact | None) -> list[str]:
    if before is None:
        return [*_FIELDS, "points"]
    names = [name for name in _FIELDS if getattr(one.contact, name) != getattr(before, name)]
    same_points = one.points == [(point.kind, point.value) for point in before.points.all()]
    return names if same_points else [*names, "points"]


def _entry(contact: Contact, created: bool, changed: list[str], by: Actor) -> Entry:
    about = [contact.account.subject] if contact.account else []
    return Entry(ContactPut(created=created, changed=changed), contact.subject, by, about)


def _write_points(points: Mapping[UUID, list[Point]]) -> None:
    ContactPoint.objects.filter(contact_id__in=points).delete()
    ContactPoint.objects.bulk_create(
        [
            ContactPoint(contact_id=contact, kind=kind, value=value, position=position)
            for contact, held in points.items()
            for position, (kind, value) in enumerate(held)
        ],
        batch_size=2000,
    )
