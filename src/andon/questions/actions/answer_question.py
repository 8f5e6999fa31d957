from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.actions.meet_obligations import meet_obligations
from andon.cases.models import Case
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.questions.facts import QuestionAnswered
from andon.questions.holding import about, locked_ask
from andon.questions.models import Answer, Ask
from andon.questions.rules.answers import checked_answer
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def answer_question(ask: Ask, *, by: Actor, value: Any = None, cannot_tell: bool = False, via: str = "agent") -> Ask:
    """Answer for this case, or say that it cannot be told. Another answer corrects it; what was said before is kept.

    The same again changes nothing. `via`: agent or customer.
    """
    ask, case = locked_ask(ask)
    refuse_over(ask)
    if cannot_tell and value is not None:
        raise Invalid({"value": _("Either the answer, or that you cannot tell.")})
    said = None if cannot_tell else checked_answer(ask.question.kind, ask.question.codes, value)
    before = ask.answer
    if before and not before.erased and (before.value, before.cannot_tell) == (said, cannot_tell):
        return ask
    ask.answer = Answer.objects.create(
        to=ask, value=said, cannot_tell=cannot_tell, given_by=by.key, via=via, given_at=clock.now()
    )
    ask.save(update_fields=["answer"])
    if ask.obligation is not None:
        meet_obligations([ask.obligation], by=by)
    fact = _fact(ask, case, via, again=before is not None)
    record(fact, subject=ask.case.subject, by=by, about=about(ask, case))
    return ask


def refuse_over(ask: Ask) -> None:
    """Raises Conflict for what is asked no more."""
    if not ask.question.is_open:
        raise Conflict(_("The question is over."))
    if ask.withdrawn_at is not None:
        raise Conflict(_("This case is no longer asked."))


def _fact(ask: Ask, case: Case, via: str, *, again: bool) -> QuestionAnswered:
    return QuestionAnswered(
        question=ask.question_id,
        incident=ask.question.incident_id,
        ask=ask.id,
        case=case.id,
        account=case.account_id,
        via=via,
        cannot_tell=bool(ask.answer and ask.answer.cannot_tell),
        again=again,
    )
