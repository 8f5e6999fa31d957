"""Who wants to know that texts were understood: each registered function becomes due work in the transaction that
stores the vectors, so it runs at least once, in the lane of embedding, and its failure holds up nobody else's.

    @on_understood("emerging.correlate")
    def correlate(*, kind: str, ids: list[str]) -> None: ...

It hears of texts that are new or changed, as they come and once per text and change (at least), not of those that are
only read again by another model. Their vectors: `reads.understood`.
"""

from collections.abc import Callable, Iterable
from itertools import groupby

from andon.kit.subject import Subject
from andon.work.lanes import EMBEDDING
from andon.work.plan import Planned, plan_all
from andon.work.tasks import Task, task

_wanted: list[Task] = []


def on_understood(name: str, *, lane: str = EMBEDDING, io: bool = False) -> Callable[[Callable[..., None]], Task]:
    """Register a function of `kind` and `ids` (in `due.py`); it must bear being called again with the same."""

    def register(run: Callable[..., None]) -> Task:
        made = task(name, lane=lane, io=io)(run)
        _wanted.append(made)
        return made

    return register


def tell_understood(subjects: Iterable[Subject]) -> None:
    """Inside the transaction that stores them."""
    if not _wanted:
        return
    by_kind = groupby(sorted(set(subjects)), key=lambda subject: subject.kind)
    batches = [(kind, [str(subject.id) for subject in ofs]) for kind, ofs in by_kind]
    plan_all(Planned(task=one, args={"kind": kind, "ids": ids}) for kind, ids in batches for one in _wanted)
