"""The routers of this process, read once and kept until they learn anew. Only in workers: it needs numpy."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from andon.meaning.rules.routing import Router
from andon.meaning.rules.stored import load_router

from .models import FieldRouter


@dataclass(frozen=True, slots=True)
class Learned:
    """The router of one field, and how many cases of each label taught it."""

    field: str
    router: Router
    examples: dict[str, int]
    model: str
    learned_at: datetime
    digest: str


_here: dict[str, Learned] = {}


def learned_routers(model: str) -> list[Learned]:
    """Those whose vectors are this model's; one query, and another where any learned anew."""
    rows = FieldRouter.objects.filter(model=model).exclude(stored=b"")
    current = dict(rows.values_list("field", "digest"))
    stale = [field for field, digest in current.items() if field not in _here or _here[field].digest != digest]
    if stale:
        _here.update({one.field: one for one in _loaded(rows.filter(field__in=stale), model)})
    return [_here[field] for field, digest in current.items() if field in _here and _here[field].digest == digest]


def _loaded(rows: Iterable[FieldRouter], model: str) -> Iterable[Learned]:
    for row in rows:
        try:
            router = load_router(bytes(row.stored), model)
        except ValueError:
            # Of another form than this version's: it is learned anew within a day.
            continue
        if row.learned_at is not None:
            yield Learned(row.field, router, row.examples, row.model, row.learned_at, row.digest)
