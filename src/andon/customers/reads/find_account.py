"""The account of a URL."""

from uuid import UUID

from django.db.models import Q

from andon.customers.models import Account
from andon.people.access import Access


def find_account(ref: str, access: Access) -> Account | None:
    """By id or external id, if the reader may see it."""
    try:
        by = Q(id=UUID(ref))
    except ValueError:
        by = Q(external_id=ref)
    return Account.objects.visible_to(access).filter(by).first()
