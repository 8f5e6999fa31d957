from django.db import transaction

from andon.cases.facts_about import CaseBrandChanged
from andon.cases.models import Case
from andon.catalog.models import Brand
from andon.channels.models import Mailbox
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def change_brand(case: Case, *, by: Actor, brand: Brand, mailbox: Mailbox | None = None) -> Case:
    """Put the case under another brand: its customer sees that one from now on, on the portal and in mails.

    Answers leave from `mailbox`, else from one of the brand, unless the one that she wrote to is the brand's. The same
    again changes nothing.
    """
    (case,) = Case.objects.locked(case)
    if brand.id == case.brand_id or (case.brand_id is None and brand.is_default):
        return case
    old, case.brand = case.brand_id, brand
    case.mailbox = mailbox or (case.mailbox if _writes_for(case.mailbox, brand) else None)
    case.save(update_fields=["brand", "mailbox"])
    record(CaseBrandChanged(old=old, new=brand.id), subject=case.subject, by=by, about=case.live_about)
    return case


def _writes_for(mailbox: Mailbox | None, brand: Brand) -> bool:
    if mailbox is None:
        return False
    return mailbox.brand_id == brand.id or (mailbox.brand_id is None and brand.is_default)
