from andon.kit import clock
from andon.meaning.living_models import is_complete, living_models, take_over
from andon.meaning.models import TextModel
from andon.meaning.models.text_model import State
from andon.meaning.readable import find_readable
from andon.meaning.reading import read_subjects
from andon.meaning.walking import next_batch, note_walked


def walk_through() -> bool:
    """Read the next batch of what was there before the models came; whether there is more. A model that was coming
    takes over once it has read all. Only in workers."""
    for model in living_models():
        batch = next_batch(model)
        if batch is not None:
            kind, ids = batch
            found = find_readable(kind)
            if ids and found is not None:
                read_subjects(found, ids, [model], then=lambda: None)
            note_walked(model, kind, ids)
            return True
        _complete(model)
    return False


def _complete(model: TextModel) -> None:
    model.refresh_from_db()
    if model.complete_at is None and is_complete(model):
        model.complete_at = clock.now()
        model.save(update_fields=["complete_at"])
    if model.state == State.COMING and model.complete_at is not None:
        take_over(model)
