from collections.abc import Sequence

from django.db import transaction

from andon.channels.due import take_in
from andon.channels.models import InboundMail
from andon.kit import clock
from andon.kit.text import scrub
from andon.work.blobs import keep
from andon.work.plan import plan


@transaction.atomic
def receive_mail(raw: bytes, *, envelope_from: str, envelope_to: Sequence[str]) -> InboundMail:
    """Store a mail as it came; once committed nothing of it can be lost. Parsing follows as due work."""
    mail = InboundMail.objects.create(
        blob=keep(raw),
        received_at=clock.now(),
        envelope_from=scrub(envelope_from)[:320],
        envelope_to=[scrub(address)[:320] for address in envelope_to],
    )
    plan(take_in, {"mail": str(mail.id)}, key=f"mail:{mail.id}")
    return mail
