from uuid import UUID

from django.db import transaction

from andon.paging.running import advance, lock


@transaction.atomic
def page_next(id: UUID) -> None:
    """Do what is due in a run: summon whom its next step names, begin another pass, give up, or begin again.

    Nothing is due before its time; repeating it summons nobody twice.
    """
    advance(lock(id))
