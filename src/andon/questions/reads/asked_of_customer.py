"""What was passed on to a customer in her case: what she may answer, and what she answered."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import get_language

from andon.cases.models import Case
from andon.customers.models import Contact
from andon.questions.models import Ask
from andon.questions.models.ask import Asks
from andon.questions.rules.answers import answer_words

CUSTOMER = "customer"
"""How an answer came: by herself."""


@dataclass(frozen=True, slots=True)
class AskedOfHer:
    """`options`: what is stored, and what she reads. `answer`: her own words, "" for none yet; what a colleague of ours
    answered is for engineers, and only `answered_by_us` says that there is something."""

    ask: Ask
    text: str
    kind: str
    options: list[tuple[str, str]]
    answer: str
    cannot_tell: bool
    answered_by_us: bool


def asked_of_customer(case: Case, contact: Contact) -> list[AskedOfHer]:
    """Oldest first; one query."""
    language = get_language() or "en"
    return [_shown(ask, language) for ask in open_asks(case, contact).related()]


def open_asks(case: Case, contact: Contact) -> Asks:
    """In this case, or in what was merged into it; only what she herself was asked, while it is open."""
    here = Q(case=case) | Q(case__merged_into=case)
    return Ask.objects.counting().filter(here, passed_to=contact, question__status="open")


def _shown(ask: Ask, language: str) -> AskedOfHer:
    question, answer = ask.question, ask.answer
    labels = question.labels_in(language)
    hers = answer if answer is not None and answer.via == CUSTOMER else None
    said = "" if hers is None or hers.cannot_tell or hers.erased else answer_words(hers.value, labels)
    return AskedOfHer(
        ask=ask,
        text=question.words(language),
        kind=question.kind,
        options=list(labels.items()),
        answer=said,
        cannot_tell=hers is not None and hers.cannot_tell,
        answered_by_us=answer is not None and hers is None,
    )
