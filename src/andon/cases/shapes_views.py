"""What the API takes and answers about kept views."""

from uuid import UUID

from ninja import Schema
from pydantic import Field

from .models import SavedView
from .rules.view_order import USUAL
from .view_in import ViewIn


class ViewBody(Schema):
    name: str
    filter: str = Field("", description='such as status:open,new -tag:vat waiting>2d field.cost>100 "gift card"')
    order: str = Field(USUAL, description="due, waiting, newest or oldest")
    audience: str = Field("private", description="private, team or everybody")
    team: str = Field("", description="id or slug; for the audience “team”")

    def given(self) -> ViewIn:
        from .named import team_named

        return ViewIn(**(self.dict() | {"team": team_named(self.team, "team")}))


class ViewOut(Schema):
    id: UUID
    name: str
    filter: str
    order: str
    audience: str
    team: str | None
    made_by_id: UUID | None

    @staticmethod
    def resolve_team(view: SavedView) -> str | None:
        return view.team.slug if view.team else None


class PinBody(Schema):
    views: list[UUID] = Field(max_length=50, description="those beside her inbox, in this order, and no others")
