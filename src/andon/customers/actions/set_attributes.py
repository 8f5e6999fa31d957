from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from andon.customers.facts import AccountPut, ContactPut
from andon.customers.models import Account, AttributeDefinition, Contact
from andon.customers.rules.attributes import check_attributes
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all


@transaction.atomic
def set_attributes(values: Iterable[tuple[Account | Contact, Mapping[str, Any]]], *, by: Actor) -> int:
    """Set these attributes, each checked against its definition, and leave the others; how many rows changed.

    An erased contact stays without any. The same again changes nothing.
    """
    definitions = AttributeDefinition.objects.in_bulk()
    wanted = {row.subject: check_attributes(given, definitions) for row, given in values}
    ids = [subject.id for subject in wanted]
    accounts = Account.objects.select_for_update().filter(id__in=ids).order_by("id")
    changed = [row for row in accounts if _change(row, wanted[row.subject])]
    Account.objects.bulk_update(changed, ["attributes", "put_at"], batch_size=500)
    contacts = Contact.objects.select_for_update().filter(id__in=ids).order_by("id")
    others = [row for row in contacts if _change(row, wanted[row.subject])]
    Contact.objects.bulk_update(others, ["attributes", "put_at"], batch_size=500)
    record_all(
        [
            *(Entry(AccountPut(changed=["attributes"]), row.subject, by) for row in changed),
            *(Entry(ContactPut(changed=["attributes"]), row.subject, by) for row in others),
        ]
    )
    return len(changed) + len(others)


def _change(row: Account | Contact, given: Mapping[str, Any]) -> bool:
    after = {**row.attributes, **given}
    if after == row.attributes or getattr(row, "erased_at", None):
        return False
    row.attributes, row.put_at = after, clock.now()
    return True
