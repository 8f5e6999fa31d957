"""When and by what the caller herself is reached, for programs."""

from datetime import time
from typing import Any, Literal
from uuid import UUID

from ninja import Router, Schema
from pydantic import Field

from andon.kit.errors import Invalid
from andon.people.middleware import ApiRequest

from .actions import choose_notice_kinds as choosing
from .actions import put_quiet_hours as putting_quiet_hours
from .actions import put_reach_steps as putting_reach_steps
from .actions.put_reach_steps import StepIn
from .herself import herself
from .kinds import kinds_to_choose
from .models import ContactMethod
from .reads.preferences import Preferences, preferences_of
from .rules.quiet import Window
from .rules.reach import URGENCIES

router = Router(tags=["Notifications"])


class StepBody(Schema):
    wait_minutes: int = Field(ge=0, description="after the notice")
    contact_method: UUID | None = Field(None, description="null: the address she signs in with")


class StepsBody(Schema):
    urgency: Literal["high", "low"]
    steps: list[StepBody] = Field(max_length=10, description="none: as is usual with her ways")


class WindowBody(Schema):
    weekdays: list[int] = Field(max_length=7, description="on which it begins; 0 is Monday")
    begins: time = Field(description="in her own time zone")
    ends: time = Field(description="on the next day where it is not later; equal times are a whole day")


class QuietBody(Schema):
    windows: list[WindowBody] = Field(max_length=4)


class ChoicesBody(Schema):
    choices: dict[str, Literal["off", "list", "low", "high"]] = Field(max_length=100)


class ReachStepOut(Schema):
    wait_minutes: int
    contact_method: UUID | None
    channel: str


class LineOut(Schema):
    """`chosen` false: as is usual with her ways."""

    urgency: str
    chosen: bool
    steps: list[ReachStepOut]


class KindOut(Schema):
    kind: str
    name: str
    choice: str


class ReachOut(Schema):
    time_zone: str
    lines: list[LineOut]
    quiet_hours: list[WindowBody]
    kinds: list[KindOut]


@router.get("/reach", response=ReachOut)
def read_reach(request: ApiRequest) -> dict[str, Any]:
    """By which ways the caller is reached at each urgency, her quiet hours, and how she wants each kind of notice."""
    return _out(_hers(request))


@router.post("/reach/put_reach_steps", response=ReachOut)
def put_reach_steps(request: ApiRequest, body: StepsBody) -> dict[str, Any]:
    user = herself(request)
    own = {method.id: method for method in ContactMethod.objects.filter(user=user)}
    if any(step.contact_method and step.contact_method not in own for step in body.steps):
        raise Invalid({"steps": "A step names a contact method that is not hers."})
    steps = [
        StepIn(step.wait_minutes, own[step.contact_method] if step.contact_method else None) for step in body.steps
    ]
    putting_reach_steps.put_reach_steps(user, urgency=body.urgency, steps=steps)
    return _out(_hers(request))


@router.post("/reach/put_quiet_hours", response=ReachOut)
def put_quiet_hours(request: ApiRequest, body: QuietBody) -> dict[str, Any]:
    """Low urgency waits in these windows and comes after them; high urgency does not know them."""
    windows = [Window(tuple(one.weekdays), one.begins, one.ends) for one in body.windows]
    putting_quiet_hours.put_quiet_hours(herself(request), windows=windows)
    return _out(_hers(request))


@router.post("/reach/choose_notice_kinds", response=ReachOut)
def choose_notice_kinds(request: ApiRequest, body: ChoicesBody) -> dict[str, Any]:
    choosing.choose_notice_kinds(herself(request), choices=body.choices)
    return _out(_hers(request))


def _hers(request: ApiRequest) -> Preferences:
    user = herself(request)
    return preferences_of([user])[user.id]


def _out(hers: Preferences) -> dict[str, Any]:
    return {
        "time_zone": hers.user.time_zone,
        "lines": [_line(hers, urgency) for urgency in URGENCIES],
        "quiet_hours": [
            {"weekdays": list(one.weekdays), "begins": one.begins, "ends": one.ends} for one in hers.windows
        ],
        "kinds": [
            {"kind": kind.key, "name": str(kind.name), "choice": hers.choices.get(kind.key, kind.usual)}
            for kind in kinds_to_choose()
        ],
    }


def _line(hers: Preferences, urgency: str) -> dict[str, Any]:
    steps = [
        {
            "wait_minutes": int(stage.wait.total_seconds()) // 60,
            "contact_method": stage.way.method,
            "channel": stage.way.channel,
        }
        for stage in hers.stages(urgency)
    ]
    return {"urgency": urgency, "chosen": bool(hers.chosen.get(urgency)), "steps": steps}
