from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.actions.meet_obligations import meet_obligations
from andon.cases.actions.reply_to_case import reply_to_case
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.questions.facts import QuestionPassed
from andon.questions.holding import about, locked_ask
from andon.questions.models import Ask
from andon.questions.passing import proposed, why_not
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .answer_question import refuse_over


@transaction.atomic
def pass_to_customer(ask: Ask, *, by: Actor, body: str = "", send_now: bool = False) -> Ask:
    """Ask the customer in an answer to her, with buttons on her case's page; `body` "" is the one proposed.

    It can be taken back for ten seconds, as every answer. Who was asked is not asked again: repeating changes nothing.
    """
    ask, case = locked_ask(ask)
    refuse_over(ask)
    if ask.answer is not None:
        raise Conflict(_("It is answered already."))
    if ask.passed_at is not None:
        return ask
    if fault := why_not(ask, case):
        raise Conflict(fault)
    written = reply_to_case(case, by=by, body=body.strip() or proposed(ask, case), send_now=send_now)
    ask.passed_at, ask.passed_in, ask.passed_to_id = clock.now(), written.message.id, case.contact_id
    ask.save(update_fields=["passed_at", "passed_in", "passed_to"])
    if ask.obligation is not None:
        meet_obligations([ask.obligation], by=by)
    question = ask.question
    fact = QuestionPassed(question=question.id, incident=question.incident_id, ask=ask.id, message=written.message.id)
    record(fact, subject=ask.case.subject, by=by, about=about(ask, case))
    return ask
