from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from andon.meaning.models import UnderstoodText

from .ask_to_read import ask_to_read


@transaction.atomic
def forget(kind: str, ids: Collection[UUID]) -> None:
    """Their vectors go now. What the subjects still say afterwards is read again: nothing, if all of it was erased."""
    UnderstoodText.objects.filter(subject_kind=kind, subject_id__in=ids).delete()
    ask_to_read(kind, ids)
