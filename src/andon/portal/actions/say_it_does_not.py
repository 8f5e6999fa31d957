from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.conversations.message_in import AttachmentIn
from andon.portal.visit import Visit

from .write_to_us import write_to_us


@transaction.atomic
def say_it_does_not(visit: Visit, *, body: str = "", nonce: str = "", attachments: Sequence[AttachmentIn] = ()) -> Case:
    """It still does not work: our turn again, in her words or in the shortest ones."""
    return write_to_us(
        visit, body=body or _("It still does not work."), nonce=nonce and f"not.{nonce}", attachments=attachments
    )
