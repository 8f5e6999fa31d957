from collections.abc import Iterable

from andon.channels.email.proof import Proof, proof_of
from andon.channels.models import InboundMail


def proofs(originals: Iterable[str]) -> dict[str, Proof]:
    """What is known of the senders of these mails, by their sha256; one query."""
    wanted = [sha256 for sha256 in originals if sha256]
    if not wanted:
        return {}
    found = InboundMail.objects.filter(blob_id__in=wanted, proof__isnull=False).values_list("blob_id", "proof")
    return {sha256: proof for sha256, stored in found if (proof := proof_of(stored))}
