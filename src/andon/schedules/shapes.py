"""Schedules as programs send and read them."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field, NaiveDatetime

from andon.people.models import User

from .layer_in import LayerIn, RestrictionIn
from .models import Layer, LayerVersion
from .rules.days import DAYS

Day = Annotated[str, Field(pattern="^(mon|tue|wed|thu|fri|sat|sun)$")]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-4]):[0-5]\d$", description="HH:MM, 24:00 is the end of the day")]
WEEK: list[str] = list(DAYS)


class RestrictionBody(Schema):
    days: list[Day] = WEEK
    from_: Clock = Field(alias="from")
    to: Clock = Field(description="at or before `from` it is the next day's")


class LayerBody(Schema):
    id: UUID | None = Field(None, description="of a layer that is there; without, one of the same name is it")
    name: str
    turns: list[list[str]] = Field(
        max_length=100, description="users by e-mail address or id, on duty together by turn"
    )
    unit: str = Field("week", description="hour, day, week or month; empty: the first turn always")
    every: int = 1
    begins: NaiveDatetime | None = Field(None, description="wall clock of the time zone at which the first turn begins")
    advance: str = Field("elapsed", description="elapsed, active_days or calendar")
    skip_between: bool = False
    slot_seconds: int | None = None
    days: list[Day] = WEEK
    restrictions: list[RestrictionBody] = []
    effective_from: AwareDatetime | None = None
    effective_until: AwareDatetime | None = None
    priority: int = 0
    time_zone: str = Field("", description="empty: the schedule's")

    def given(self, users: dict[str, User]) -> LayerIn:
        return LayerIn(
            **self.dict(exclude={"turns", "days", "restrictions"}),
            turns=[[users[ref] for ref in turn] for turn in self.turns],
            days=[DAYS.index(day) for day in self.days],
            restrictions=[
                RestrictionIn(
                    begins=minutes(one.from_), ends=minutes(one.to), days=[DAYS.index(day) for day in one.days]
                )
                for one in self.restrictions
            ],
        )


class ScheduleBody(Schema):
    slug: str = Field(description="an existing one is changed")
    name: str
    team: str = Field(description="by slug or id")
    time_zone: str = "UTC"
    members: list[str] = Field(
        [], max_length=100, description="with `starts_at`: one plain layer of these users, in the order of their turns"
    )
    starts_at: AwareDatetime | None = Field(None, description="when the first turn begins; later ones keep its clock")
    turn_days: int = 7
    layers: list[LayerBody] | None = Field(None, max_length=30, description="null: as they are")
    holds_from: AwareDatetime | None = Field(None, description="null: from now on; the past stays as it was")


class LayersBody(Schema):
    layers: list[LayerBody] = Field(max_length=30)
    holds_from: AwareDatetime | None = None


class ScheduleOut(Schema):
    id: UUID
    slug: str
    name: str
    team_id: UUID
    time_zone: str


class RestrictionOut(Schema):
    days: list[str]
    from_: str = Field(alias="from", serialization_alias="from")
    to: str


class LayerOut(Schema):
    """A layer as it is from now on (or from `valid_from` on)."""

    id: UUID
    name: str
    valid_from: datetime | None
    turns: list[list[UUID]]
    unit: str
    every: int
    begins: datetime | None
    advance: str
    skip_between: bool
    slot_seconds: int | None
    days: list[str]
    restrictions: list[dict[str, Any]]
    effective_from: datetime | None
    effective_until: datetime | None
    priority: int
    time_zone: str


class FullScheduleOut(ScheduleOut):
    layers: list[LayerOut]


class OverrideBody(Schema):
    mode: str = Field("replace_all", description="replace_all, replace, add or remove")
    user: str | None = Field(None, description="who comes in, by e-mail address or id")
    remove: str | None = Field(None, description="who goes out (replace, remove)")
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    reason: str = ""
    priority: int = 0


class OverrideOut(Schema):
    id: UUID
    schedule_id: UUID
    mode: str
    user_id: UUID | None
    remove_id: UUID | None
    starts_at: datetime
    ends_at: datetime
    reason: str
    priority: int


class FixedShiftBody(Schema):
    user: str
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class FixedSpanBody(Schema):
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    reason: str = ""
    shifts: list[FixedShiftBody] = Field(max_length=200)


class FixedSpanOut(Schema):
    id: UUID
    schedule_id: UUID
    starts_at: datetime
    ends_at: datetime
    reason: str


class ShiftOut(Schema):
    """`user_ids` empty: nobody is on call. `user_id` is the first of them."""

    user_id: UUID | None
    user_ids: list[UUID]
    starts_at: datetime
    ends_at: datetime
    covers: bool = Field(description="put in by hand")


class DutyOut(ScheduleOut):
    user_id: UUID | None = Field(description="who is on call now, the first of them; null: nobody")
    user_ids: list[UUID]
    next_user_ids: list[UUID] = Field(description="who comes after them, within the days asked for")
    shifts: list[ShiftOut]


class FinalOut(Schema):
    schedule_id: UUID
    starts_at: datetime
    ends_at: datetime
    shifts: list[ShiftOut]
    gaps: list[ShiftOut]


class SwapBody(Schema):
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    note: str = ""


class SwapOut(Schema):
    id: UUID
    schedule_id: UUID
    asker_id: UUID
    taker_id: UUID | None
    starts_at: datetime
    ends_at: datetime
    note: str
    state: str


def layer_out(layer: Layer, version: LayerVersion) -> dict[str, Any]:
    names = ("unit", "every", "advance", "skip_between", "slot_seconds", "priority", "time_zone", "valid_from")
    return {name: getattr(version, name) for name in (*names, "effective_from", "effective_until")} | {
        "id": layer.id,
        "name": layer.name,
        "turns": [[user.id for user in turn] for turn in version.turns],
        "begins": version.wall,
        "days": [DAYS[day] for day in version.days],
        "restrictions": [
            {"days": [DAYS[day] for day in one["days"]], "from": clock(one["begins"]), "to": clock(one["ends"])}
            for one in version.restrictions
        ],
    }


def minutes(text: str) -> int:
    hours, rest = text.split(":")
    return min(int(hours) * 60 + int(rest), 1440)


def clock(after_midnight: int) -> str:
    return f"{after_midnight // 60:02}:{after_midnight % 60:02}"
