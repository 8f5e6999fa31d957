from django.db import transaction

from andon.conversations.models import Message
from andon.incidents.changing import about
from andon.incidents.facts import AnswerShown
from andon.incidents.models import Incident
from andon.incidents.models.shown_answer import ShownAnswer
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def show_answer_on_cases(incident: Incident, *, message: Message, by: Actor) -> ShownAnswer:
    """Show an engineer's answer on each linked case, those linked later too. Repeating it changes nothing."""
    shown, made = ShownAnswer.objects.get_or_create(
        message=message, defaults={"incident": incident, "shown_at": clock.now()}
    )
    if made:
        record(AnswerShown(message=message.id), subject=incident.subject, by=by, about=about(incident))
    return shown
