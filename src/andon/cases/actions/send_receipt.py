from django.db import transaction

from andon.cases.from_whom import from_whom
from andon.cases.mails import mail_text
from andon.cases.models import Case
from andon.cases.portal_link import PATH, PURPOSE
from andon.cases.telling import address_of, thread_ids
from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.channels.email.tokens import reply_address
from andon.channels.links import LINK
from andon.channels.models import Delivery


@transaction.atomic
def send_receipt(case: Case) -> Delivery | None:
    """Tell the customer, in her language, that her report is here; once a case. None when she has no address.

    Goes only to her, never to copies, and within the limit of automatic mails to one address.
    """
    address = address_of(case)
    if case.contact is None or not address or case.spam:
        return None
    before, sender = thread_ids(case), from_whom(case)
    given = DeliveryIn(
        key=f"receipt:{case.id}",
        purpose="receipt",
        subject=case.subject,
        recipient=case.contact.subject,
        recipient_name=case.contact.name,
        address=address,
        sender_name=sender.name,
        headline=f"Re: {case.title}",
        text=mail_text("receipt", case, link=LINK),
        reply_to=reply_address(case.id, sender.mailbox),
        mailbox=sender.mailbox,
        in_reply_to=before[-1] if before else "",
        references=before,
        automatic=True,
        # Whoever reads this mailbox is the customer, even when nothing proved who had written.
        link_purpose=PURPOSE,
        link_path=PATH,
    )
    return deliver([given])[0]
