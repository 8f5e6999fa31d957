from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict
from andon.meaning.facts import ReadingAgainAsked
from andon.meaning.living_models import INSTALLATION
from andon.meaning.models import TextModel, WaitingText
from andon.meaning.models.text_model import State
from andon.meaning.walking import plan_walk
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def read_all_again(*, by: Actor) -> TextModel:
    """Have every text read anew by the model in use, newest first, and those that were set aside tried again.

    Answers stay what they are meanwhile: a text keeps its vector until it has another.
    """
    model = TextModel.objects.select_for_update().filter(state=State.IN_USE).first()
    if model is None:
        raise Conflict(_("No text was read yet; a worker begins by itself."))
    model.began_at, model.walked, model.complete_at = clock.now(), {}, None
    model.save(update_fields=["began_at", "walked", "complete_at"])
    WaitingText.objects.update(tries=0)
    record(ReadingAgainAsked(model=model.id), subject=INSTALLATION, by=by)
    plan_walk()
    return model
