"""Which models read now. Answers are those of the one in use, never mixed with another's."""

from django.db import connection, transaction

from andon.kit import clock
from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.record import record
from andon.work.plan import plan

from .facts import ModelComes, ModelTakesOver
from .loaded import encoder_of, wanted_encoder
from .models import TextModel
from .models.text_model import State
from .readable import readable_kinds
from .walking import plan_walk

INSTALLATION = Subject.parse("meaning:00000000-0000-0000-0000-000000000005")
US = Actor.system("meaning")


def model_in_use() -> TextModel | None:
    return TextModel.objects.filter(state=State.IN_USE).first()


def living_models() -> list[TextModel]:
    """The model in use, then the one that is coming; makes the first, and begins a change, where that is wanted."""
    found = {row.state: row for row in TextModel.objects.all()}
    in_use, coming = found.get(State.IN_USE), found.get(State.COMING)
    wanted = wanted_encoder().id
    settled = in_use is not None and (coming.id if coming else in_use.id) == wanted
    if not settled:
        return _settle(wanted)
    return [row for row in (in_use, coming) if row]


@transaction.atomic
def _settle(wanted: str) -> list[TextModel]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('meaning.models', 0))")
    found = {row.state: row for row in TextModel.objects.all()}
    in_use, coming = found.get(State.IN_USE), found.get(State.COMING)
    if coming is not None and coming.id != wanted:
        drop_model(coming)
        coming = None
    if in_use is None:
        in_use = _begin(State.IN_USE)
    elif in_use.id != wanted and coming is None:
        coming = _begin(State.COMING)
        if encoder_of(in_use.id) is None:
            # Nothing could be asked of its vectors any more.
            coming = in_use = take_over(coming)
    return list(dict.fromkeys(row for row in (in_use, coming) if row))


def _begin(state: State) -> TextModel:
    encoder = wanted_encoder()
    made = TextModel.objects.create(id=encoder.id, size=encoder.size, state=state, began_at=clock.now())
    record(ModelComes(model=made.id), subject=INSTALLATION, by=US)
    plan_walk()
    return made


@transaction.atomic
def take_over(coming: TextModel) -> TextModel:
    """From here on its answers are given; the last one's vectors go."""
    was = model_in_use()
    if was is not None:
        drop_model(was)
    coming.state = State.IN_USE
    coming.save(update_fields=["state"])
    record(ModelTakesOver(model=coming.id, was=was.id if was else ""), subject=INSTALLATION, by=US)
    return coming


def drop_model(model: TextModel) -> None:
    from .due import drop_vectors

    plan(drop_vectors, {"model": model.id})
    TextModel.objects.filter(id=model.id).delete()


def is_complete(model: TextModel) -> bool:
    return all(model.walked.get(kind) == "all" for kind in readable_kinds())
