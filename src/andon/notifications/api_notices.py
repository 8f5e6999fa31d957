"""The caller's notices, for programs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.people.middleware import ApiRequest

from .actions import read_notices as reading
from .herself import herself
from .models import Notice
from .reads.my_notices import receipts_of
from .reads.way_name import Way

router = Router(tags=["Notifications"])


class NoticeOut(Schema):
    id: UUID
    kind: str
    urgency: str = Field(description="high, low, or empty: only listed")
    subject: str = Field(description="what it is about, such as case:<id>")
    headline: str
    path: str
    at: datetime
    read_at: datetime | None
    stands_in_for_id: UUID | None

    @staticmethod
    def resolve_subject(notice: Notice) -> str:
        return notice.subject.key


class ReadBody(Schema):
    ids: list[UUID] | None = Field(None, max_length=1000, description="null: all of them")


class ReadOut(Schema):
    read: int


class ReceiptOut(Schema):
    by: str
    went: str
    at: datetime | None
    why: str


@router.get("/notices", response=Page[NoticeOut])
def list_notices(request: ApiRequest, window: Query[Window], unread: bool = False) -> dict[str, Any]:
    """The newest first."""
    herself(request)
    hers = Notice.objects.visible_to(request.access)
    return page(hers.unread() if unread else hers, "-at", "-id", window=window)


@router.get("/notices/{ref}/messages", response=list[ReceiptOut])
def list_notice_messages(request: ApiRequest, ref: UUID) -> list[dict[str, Any]]:
    """By which ways it was sent, or will be, and what became of each."""
    notice = by_ref(Notice.objects.visible_to(request.access), str(ref))
    found = receipts_of([notice])
    return [_receipt(found[key]) for key in notice.messages if key in found]


@router.post("/notices/read_notices", response=ReadOut)
def read_notices(request: ApiRequest, body: ReadBody) -> dict[str, int]:
    """They count as read; messages of theirs that still wait are not sent any more."""
    return {"read": reading.read_notices(herself(request), ids=body.ids)}


@router.post("/notices/{ref}/open_notice", response=NoticeOut)
def open_notice(request: ApiRequest, ref: UUID) -> Notice:
    """Read one; its `path` is where it is opened."""
    notice = by_ref(Notice.objects.visible_to(request.access), str(ref))
    reading.read_notices(herself(request), ids=[notice.id])
    notice.refresh_from_db()
    return notice


def _receipt(way: Way) -> dict[str, Any]:
    return {
        "by": way.by,
        "went": str(way.went.words),
        "at": way.went.at,
        "why": way.went.why,
    }
