import hashlib
from collections.abc import Sequence

from django.db import transaction

from andon.channels.email.providers.calls import CameIn
from andon.channels.models import InboundMail, Mailbox

from .receive_mail import receive_mail


@transaction.atomic
def take_provider_mails(mailbox: Mailbox, mails: Sequence[CameIn]) -> int:
    """Store what a provider brought; the same mail brought again is stored once. The number of those that are new."""
    taken = 0
    # A provider repeats its call while the first one is still answered.
    Mailbox.objects.select_for_update().get(pk=mailbox.pk)
    for mail in mails:
        digest = hashlib.sha256(mail.raw).hexdigest()
        if not InboundMail.objects.filter(mailbox=mailbox, blob_id=digest).exists():
            to = [mail.envelope_to] if mail.envelope_to else [mailbox.address]
            receive_mail(mail.raw, envelope_from=mail.envelope_from, envelope_to=to, mailbox=mailbox)
            taken += 1
    return taken
