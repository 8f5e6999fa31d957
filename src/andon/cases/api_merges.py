"""Making cases one, and undoing it, for programs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from andon.kit.errors import Missing
from andon.people.middleware import ApiRequest

from . import shapes
from .actions import merge_cases as merging
from .actions import undo_merge as undoing
from .models import Case, Merge
from .named import seen, workable, workable_all
from .reads.case_policy import case_policy
from .rules.merging import is_undone_until

merges = Router(tags=["Cases"])


class MergeBody(Schema):
    cases: list[str] = Field(min_length=1, max_length=50, description="references or ids of those to be part of it")
    why: str = Field("", max_length=500, description="needed where they belong to different customers")
    across_customers: bool = Field(False, description="confirms that cases of different customers become one")


class MergeOut(Schema):
    case_id: UUID
    ref: str
    why: str
    merged_by: str
    merged_at: datetime
    undo_until: datetime


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
