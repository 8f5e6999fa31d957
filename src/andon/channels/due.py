"""What falls due here: handing over, and taking mail in."""

import time
from collections.abc import Sequence
from uuid import UUID

from andon.work.lanes import MAIL_IN, TELL
from andon.work.tasks import Args, Errors, task, task_in_calls

from . import ledger
from .links import with_link
from .models import Delivery
from .registry import TryLater, WillNot, find_channel

MOST_ATTEMPTS = 8
TOGETHER = 16
LONGEST = 5.0
"""Seconds that a call goes on; whoever answers slowly gets the rest one by one, so that it holds up no other relay."""


class NotYet(Exception):
    """Makes the engine try again later."""


@task("channels.hand_over", lane=TELL, io=True)
def hand_over(*, key: str) -> None:
    """Hand one delivery over; the ledger says before and after what is known."""
    for error in hand_all_over([key]):
        if error is not None:
            raise error


@task_in_calls("channels.hand_over_mails", lane=TELL, together=TOGETHER)
def hand_over_mails(pieces: Sequence[Args]) -> Errors:
    """Many mails that nobody is woken by: the ledger says before and after them what is known, not around each."""
    return hand_all_over([str(piece["key"]) for piece in pieces])


def hand_all_over(keys: Sequence[str]) -> Errors:
    """For each None, or that it comes again."""
    begun = ledger.begin_all(keys)
    told: dict[bool, list[Delivery]] = {True: [], False: []}
    late, errors, until = [], dict[str, Exception](), time.monotonic() + LONGEST
    for key, delivery in begun.items():
        if time.monotonic() > until:
            late.append(delivery)
            errors[key] = NotYet("the others took too long")
            continue
        try:
            told[find_channel(delivery.channel).hand_over(with_link(delivery)).receipt].append(delivery)
        except WillNot as error:
            ledger.failed(delivery, why=str(error))
        except TryLater as error:
            if again := _try_later(delivery, error):
                errors[key] = again
        except Exception as error:  # noqa: BLE001  a fault with one must not send its neighbours out again
            errors[key] = error
    for receipt, some in told.items():
        if some:
            ledger.told_all(some, receipt=receipt)
    if late:
        ledger.not_begun(late)
    return [errors.get(key) for key in keys]


def _try_later(delivery: Delivery, error: TryLater) -> NotYet | None:
    if delivery.attempts >= MOST_ATTEMPTS:
        ledger.failed(delivery, why=str(error))
        return None
    ledger.not_yet(delivery, why=str(error))
    return NotYet(str(error))


@task("channels.check_proof", lane=MAIL_IN, io=True)
def check_proof(*, mail: str) -> None:
    from .actions.note_proof import note_proof

    note_proof(UUID(mail))


@task("channels.take_in", lane=MAIL_IN)
def take_in(*, mail: str) -> None:
    from .actions.take_in_mail import take_in_mail

    take_in_mail(UUID(mail))
