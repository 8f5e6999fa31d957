from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from andon.customers.models import AttributeDefinition
from andon.incidents.actions.post_on_line import post_on_line
from andon.incidents.changing import locked
from andon.incidents.models import Incident
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.kit.text import clean
from andon.questions.facts import QuestionAsked
from andon.questions.models import Question
from andon.questions.question_in import QuestionIn
from andon.questions.rules.shape import checked_question
from andon.questions.timing import checked_until, plan_times
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .put_to_cases import put_to_cases


@transaction.atomic
def ask_question(incident: Incident, given: QuestionIn, *, by: Actor) -> Question:
    """Ask the owners of all linked cases once, those linked later too; it stands on the line.

    Each call asks; the API repeats by Idempotency-Key.
    """
    key = clean(given.attribute, "attribute", 60)
    definition = AttributeDefinition.objects.filter(key=key).first() if key else None
    columns = checked_question(given, definition, [code for code, _name in settings.LANGUAGES])
    until = checked_until(given.open_until)
    incident = locked(incident)
    if not incident.is_standing:
        raise Conflict(_("%(ref)s is resolved. Reopen it before you ask.") % {"ref": incident.ref})
    question = Question(incident=incident, **columns, open_until=until, asked_by=by.key, asked_at=clock.now())
    question.key = _key(question)
    question.message = post_on_line(incident, body=question.texts[""], seen_by="agents", by=by)
    question.save(force_insert=True)
    fact = QuestionAsked(
        question=question.id,
        kind=question.kind,
        attribute=question.attribute,
        customers=question.customers,
        open_until=until,
    )
    record(fact, subject=incident.subject, by=by, about=[question.subject])
    put_to_cases(question, by=by)
    plan_times(question)
    return question


def _key(question: Question) -> str:
    """That of its attribute, else question-<n>; the incident is locked, so that each is there once."""
    taken = set(Question.objects.filter(incident=question.incident).values_list("key", flat=True))
    first = question.attribute or f"question-{len(taken) + 1}"
    names = [first, *(f"{first}-{n}" for n in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)
