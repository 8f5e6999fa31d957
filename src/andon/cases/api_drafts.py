"""What somebody is typing into a case, for her own programs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from andon.kit.errors import NotAllowed
from andon.people.middleware import ApiRequest

from .actions import drop_draft as dropping
from .actions import keep_draft as keeping
from .models import Draft
from .named import workable
from .reads.my_drafts import my_drafts

router = Router(tags=["Drafts"])


class DraftBody(Schema):
    kind: str = Field(description="customer or agents")
    body: str
    version: int = Field(0, ge=0, description="that was read last; if another is kept by now, both texts are kept")
    base: str = Field("", description="the text that was read last")


class KindBody(Schema):
    kind: str = Field(description="customer or agents")


class DraftOut(Schema):
    kind: str
    body: str
    version: int
    kept_at: datetime


@router.get("/cases/{ref}/drafts", response=list[DraftOut])
def list_drafts(request: ApiRequest, ref: str) -> list[Any]:
    """Her own, never a colleague's."""
    found = my_drafts(workable(request.access, ref), _herself(request))
    return [draft for draft in found.values() if draft.version]


@router.post("/cases/{ref}/keep_draft", response=DraftOut)
def keep_draft(request: ApiRequest, ref: str, body: DraftBody) -> Draft:
    return keeping.keep_draft(workable(request.access, ref), user=_herself(request), **body.dict())


@router.post("/cases/{ref}/drop_draft", response={204: None})
def drop_draft(request: ApiRequest, ref: str, body: KindBody) -> None:
    dropping.drop_draft(workable(request.access, ref), user=_herself(request), kind=body.kind)


def _herself(request: ApiRequest) -> UUID:
    if request.access.user_id is None:
        raise NotAllowed(_("Drafts belong to people."))
    return request.access.user_id
