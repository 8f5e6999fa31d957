"""What the API takes and answers about one act on many cases."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from .models import BulkItem
from .reads.bulk_items import items_of
from .rules.bulk import MOST_CASES

_ACTS = (
    "assign_cases {to_user}; hand_over_cases {to_user or to_team, reason}; tag_case {add, remove}; "
    "set_case_fields {case_type, fields}; change_brand {brand}; wait_for {who}; solve_case {body}; "
    "close_case {reason, note}; reply_to_case {body}; note_on_case {body}; mark_spam {}"
)


class BulkBody(Schema):
    cases: list[str] = Field(min_length=1, max_length=MOST_CASES, description="C-12 or ids")
    act: str = Field(description=_ACTS)
    given: dict[str, Any] = Field({}, description="what the act takes; a text may have {first name} and the like")


class ActBody(BulkBody):
    dry_run: bool = Field(False, description="only try it: nothing is changed or sent")


class ActedOut(Schema):
    """`changed` False: it was so already. `shown`: what the customer gets."""

    ref: str
    changed: bool
    shown: str


class BulkItemOut(Schema):
    """`why` and `shown` are empty of a case that you may no longer see."""

    ref: str
    state: str
    why: str
    shown: str

    @staticmethod
    def resolve_ref(item: BulkItem) -> str:
        return item.case.ref


class BulkOut(Schema):
    id: UUID
    act: str
    state: str = Field(description="checking, checked, running, done, undoing or undone")
    total: int
    made_at: datetime
    finished_at: datetime | None
    items: list[BulkItemOut]

    @staticmethod
    def resolve_items(run: Any, context: dict[str, Any]) -> list[BulkItem]:
        return items_of(run, context["request"].access)
