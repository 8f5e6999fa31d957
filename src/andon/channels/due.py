"""What falls due here: handing over, and taking mail in."""

from uuid import UUID

from andon.work.lanes import MAIL_IN, TELL
from andon.work.tasks import task

from . import ledger
from .links import with_link
from .registry import TryLater, WillNot, find_channel

MOST_ATTEMPTS = 8


class NotYet(Exception):
    """Makes the engine try again later."""


@task("channels.hand_over", lane=TELL, io=True)
def hand_over(*, key: str) -> None:
    """Hand one delivery over; the ledger says before and after what is known."""
    delivery = ledger.begin(key)
    if delivery is None:
        return
    try:
        accepted = find_channel(delivery.channel).hand_over(with_link(delivery))
    except WillNot as error:
        ledger.failed(delivery, why=str(error))
    except TryLater as error:
        if delivery.attempts >= MOST_ATTEMPTS:
            ledger.failed(delivery, why=str(error))
            return
        ledger.not_yet(delivery, why=str(error))
        raise NotYet(str(error)) from None
    else:
        ledger.told(delivery, receipt=accepted.receipt)


@task("channels.check_proof", lane=MAIL_IN, io=True)
def check_proof(*, mail: str) -> None:
    from .actions.note_proof import note_proof

    note_proof(UUID(mail))


@task("channels.take_in", lane=MAIL_IN)
def take_in(*, mail: str) -> None:
    from .actions.take_in_mail import take_in_mail

    take_in_mail(UUID(mail))
