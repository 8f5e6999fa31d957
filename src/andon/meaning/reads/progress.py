from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Count

from andon.meaning.models import TextModel, UnderstoodText, WaitingText
from andon.meaning.models.text_model import State
from andon.meaning.readable import readable_kinds
from andon.meaning.waiting import MOST_TRIES
from andon.work.beats import lane_states
from andon.work.lanes import EMBEDDING


@dataclass(frozen=True, slots=True)
class ModelProgress:
    """`back_to`: what was said before a model came is read newest first; so far it has come. None: all is read."""

    id: str
    in_use: bool
    began_at: datetime
    texts: int
    share: float
    complete: bool
    back_to: datetime | None


@dataclass(frozen=True, slots=True)
class Progress:
    models: list[ModelProgress]
    waiting: int
    set_aside: int
    alive: bool
    languages: list[tuple[str, int]]


def progress() -> Progress:
    """How far texts are understood; a fixed number of queries. Counting a million rows takes a second or two."""
    models = list(TextModel.objects.order_by("-state"))
    counts = {model.id: _read(model) for model in models}
    most = max(counts.values(), default=0)
    in_use = next((model for model in models if model.state == State.IN_USE), None)
    lane = next(state for state in lane_states() if state.lane == EMBEDDING)
    return Progress(
        models=[_of(model, counts[model.id], most) for model in models],
        waiting=WaitingText.objects.filter(tries__lt=MOST_TRIES).count(),
        set_aside=WaitingText.objects.filter(tries__gte=MOST_TRIES).count(),
        alive=not lane.stands_still,
        languages=_languages(in_use) if in_use else [],
    )


def _read(model: TextModel) -> int:
    return UnderstoodText.objects.filter(model=model.id, made_at__gte=model.began_at).count()


def _of(model: TextModel, texts: int, most: int) -> ModelProgress:
    complete = model.complete_at is not None
    stored = UnderstoodText.objects.filter(model=model.id).count()
    wanted = max(most, stored)
    share = 1.0 if complete else min(0.999, texts / wanted) if wanted and (stored > texts or most > texts) else 0.0
    return ModelProgress(
        model.id,
        model.state == State.IN_USE,
        model.began_at,
        texts,
        share,
        complete,
        None if complete else _back_to(model),
    )


def _back_to(model: TextModel) -> datetime | None:
    """Of the kind that is being read now: an id says when its row was made."""
    for kind in readable_kinds():
        come = model.walked.get(kind, "")
        if come and come != "all":
            return datetime.fromtimestamp((UUID(come).int >> 80) / 1000, UTC)
    return None


def _languages(model: TextModel) -> list[tuple[str, int]]:
    rows = UnderstoodText.objects.filter(model=model.id).exclude(language="").values_list("language")
    return list(rows.annotate(count=Count("id")).order_by("-count", "language")[:12])
