from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from andon.cases.actions.confirm_reporter import confirm_reporter
from andon.cases.actions.receive_customer_message import receive_customer_message
from andon.customers.models import Contact
from andon.questions.holding import locked_ask
from andon.questions.models import Ask
from andon.questions.rules.answers import answer_words

from .answer_question import answer_question


@transaction.atomic
def answer_as_customer(ask: Ask, *, contact: Contact, value: Any = None, cannot_tell: bool = False) -> Ask:
    """The customer answers what was passed on to her: it counts at once, and stands in her thread in her own words.

    The same again changes nothing and writes nothing.
    """
    ask, _case = locked_ask(ask)
    before = ask.answer_id
    ask = answer_question(ask, by=contact.actor, value=value, cannot_tell=cannot_tell, via="customer")
    if ask.answer_id == before:
        return ask
    confirm_reporter(ask.case, by=contact.actor)
    receive_customer_message(
        ask.case,
        by=contact.actor,
        author_name=contact.name,
        body=said_to(ask),
        channel="portal",
        locale=ask.case.locale,
    )
    return ask


def said_to(ask: Ask) -> str:
    """Question and answer, as she read them."""
    question, language = ask.question, ask.case.locale
    if ask.answer is None:
        return ""
    with override(language):
        cannot = _("I cannot tell.")
        said = cannot if ask.answer.cannot_tell else answer_words(ask.answer.value, question.labels_in(language))
    return f"{question.words(language)}\n{said}"
