"""What the API takes and answers about cases."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import BaseModel, Field

from andon.kit.errors import Invalid
from andon.kit.rest.batch import MOST_ITEMS, Each

from .models import Case
from .thread_shapes import FileBody


class CaseBody(BaseModel):
    # Not ninja's Schema, which asks each value through a getter: this one is read by the hundred.
    title: str
    body: str = ""
    contact: str = Field("", description="id or external id; else `email`")
    email: str = Field("", description="whose case it is; who is unknown becomes a contact of no account")
    name: str = Field("", description="of a contact who is met for the first time")
    account: str = Field("", description="external id; the contact's account when empty")
    team: str = Field("", description="id or slug; the usual team when empty")
    brand: str = Field("", description="slug; the default brand when empty")
    owner: str = Field("", description="id or e-mail; empty: the least loaded member of the team")
    channel: str = Field("api", max_length=16)
    locale: str = Field("", max_length=12)
    tags: list[str] = Field([], max_length=20)
    order_number: str = ""
    priority: str = Field("", description="one of the policy's; the usual one when empty")
    steps_tried: list[str] = Field([], max_length=20)
    copies: list[str] = Field([], max_length=20)
    verified: bool = False
    receipt: bool = True
    external_key: str = Field("", description="the same key again gives back the case that it has")
    follow_up_of: str = Field("", description="the closed case that this one follows up")
    attachments: list[FileBody] = Field([], max_length=20)
    case_type: str = Field("", description="slug; the usual type when empty")
    fields: dict[str, Any] = Field({}, description="own fields of the type: a key to its value")


class OpenCases(Schema):
    items: list[Each[CaseBody]] = Field(max_length=MOST_ITEMS)


class CaseOut(Schema):
    id: UUID
    ref: str
    title: str
    status: str
    status_since: datetime
    account_id: UUID | None
    contact_id: UUID | None
    team_id: UUID | None
    brand_id: UUID | None
    mailbox_id: UUID | None
    owner_id: UUID | None
    channel: str
    locale: str
    tags: list[str]
    order_number: str
    priority: str
    service_id: UUID | None
    capability_id: UUID | None
    case_type: str | None
    fields: dict[str, Any]
    external_key: str | None
    verified: bool
    spam: bool
    due_at: datetime | None
    due_reason: str
    waits_for: str
    opened_at: datetime
    first_reply_at: datetime | None
    last_customer_at: datetime | None
    last_reply_at: datetime | None
    solved_at: datetime | None
    closed_at: datetime | None
    close_reason: str
    close_note: str
    follow_up_of_id: UUID | None
    split_from_id: UUID | None
    reopen_count: int
    hand_over_count: int
    unanswered_count: int
    owed_count: int
    asked_count: int
    snapshot: dict[str, Any]

    @staticmethod
    def resolve_case_type(case: Case) -> str | None:
        return case.case_type.slug if case.case_type else None


class StepOut(Schema):
    id: UUID
    what: str
    result: str
    by_name: str
    tried_at: datetime


class ParticipantOut(Schema):
    id: UUID
    address: str
    contact_id: UUID | None
    user_id: UUID | None


class GrantOut(Schema):
    id: UUID
    user_id: UUID | None
    team_id: UUID | None
    why: str
    granted_at: datetime


class ObligationOut(Schema):
    id: UUID
    case_id: UUID
    contact_id: UUID | None
    kind: str
    label: str
    state: str
    why: str
    owed_at: datetime
    met_at: datetime | None


class RevokedOut(Schema):
    revoked: int


class SenderOut(Schema):
    id: UUID
    address: str
    why: str
    blocked_at: datetime
    kept_count: int
    last_kept_at: datetime | None


class SolveBody(Schema):
    body: str = Field("", description="empty: we ask in her language whether it works now")


class CloseBody(Schema):
    reason: str = Field(description="verified_by_customer, verified_by_check, no_answer, duplicate, spam, withdrawn")
    note: str = ""


class ReasonBody(Schema):
    reason: str


class WaitBody(Schema):
    who: str = Field(description="“customer”, or whoever has the ball, in words")


class EditBody(Schema):
    title: str | None = None
    order_number: str | None = None
    case_type: str = Field("", description="slug; empty: the type that it has")
    fields: dict[str, Any] = Field({}, description="a key to its value; null takes the value away")


class BrandBody(Schema):
    brand: str = Field(max_length=60, description="slug")


class TagBody(Schema):
    add: list[str] = []
    remove: list[str] = []


class StepBody(Schema):
    what: str
    result: str = ""


class AddressBody(Schema):
    address: str
    why: str = ""


class WhyBody(Schema):
    why: str


class GrantBody(WhyBody):
    users: list[str] = Field([], max_length=50, description="ids or e-mails")
    teams: list[str] = Field([], max_length=50, description="ids or slugs")


class AssignBody(Schema):
    cases: list[str] = Field(max_length=MOST_ITEMS)
    to: str = Field(description="id or e-mail")


class HandOverBody(Schema):
    cases: list[str] = Field(max_length=MOST_ITEMS)
    reason: str
    to_user: str = Field("", description="id or e-mail")
    to_team: str = Field("", description="id or slug: into its queue")


class ServiceBody(Schema):
    service: str = Field("", description="slug; empty: that of the capability, or none")
    capability: str = Field("", description="slug; empty: none")


class PriorityBody(Schema):
    priority: str = Field(description="one of the policy's")


class PolicyBody(Schema):
    priorities: list[str] | None = Field(None, max_length=12, description="from the least urgent on; null leaves them")
    reminder_days: list[int] = Field(max_length=9)
    auto_close_days: int = Field(ge=1, le=365)
    merge_undo_days: int = Field(7, ge=1, le=365)
    default_team: str = Field("", description="id or slug")


def refuse_both(first: str, second: str, name: str) -> None:
    """One of two, never both."""
    if first and second:
        raise Invalid({name: _("Name a colleague or a team, not both.")})
