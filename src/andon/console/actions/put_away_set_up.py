from uuid import UUID

from django.db import transaction

from andon.console.facts import SetUpPutAway
from andon.console.reads.set_up import is_put_away
from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.record import record

INSTALLATION = Subject("installation", UUID(int=0))


@transaction.atomic
def put_away_set_up(*, by: Actor) -> None:
    """Show the list of what to set up to nobody any more. Twice changes nothing."""
    if not is_put_away():
        record(SetUpPutAway(), subject=INSTALLATION, by=by)
