from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.facts import StillBrokenSaid
from andon.cases.models import Case
from andon.conversations.message_in import AttachmentIn
from andon.portal.visit import Visit
from andon.timeline.record import record

from .write_to_us import write_to_us


@transaction.atomic
def say_it_does_not(visit: Visit, *, body: str = "", nonce: str = "", attachments: Sequence[AttachmentIn] = ()) -> Case:
    """It still does not work: our turn again, in her words or in the shortest ones."""
    was = visit.case.last_customer_at
    case = write_to_us(
        visit, body=body or _("It still does not work."), nonce=nonce and f"not.{nonce}", attachments=attachments
    )
    if (case.id, case.last_customer_at) != (visit.case.id, was):
        record(StillBrokenSaid(), subject=case.subject, by=visit.contact.actor)
    return case
