from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from andon.cases.actions.confirm_reporter import confirm_reporter
from andon.cases.actions.receive_customer_message import receive_customer_message
from andon.cases.models import Case
from andon.conversations.message_in import AttachmentIn
from andon.conversations.models import Message
from andon.portal.visit import Visit


@transaction.atomic
def write_to_us(visit: Visit, *, body: str, nonce: str = "", attachments: Sequence[AttachmentIn] = ()) -> Case:
    """She writes in her case; returns the case in which it stands (a closed one has a follow-up).

    The same form sent again changes nothing.
    """
    # Two of the same at once: the second waits here, and then finds the first.
    (case,) = Case.objects.locked(visit.case, merged=True)
    message_id = f"<portal.{nonce}.{case.id}@{settings.MAIL_ADDRESS.rpartition('@')[2]}>" if nonce else None
    known = Message.objects.select_related("thread").filter(message_id=message_id).first() if message_id else None
    if known is not None:
        stands_in = Case.objects.with_people().select_related("merged_into").get(id=known.thread.subject_id)
        return stands_in.merged_into or stands_in
    confirm_reporter(case, by=visit.contact.actor)
    return receive_customer_message(
        case,
        by=visit.contact.actor,
        author_name=visit.contact.name,
        body=body,
        channel="portal",
        locale=case.locale,
        message_id=message_id,
        attachments=attachments,
    )
