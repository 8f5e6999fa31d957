from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from andon.notifications.actions.notify import notify
from andon.notifications.notice_in import NoticeIn
from andon.people.models import User
from andon.questions.models import Ask, Question
from andon.questions.notices import ASKED
from andon.timeline.actor import Actor


@transaction.atomic
def tell_asked(
    question: Question, *, key: str, by: Actor | None = None, only: Sequence[UUID] = (), again: bool = False
) -> None:
    """Tell the owners of the cases that wait, each once for all of hers; `only`: of these asks.

    `again`: it is a reminder. Whoever asked (`by`) is not told. Each `key` is told once.
    """
    waiting = Ask.objects.waiting().filter(question=question)
    hers: dict[User, list[Ask]] = defaultdict(list)
    for ask in (waiting.filter(id__in=only) if only else waiting).select_related(
        "case__owner__stand_in", "case__merged_into__owner__stand_in"
    ):
        if ask.through.owner:
            hers[ask.through.owner].append(ask)
    notify([_notice(question, person, asks, key, by, again=again) for person, asks in hers.items()])


def _notice(
    question: Question, person: User, asks: Sequence[Ask], key: str, by: Actor | None, *, again: bool
) -> NoticeIn:
    first = asks[0]
    path = reverse("cases:case", args=[first.through.ref]) if len(asks) == 1 else reverse("questions:waiting")
    with translation.override(person.locale):
        said = {"ref": question.incident.ref, "case": first.through.ref, "n": len(asks)}
        head = ngettext(
            "Engineers of %(ref)s ask about %(case)s", "Engineers of %(ref)s ask about %(n)s of your cases", len(asks)
        )
        if again:
            head = ngettext(
                "Still open: %(ref)s asks about %(case)s",
                "Still open: %(ref)s asks about %(n)s of your cases",
                len(asks),
            )
        return NoticeIn(
            key=f"question:{question.id}:{key}:{person.id}",
            kind=ASKED,
            person=person,
            subject=question.subject,
            by=by,
            headline=head % said,
            text=f"{head % said}:\n{question.words(person.locale)}",
            path=path,
        )
