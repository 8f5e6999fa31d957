from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from andon.customers.actions.set_attributes import set_attributes
from andon.customers.models import Account, AttributeDefinition, Contact
from andon.kit.errors import Conflict
from andon.questions.facts import AnswersKept
from andon.questions.holding import locked_question
from andon.questions.models import Ask, Question
from andon.questions.rules.lifecycle import WITHDRAWN
from andon.questions.rules.shape import with_attribute
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def keep_answers(question: Question, *, by: Actor) -> int:
    """What was answered becomes the attribute of the accounts or contacts; how many changed.

    Of several cases of one account the newest answer counts. Repeating it changes nothing.
    """
    question = locked_question(question)
    definition = AttributeDefinition.objects.filter(key=question.attribute).first() if question.attribute else None
    if definition is None or question.status == WITHDRAWN:
        raise Conflict(_("Its answers become no attribute."))
    changed = 0
    told = Ask.objects.counting().filter(question=question, answer__cannot_tell=False, answer__erased=False)
    rows = told.order_by("answer__given_at", "answer__id").select_related("answer", "case__account", "case__contact")
    values = _values(rows, definition, of_account=question.attribute_of == "account")
    changed = set_attributes(values, by=by)
    if changed:
        fact = AnswersKept(question=question.id, attribute=definition.key, changed=changed)
        record(fact, subject=question.incident.subject, by=by, about=[question.subject])
    return changed


def _values(
    asks: Iterable[Ask], definition: AttributeDefinition, *, of_account: bool
) -> list[tuple[Account | Contact, dict[str, Any]]]:
    found: dict[Any, tuple[Account | Contact, dict[str, Any]]] = {}
    for ask in asks:
        owner = ask.case.account if of_account else ask.case.contact
        if owner is None or ask.answer is None:
            continue
        before = found[owner.pk][1] if owner.pk in found else owner.attributes
        after = with_attribute(definition.key, before, ask.answer.value, many=definition.many)
        found[owner.pk] = (owner, after)
    return [(owner, {definition.key: after[definition.key]}) for owner, after in found.values()]
