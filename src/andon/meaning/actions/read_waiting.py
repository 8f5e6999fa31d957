from django.db import transaction

from andon.meaning.living_models import living_models
from andon.meaning.reading import read_taken
from andon.meaning.waiting import let_go, somebody_waits, take
from andon.work.plan import plan


def read_waiting() -> int:
    """Read a batch of what waits, and see to it that the rest is read too; how many were read. Only in workers.

    A worker that is killed meanwhile leaves them waiting: the next one reads them, and stores each once.
    """
    taken = take()
    if taken:
        try:
            read_taken(taken, living_models())
        except BaseException:
            let_go(taken)
            raise
    if somebody_waits():
        _go_on()
    return len(taken)


def _go_on() -> None:
    from andon.meaning.due import read

    with transaction.atomic():
        plan(read, {}, key="meaning.read")
