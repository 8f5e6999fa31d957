"""What this room offers to lower rooms."""

from andon.customers.personal import PersonalRoom, holds_personal_content
from andon.people.intakes import Intake, register_intake
from andon.people.topics import register_topic

from . import (
    account_signals,  # noqa: F401  fills its place on the account screen
    meaning_of_signals,  # noqa: F401  registers what a signal says
    personal,
)
from .actions.receive_signals import receive_signals
from .models import Signal
from .shapes import SignalBody

holds_personal_content(PersonalRoom("signals", personal.export, personal.erase))
register_intake(
    Intake(
        name="signals",
        room="signals",
        roles=("agent", "lead"),
        schema=SignalBody,
        read=SignalBody.model_validate,
        take=lambda bodies, access: receive_signals([body.given() for body in bodies], by=access.actor),
        brief=lambda signal: {"id": signal.id, "external_key": signal.external_key},
    )
)
register_topic("signal", lambda access, id: Signal.objects.visible_to(access).filter(id=id).exists())
