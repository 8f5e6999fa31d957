"""What falls due here: reading what waits, and what was there before; answering searches; forgetting them."""

from uuid import UUID

from django.db import transaction

from andon.work.lanes import EMBEDDING, SEARCH
from andon.work.plan import plan
from andon.work.sweeps import delete_some
from andon.work.tasks import task

from .models import Search, TextModel, UnderstoodText


@task("meaning.read", lane=EMBEDDING, io=True)
def read() -> None:
    from .actions.read_waiting import read_waiting

    read_waiting()


@task("meaning.walk", lane=EMBEDDING, io=True)
def walk() -> None:
    from .actions.walk_through import walk_through
    from .walking import plan_walk

    if walk_through():
        with transaction.atomic():
            plan_walk()


@task("meaning.drop_vectors", lane=EMBEDDING)
def drop_vectors(*, model: str) -> None:
    """In batches: of a model that is not in use any more there may be a million."""
    if TextModel.objects.filter(id=model).exists():
        # It came back meanwhile.
        return
    if delete_some(UnderstoodText.objects.filter(model=model), 5000):
        plan(drop_vectors, {"model": model})


@task("meaning.answer", lane=SEARCH, io=True)
def answer(*, search: str) -> None:
    from .actions.answer_search import answer_search

    answer_search(UUID(search))


@task("meaning.forget_search")
def forget_search(*, search: str) -> None:
    Search.objects.filter(id=search).delete()
