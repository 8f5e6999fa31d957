"""What falls due here: looking at what was understood, and looking again when something that cases can be linked to has
changed."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from andon.kit import clock
from andon.meaning.on_understood import on_understood
from andon.work.lanes import EMBEDDING
from andon.work.plan import plan
from andon.work.sweeps import delete_some, sweep
from andon.work.tasks import task

KEPT_FOR = timedelta(days=90)


@on_understood("suggestions.suggest", io=True)
def suggest(*, kind: str, ids: list[str]) -> None:
    from .actions.suggest_links import suggest_links
    from .actions.suggest_related import suggest_related
    from .linkable import find_linkable

    wanted = [UUID(id) for id in ids]
    if kind == "case":
        suggest_related(wanted)
        suggest_links(wanted)
    elif find_linkable(kind):
        with transaction.atomic():
            plan(look_again, {}, key="suggestions.look_again")


@task("suggestions.look_again", lane=EMBEDDING, io=True)
def look_again() -> None:
    from .actions.suggest_links import suggest_links_to_open

    suggest_links_to_open()


@sweep("suggestions.forget_lapsed")
def forget_lapsed(most: int) -> int:
    from .models import Suggestion

    return delete_some(Suggestion.objects.filter(state="lapsed", made_at__lt=clock.now() - KEPT_FOR), most)
