from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from andon.paging.running import advance, lock_all


@transaction.atomic
def page_next(ids: Collection[UUID]) -> None:
    """Do what is due in runs: summon whom their next steps name, begin another pass, give up, or begin again.

    Nothing is due before its time; repeating it summons nobody twice. A number of statements that does not grow with
    the runs, but for steps whose people take turns.
    """
    advance(lock_all(ids))
