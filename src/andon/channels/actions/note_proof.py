from uuid import UUID

from django.db import transaction

from andon.channels.due import take_in
from andon.channels.email.dns_lookup import find_txt
from andon.channels.email.parse import parse_mail
from andon.channels.email.proof import check_signatures
from andon.channels.models import InboundMail
from andon.work.plan import plan


def note_proof(id: UUID) -> None:
    """Check the signatures of a stored mail (asks the DNS, outside of any transaction), then have it taken in.

    Repeating it changes nothing: what was found out first stays.
    """
    inbound = InboundMail.objects.select_related("blob").get(id=id)
    raw = bytes(inbound.blob.content)
    proof = check_signatures(raw, parse_mail(raw).from_address, find_txt)
    with transaction.atomic():
        InboundMail.objects.filter(id=id, proof__isnull=True).update(proof=proof.stored())
        plan(take_in, {"mail": str(id)}, key=f"mail:{id}")
