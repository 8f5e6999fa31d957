"""Cases, for programs: reading, opening in batches, what is done with a selection, blocked senders."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from ninja import Query, Router

from andon.conversations.models import Message
from andon.kit.errors import Conflict, Invalid, Refused
from andon.kit.rest.batch import Outcome, answer_each
from andon.kit.rest.pages import Page, Window, page
from andon.kit.text import clean
from andon.people.access import Access
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest
from andon.timeline.models import RecordedFact
from andon.timeline.reads.history import history

from . import shapes
from .actions import assign_cases as assigning
from .actions import block_sender as blocking
from .actions import change_policy as changing_policy
from .actions import hand_over_cases as handing_over
from .actions import open_case as opening_one
from .actions import open_cases as opening
from .actions import unblock_sender as unblocking
from .api_acts import acts
from .api_merges import merges
from .case_in import CaseIn
from .models import BlockedSender, Case, CasePolicy, Obligation, Participant, StepTried
from .named import account_named, contact_named, owner_named, seen, team_named, user_named, workable, workable_all
from .readers import classes_for
from .reads.case_messages import case_messages
from .reads.case_policy import case_policy
from .reads.homes import homes_of, obligations_of, steps_of

router = Router(tags=["Cases"])
router.add_router("", acts)
router.add_router("", merges)


@router.get("/cases", response=Page[shapes.CaseOut])
def list_cases(
    request: ApiRequest, window: Query[Window], status: str = "", owner: str = "", team: str = "", account: str = ""
) -> dict[str, Any]:
    """Those that the caller may see, newest first."""
    found = Case.objects.visible_to(request.access)
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
    _refuse_hidden([body], request.access)
    return opening_one.open_case(_case_in(body, request.access), by=request.access.actor)


@router.post("/cases/open_cases", response=list[Outcome[shapes.CaseOut]])
def open_cases(request: ApiRequest, body: shapes.OpenCases) -> list[dict[str, Any]]:
    only_for(request.access, "agent", "lead")

    def act(items: list[shapes.CaseBody]) -> Sequence[Case | Refused]:
        _refuse_hidden(items, request.access)
        return opening.open_cases([_case_in(item, request.access) for item in items], by=request.access.actor)

    return answer_each(body.items, act)


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


@router.get("/cases/{ref}/messages", response=list[shapes.MessageOut])
def list_case_messages(request: ApiRequest, ref: str) -> list[Message]:
    """The newest 500, oldest first, of the classes that the caller may read."""
    return case_messages(homes_of(seen(request.access, ref)), classes_for(request.access))


@router.get("/cases/{ref}/timeline", response=list[shapes.FactOut])
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


def _refuse_hidden(items: Sequence[shapes.CaseBody], access: Access) -> None:
    """A key gives back the case that it has, but not to somebody who may not see that case."""
    keys = [key for item in items if (key := clean(item.external_key, "external_key", 200))]
    kept = Case.objects.filter(external_key__in=keys).order_by()
    seen_ones = Case.objects.visible_to(access).filter(id__in=Case.objects.through(kept).values("id")).order_by()
    hidden = kept.exclude(id__in=seen_ones.values("id")).exclude(merged_into__in=seen_ones.values("id"))
    if keys and hidden.exists():
        raise Conflict(_("A case that you may not see has this external key."))


def _case_in(item: shapes.CaseBody, access: Access) -> CaseIn:
    return CaseIn(
        title=item.title,
        body=item.body,
        contact=contact_named(access, item.contact, item.email, item.name, item.locale),
        account=account_named(access, item.account),
        team=team_named(item.team, "team"),
        owner=owner_named(item.owner, "owner"),
        channel=item.channel,
        locale=item.locale,
        tags=item.tags,
        order_number=item.order_number,
        steps_tried=item.steps_tried,
        copies=item.copies,
        verified=item.verified,
        receipt=item.receipt,
        external_key=item.external_key,
        follow_up_of=seen(access, item.follow_up_of) if item.follow_up_of else None,
        attachments=shapes.files_of(item),
    )


def _fact_out(fact: RecordedFact) -> dict[str, Any]:
    said = {"at": fact.at, "id": fact.id, "kind": fact.kind, "about": fact.about, "fact": fact.stored}
    return said | {"by": fact.by.key}


def _policy_out(policy: CasePolicy) -> dict[str, Any]:
    kept = {
        name: getattr(policy, name)
        for name in ("answer_minutes", "reminder_days", "auto_close_days", "merge_undo_days")
    }
    return kept | {"default_team": policy.default_team.slug if policy.default_team else ""}
