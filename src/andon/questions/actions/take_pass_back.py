from uuid import UUID

from django.db import transaction

from andon.cases.actions.reopen_obligations import reopen_obligations
from andon.questions.holding import locked_ask
from andon.questions.models import Ask
from andon.timeline.actor import Actor


@transaction.atomic
def take_pass_back(message: UUID, *, by: Actor) -> None:
    """The answer that asked her was taken back before it left: the agent is asked again. Repeating changes nothing."""
    for known in Ask.objects.filter(passed_in=message):
        ask, _case = locked_ask(known)
        if ask.passed_in != message:
            continue
        ask.passed_at, ask.passed_in, ask.passed_to = None, None, None
        ask.save(update_fields=["passed_at", "passed_in", "passed_to"])
        if ask.obligation is not None and ask.answer is None and ask.withdrawn_at is None:
            reopen_obligations([ask.obligation], by=by)
