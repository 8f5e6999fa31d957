"""Every answer that a question got, with those that were corrected, for who sees their cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from andon.people.models import User
from andon.questions.models import Answer, Ask
from andon.questions.rules.answers import answer_words
from andon.timeline.actor import Actor


@dataclass(frozen=True, slots=True)
class Given:
    """`by`: a colleague's name, or that it was the customer; `stands`: nobody corrected it."""

    answer: Answer
    ask: Ask
    words: str
    by: str
    stands: bool


def answers_given(asks: Sequence[Ask]) -> dict[UUID, list[Given]]:
    """By id of the ask, newest first; two queries for any number."""
    of = {ask.id: ask for ask in asks}
    answers = list(Answer.objects.filter(to__in=of))
    names = _names([one.given_by for one in answers])
    found: dict[UUID, list[Given]] = {ask.id: [] for ask in asks}
    for one in answers:
        ask = of[one.to_id]
        found[ask.id].append(Given(one, ask, said(one, ask), names.get(one.given_by, ""), ask.answer_id == one.id))
    return found


def said(answer: Answer, ask: Ask) -> str:
    if answer.cannot_tell:
        return _("Cannot be told")
    return _("Erased") if answer.erased else answer_words(answer.value, ask.question.labels)


def _names(keys: Sequence[str]) -> dict[str, str]:
    actors = {key: Actor.parse(key) for key in keys}
    people = {actor.user_id for actor in actors.values() if actor.user_id}
    known = dict(User.objects.filter(id__in=people).values_list("id", "name")) if people else {}
    others = {"contact": _("The customer"), "integration": _("A program")}
    return {
        key: known.get(actor.user_id, _("Somebody")) if actor.user_id else others.get(actor.kind, "Andon")
        for key, actor in actors.items()
    }
