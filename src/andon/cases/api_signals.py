"""Making cases of signals, for programs."""

from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from andon.kit.errors import NotAllowed
from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest
from andon.signals.models import Signal

from . import shapes
from .actions import open_case_from_signal as opening
from .models import Case
from .named import owner_named, team_named

of_signals = Router(tags=["Signals"])


class FromSignalBody(Schema):
    title: str = Field("", description="the first line of its text when empty")
    team: str = Field("", description="id or slug; the usual team when empty")
    owner: str = Field("", description="id or e-mail; empty: the least loaded member of the team")
    is_hers: bool = Field(True, description="its author is the contact who holds that address or handle")


@of_signals.post("/signals/{ref}/open_case_from_signal", response=shapes.CaseOut)
def open_case_from_signal(request: ApiRequest, ref: UUID, body: FromSignalBody) -> Case:
    """The same case each time."""
    only_for(request.access, "agent", "lead")
    signal = by_ref(Signal.objects.visible_to(request.access), str(ref))
    case = opening.open_case_from_signal(
        signal,
        by=request.access.actor,
        title=body.title,
        team=team_named(body.team, "team"),
        owner=owner_named(body.owner, "owner"),
        is_hers=body.is_hers,
    )
    if signal.became and not Case.objects.visible_to(request.access).named(str(case.id)).exists():
        raise NotAllowed(_("A case that you may not see was opened from this signal."))
    return case
