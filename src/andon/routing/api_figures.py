"""How good suggestions are, for programs."""

from datetime import date, datetime

from ninja import Router, Schema
from pydantic import Field

from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import set_threshold as setting
from .reads.routing_figures import FieldFigures, all_figures, routing_figures

of_figures = Router(tags=["Routing"])


class ShareOut(Schema):
    """19 times in 20 the share lies from `low` to `high`."""

    count: int
    of: int
    value: float | None = Field(description="null of none")
    low: float
    high: float


class OfLabelOut(Schema):
    precision: ShareOut
    recall: ShareOut
    coverage: ShareOut


class LabelOut(Schema):
    label: str
    name: str
    examples: int
    before: OfLabelOut | None = Field(description="on texts that were held back when it learned")
    live: OfLabelOut | None = Field(description="as people decided in the last ninety days")


class BinOut(Schema):
    said: float
    right: ShareOut


class CutOut(Schema):
    threshold: float
    coverage: ShareOut
    precision: ShareOut


class LiveOut(Schema):
    unknown: ShareOut
    right: ShareOut
    accepted: int
    corrected: int
    dismissed: int
    bins: list[BinOut]


class WeekOut(Schema):
    starts: date
    unknown: ShareOut = Field(description="“I do not know”")
    far: ShareOut = Field(description="texts that are unusually far from what was learned")
    corrected: ShareOut = Field(description="of the guesses on which people decided, those that were wrong")
    distance: float | None = Field(description="0 is usual, less is farther off")


class DriftOut(Schema):
    weeks: list[WeekOut]
    worse: list[str] = Field(description="unknown, far, corrected: worse lately by more than chance")


class FieldOut(Schema):
    field: str
    learned_at: datetime | None
    examples: int
    threshold: float
    labels: list[LabelOut]
    bins: list[BinOut]
    cuts: list[CutOut]
    right: ShareOut = Field(description="of the best guesses, sure or not, on texts that were held back")
    live: LiveOut
    drift: DriftOut


class ThresholdBody(Schema):
    threshold: float = Field(description="from 0 to 0.99")


@of_figures.get("/routing", response=list[FieldOut])
def read_routing(request: ApiRequest) -> list[FieldOut]:
    """How good the suggestions of each field are on own history."""
    only_for(request.access, "lead", "administrator")
    return [FieldOut.from_orm(one) for one in all_figures()]


@of_figures.post("/routing/{field}/set_threshold", response=FieldOut)
def set_threshold(request: ApiRequest, field: str, body: ThresholdBody) -> FieldFigures:
    """From which confidence on something is suggested; `field`: team, service, capability, priority."""
    only_for(request.access, "administrator")
    setting.set_threshold(field, threshold=body.threshold, by=request.access.actor)
    return routing_figures(field)
