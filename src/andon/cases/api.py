"""Cases, for programs: reading, opening in batches, what is done with a selection, blocked senders."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from ninja import Query, Router

from andon.channels.reads.proofs import proofs
from andon.conversations.models import Message
from andon.kit.errors import Invalid, Refused
from andon.kit.rest.batch import Outcome, answer_each
from andon.kit.rest.pages import Page, Window, page
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest
from andon.timeline.models import RecordedFact
from andon.timeline.reads.history import history

from . import shapes, thread_shapes
from .actions import assign_cases as assigning
from .actions import block_sender as blocking
from .actions import change_policy as changing_policy
from .actions import hand_over_cases as handing_over
from .actions import unblock_sender as unblocking
from .api_acts import acts
from .api_bulk import router as bulk
from .api_drafts import router as drafts
from .api_merges import merges
from .api_signals import of_signals
from .api_types import router as types
from .api_views import router as views
from .bodies import open_bodies
from .mail_shapes import ProposedOut
from .models import BlockedSender, Case, CasePolicy, Obligation, Participant, ProposedCopy, StepTried
from .named import account_named, owner_named, seen, team_named, user_named, workable, workable_all
from .readers import classes_for
from .reads.case_messages import case_messages
from .reads.case_policy import case_policy
from .reads.homes import homes_of, obligations_of, proposed_copies_of, steps_of

router = Router(tags=["Cases"])
router.add_router("", acts)
router.add_router("", bulk)
router.add_router("", drafts)
router.add_router("", merges)
router.add_router("", of_signals)
router.add_router("", types)
router.add_router("", views)


@router.get("/cases", response=Page[shapes.CaseOut])
def list_cases(
    request: ApiRequest, window: Query[Window], status: str = "", owner: str = "", team: str = "", account: str = ""
) -> dict[str, Any]:
    """Those that the caller may see, newest first."""
    found = Case.objects.visible_to(request.access).select_related("case_type")
    if status:
        found = found.filter(status=status)
    if owner:
        found = found.filter(owner=user_named(owner, "owner"))
    if team:
        found = found.filter(team=team_named(team, "team"))
    if account:
        found = found.filter(account=account_named(request.access, account))
    return page(found, "-number", window=window)


@router.get("/cases/policy", response=shapes.PolicyBody)
def read_case_policy(request: ApiRequest) -> dict[str, Any]:
    only_for(request.access, "agent", "lead", "administrator")
    return _policy_out(case_policy())


@router.post("/cases/change_policy", response=shapes.PolicyBody)
def change_policy(request: ApiRequest, body: shapes.PolicyBody) -> dict[str, Any]:
    only_for(request.access, "lead", "administrator")
    given = body.dict() | {"default_team": team_named(body.default_team, "default_team")}
    return _policy_out(changing_policy.change_policy(**given, by=request.access.actor))


@router.post("/cases/open_case", response=shapes.CaseOut)
def open_case(request: ApiRequest, body: shapes.CaseBody) -> Case:
    only_for(request.access, "agent", "lead")
    (opened,) = open_bodies([body], request.access)
    if isinstance(opened, Refused):
        raise opened
    return opened


@router.post("/cases/open_cases", response=list[Outcome[shapes.CaseOut]])
def open_cases(request: ApiRequest, body: shapes.OpenCases) -> list[dict[str, Any]]:
    only_for(request.access, "agent", "lead")
    return answer_each(body.items, lambda items: open_bodies(items, request.access))


@router.post("/cases/assign_cases", response=list[Outcome[shapes.CaseOut]])
def assign_cases(request: ApiRequest, body: shapes.AssignBody) -> list[dict[str, Any]]:
    to = owner_named(body.to, "to")
    if to is None:
        raise Invalid({"to": _("Say who gets it.")})
    return _each(request, body.cases, lambda cases: assigning.assign_cases(cases, to=to, by=request.access.actor))


@router.post("/cases/hand_over_cases", response=list[Outcome[shapes.CaseOut]])
def hand_over_cases(request: ApiRequest, body: shapes.HandOverBody) -> list[dict[str, Any]]:
    shapes.refuse_both(body.to_user, body.to_team, "to_team")
    to_user, to_team = user_named(body.to_user, "to_user"), team_named(body.to_team, "to_team")
    return _each(
        request,
        body.cases,
        lambda cases: handing_over.hand_over_cases(
            cases, by=request.access.actor, reason=body.reason, to_user=to_user, to_team=to_team
        ),
    )


@router.get("/cases/{ref}", response=shapes.CaseOut)
def read_case(request: ApiRequest, ref: str) -> Case:
    return seen(request.access, ref)


@router.get("/cases/{ref}/messages", response=list[thread_shapes.MessageOut])
def list_case_messages(request: ApiRequest, ref: str) -> list[Message]:
    """The newest 500, oldest first, of the classes that the caller may read."""
    messages = case_messages(homes_of(seen(request.access, ref)), classes_for(request.access))
    proved = proofs(message.original_id or "" for message in messages)
    for message in messages:
        message.proof = proved.get(message.original_id or "")  # type: ignore[attr-defined]
    return messages


@router.get("/cases/{ref}/timeline", response=list[thread_shapes.FactOut])
def list_case_facts(request: ApiRequest, ref: str) -> list[dict[str, Any]]:
    """What happened, oldest first: the newest 200 facts about the case."""
    homes = homes_of(seen(request.access, ref))
    facts = history([home.subject for home in homes], seen_by=classes_for(request.access))
    return [_fact_out(fact) for fact in facts]


@router.get("/cases/{ref}/steps_tried", response=list[shapes.StepOut])
def list_steps_tried(request: ApiRequest, ref: str) -> "QuerySet[StepTried]":
    return steps_of(seen(request.access, ref))


@router.get("/cases/{ref}/participants", response=list[shapes.ParticipantOut])
def list_participants(request: ApiRequest, ref: str) -> "QuerySet[Participant]":
    return workable(request.access, ref).participants.all()


@router.get("/cases/{ref}/proposed_copies", response=list[ProposedOut])
def list_proposed_copies(request: ApiRequest, ref: str) -> "QuerySet[ProposedCopy]":
    return proposed_copies_of(workable(request.access, ref))


@router.get("/cases/{ref}/obligations", response=list[shapes.ObligationOut])
def list_obligations(request: ApiRequest, ref: str) -> "QuerySet[Obligation]":
    return obligations_of(seen(request.access, ref))


@router.get("/blocked_senders", response=Page[shapes.SenderOut])
def list_blocked_senders(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    only_for(request.access, "agent", "lead")
    return page(BlockedSender.objects.all(), "address", "id", window=window)


@router.post("/blocked_senders/block_sender", response=shapes.SenderOut)
def block_sender(request: ApiRequest, body: shapes.AddressBody) -> BlockedSender:
    only_for(request.access, "agent", "lead")
    return blocking.block_sender(body.address, by=request.access.actor, why=body.why)


@router.post("/blocked_senders/{sender}/unblock_sender", response={204: None})
def unblock_sender(request: ApiRequest, sender: UUID) -> None:
    only_for(request.access, "agent", "lead")
    if found := BlockedSender.objects.filter(id=sender).first():
        unblocking.unblock_sender(found, by=request.access.actor)


def _each(request: ApiRequest, refs: list[str], act: Callable[[list[Case]], Sequence[Case]]) -> list[dict[str, Any]]:
    def in_order(wanted: list[str]) -> list[Case]:
        cases = workable_all(request.access, wanted)
        changed = {case.id: case for case in act(cases)}
        return [changed[case.id] for case in cases]

    return answer_each(refs, in_order)


def _fact_out(fact: RecordedFact) -> dict[str, Any]:
    said = {"at": fact.at, "id": fact.id, "kind": fact.kind, "about": fact.about, "fact": fact.stored}
    return said | {"by": fact.by.key}


def _policy_out(policy: CasePolicy) -> dict[str, Any]:
    names = ("priorities", "reminder_days", "auto_close_days", "merge_undo_days")
    kept = {name: getattr(policy, name) for name in names}
    return kept | {"default_team": policy.default_team.slug if policy.default_team else ""}
