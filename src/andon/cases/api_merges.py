"""Making cases one, undoing it, and splitting a part off, for programs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from andon.conversations.models import Message
from andon.kit.errors import Invalid, Missing
from andon.people.middleware import ApiRequest

from . import shapes
from .actions import merge_cases as merging
from .actions import split_case as splitting
from .actions import undo_merge as undoing
from .models import Case, Merge, Participant
from .named import owner_named, seen, team_named, workable, workable_all
from .reads.case_policy import case_policy
from .rules.merging import is_undone_until

merges = Router(tags=["Cases"])


class MergeBody(Schema):
    cases: list[str] = Field(min_length=1, max_length=50, description="references or ids of those to be part of it")
    why: str = Field("", max_length=500, description="needed where they belong to different customers")
    across_customers: bool = Field(False, description="confirms that cases of different customers become one")


class SplitBody(Schema):
    messages: list[UUID] = Field(min_length=1, max_length=100, description="of the case's thread, written by customers")
    title: str
    owner: str = Field("", description="id or e-mail; empty: the least loaded member of the team")
    team: str = Field("", description="id or slug; the case's own when empty")
    copies: list[str] = Field([], max_length=20, description="of those in copy of the case")
    tell: bool = Field(False, description="writes to the customer that it is a case of its own")


class MergeOut(Schema):
    case_id: UUID
    ref: str
    why: str
    merged_by: str
    merged_at: datetime
    undo_until: datetime
    tags: list[str] = Field(description="those of the merged case")
    fields: dict[str, Any] = Field(description="its own fields, which stay its own")


@merges.post("/cases/{ref}/merge_cases", response=shapes.CaseOut)
def merge_cases(request: ApiRequest, ref: str, body: MergeBody) -> Case:
    """They become part of this case, which is answered; a case that was merged before counts as its survivor."""
    into, cases = workable(request.access, ref), workable_all(request.access, body.cases)
    return merging.merge_cases(
        cases, into=into, by=request.access.actor, why=body.why, across_customers=body.across_customers
    )


@merges.get("/cases/{ref}/merges", response=list[MergeOut])
def list_merges(request: ApiRequest, ref: str) -> list[dict[str, Any]]:
    """What is part of this case now, by when it became so."""
    found = Merge.objects.filter(case__merged_into=seen(request.access, ref), undone_at=None).select_related("case")
    days = case_policy().merge_undo_days
    return [
        {
            "case_id": merge.case_id,
            "ref": merge.case.ref,
            "why": merge.why,
            "merged_by": merge.merged_by,
            "merged_at": merge.merged_at,
            "undo_until": is_undone_until(merge.merged_at, days),
            "tags": merge.case.tags,
            "fields": merge.case.fields,
        }
        for merge in found
    ]


@merges.post("/cases/{ref}/merged/{merged}/undo_merge", response=shapes.CaseOut)
def undo_merge(request: ApiRequest, ref: str, merged: UUID) -> Case:
    """Answers the case that stands for itself again."""
    into = workable(request.access, ref)
    found = Case.objects.filter(merged_into=into, id=merged).first()
    if found is not None:
        return undoing.undo_merge(found, by=request.access.actor)
    if not Merge.objects.filter(case=merged, into=into).exists():
        raise Missing(_("The case was not merged into this one."))
    return seen(request.access, str(merged))


@merges.post("/cases/{ref}/split_case", response=shapes.CaseOut)
def split_case(request: ApiRequest, ref: str, body: SplitBody) -> Case:
    """Answers the new case; both show the messages, which stay where they are."""
    case = workable(request.access, ref)
    there = set(Participant.objects.filter(case=case).exclude(address="").values_list("address", flat=True))
    if unknown := [address for address in body.copies if address.strip().lower() not in there]:
        raise Invalid({"copies": _("%(address)s is not in copy of the case.") % {"address": unknown[0][:254]}})
    wanted = Message.objects.filter(id__in=body.messages)
    if len(wanted) < len(set(body.messages)):
        raise Invalid({"messages": _("Only what a customer wrote in this case can be split off.")})
    return splitting.split_case(
        case,
        messages=list(wanted),
        title=body.title,
        by=request.access.actor,
        owner=owner_named(body.owner, "owner"),
        team=team_named(body.team, "team"),
        copies=body.copies,
        tell=body.tell,
    )
