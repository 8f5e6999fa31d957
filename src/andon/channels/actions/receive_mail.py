from collections.abc import Sequence

from django.db import transaction

from andon.channels.due import take_in
from andon.channels.models import InboundMail, Mailbox
from andon.channels.reads.our_mailboxes import our_mailboxes
from andon.kit import clock
from andon.kit.text import scrub
from andon.work.blobs import keep
from andon.work.plan import plan

MOST_RECIPIENTS = 1000


@transaction.atomic
def receive_mail(
    raw: bytes, *, envelope_from: str, envelope_to: Sequence[str], mailbox: Mailbox | None = None
) -> InboundMail:
    """Store a mail as it came; once committed nothing of it can be lost. Parsing follows as due work.

    Without `mailbox`, it is that of the first recipient who is one of ours.
    """
    to = [scrub(address)[:320] for address in envelope_to[:MOST_RECIPIENTS]]
    found = mailbox or our_mailboxes().at(to)
    mail = InboundMail.objects.create(
        blob=keep(raw),
        received_at=clock.now(),
        envelope_from=scrub(envelope_from)[:320],
        envelope_to=to,
        mailbox=found if found and found.is_stored else None,
    )
    plan(take_in, {"mail": str(mail.id)}, key=f"mail:{mail.id}")
    return mail
