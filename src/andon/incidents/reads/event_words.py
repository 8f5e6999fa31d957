"""What happened, in words: the timeline of an incident. Higher rooms add the words of their facts by `say`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from andon.customers.models import Account
from andon.kit.subject import Subject
from andon.people.models import User
from andon.timeline.models import RecordedFact

Names = Mapping[UUID | None, str]
Words = Callable[[Any, str, Names], str]


@dataclass(frozen=True, slots=True)
class Happened:
    """One line: its sign, its lamp, and a sentence."""

    at: datetime
    icon: str
    state: str
    text: str


_words: dict[str, tuple[str, str, Words]] = {}


def say(kind: str, icon: str, state: str, words: Words) -> None:
    """At start-up: `words(body, who, names)` is the sentence of facts of this kind."""
    _words[kind] = (icon, state, words)


def what_happened(subject: Subject, *, seen_by: Collection[str], limit: int = 60) -> list[Happened]:
    """The newest facts about it that have words, newest first; two or three queries."""
    about = RecordedFact.objects.filter(about__contains=[subject.key], kind__in=_words, seen_by__in=list(seen_by))
    return in_words(list(about.order_by("-at", "-id")[:limit]))


def in_words(facts: Sequence[RecordedFact]) -> list[Happened]:
    """These facts, which must have words, in the order given; one query."""
    people = [id for fact in facts for id in (fact.by.user_id, getattr(fact.body, "user", None)) if id]
    names: dict[UUID | None, str] = dict(User.objects.filter(id__in=people).values_list("id", "name"))
    names.update(_accounts(facts))
    return [_said(fact, names) for fact in facts]


def _accounts(facts: Sequence[RecordedFact]) -> dict[UUID | None, str]:
    """The names of the accounts that facts speak of; no query when none does."""
    spoken_of = {account for fact in facts if (account := getattr(fact.body, "account", None))}
    return dict(Account.objects.filter(id__in=spoken_of).values_list("id", "name")) if spoken_of else {}


def _said(fact: RecordedFact, names: Names) -> Happened:
    icon, state, words = _words[fact.kind]
    others = {"integration": _("A program"), "contact": _("A customer")}
    who = names.get(fact.by.user_id, _("Somebody")) if fact.by.user_id else others.get(fact.by.kind, "Andon")
    return Happened(fact.at, icon, state, words(fact.body, who, names))
