"""What this room offers to lower rooms."""

from andon.customers.personal import PersonalRoom, holds_personal_content
from andon.people.topics import register_topic

from . import (
    account_signals,  # noqa: F401  fills its place on the account screen
    personal,
)
from .models import Signal

holds_personal_content(PersonalRoom("signals", personal.export, personal.erase))
register_topic("signal", lambda access, id: Signal.objects.visible_to(access).filter(id=id).exists())
