from django.db import transaction

from andon.channels.email.providers.calls import Became
from andon.channels.models import Delivery
from andon.channels.models.suppression import Reason
from andon.channels.rules.addresses import is_address
from andon.kit.text import scrub
from andon.timeline.actor import Actor

from .note_bounce import note_bounce
from .suppress_address import suppress_address

SYSTEM = Actor.system("channels")


@transaction.atomic
def note_provider_report(report: Became) -> None:
    """A provider says that a mail of ours did not arrive, or that its reader complains. Twice changes nothing.

    Which mail it was is known by its Message-ID; where the provider has only an id of its own, the address counts.
    """
    if not is_address(report.address):
        return
    why = scrub(report.why)
    sent = Delivery.objects.filter(message_id__in=report.message_ids).first() if report.message_ids else None
    if sent is not None:
        status = "5.1.1" if report.gone else ""
        note_bounce(sent, why=why, status=status, failed=[report.address], complaint=report.complaint)
    # By the provider's own word: what the other server said may be in any language.
    if (report.gone or report.complaint) and not _works_here(report.address):
        reason = Reason.COMPLAINT if report.complaint else Reason.BOUNCE
        suppress_address(report.address, by=SYSTEM, reason=reason, why=why)


def _works_here(address: str) -> bool:
    return Delivery.objects.filter(address=address, recipient_kind="user").exists()
