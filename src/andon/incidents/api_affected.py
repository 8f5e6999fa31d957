"""Which accounts an incident hits, and what holds back “resolved”, for programs."""

from typing import Any

from ninja import Query, Router

from andon.customers.models import Account
from andon.kit.errors import Invalid
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_refs
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import say_who_is_hit as saying
from .gates import Held, held_back
from .reads.find_incident import find_incident
from .schemas_affected import AffectedOut, HeldOut, OverrideOut, SaidOut, WhoIsHitIn

router = Router(tags=["Incidents"])
READ = ("agent", "lead", "responder", "stakeholder")
WORK = ("agent", "lead", "responder")


@router.get("/incidents/{ref}/held_back", response=list[HeldOut])
def list_held_back(request: ApiRequest, ref: str) -> list[Held]:
    """What holds back “resolved” now."""
    only_for(request.access, *READ)
    return held_back(find_incident(ref, request.access))


@router.get("/incidents/{ref}/gate_overrides", response=list[OverrideOut])
def list_gate_overrides(request: ApiRequest, ref: str) -> Any:
    """Who resolved it against the advice, and why."""
    only_for(request.access, *READ)
    return find_incident(ref, request.access).overrides.all()


@router.get("/incidents/{ref}/affected_accounts", response=Page[AffectedOut])
def list_affected_accounts(request: ApiRequest, ref: str, window: Query[Window]) -> dict[str, Any]:
    """Inferred, confirmed and spared ones; who reported is known by the linked cases."""
    only_for(request.access, *READ)
    return page(find_incident(ref, request.access).affected.all(), "id", window=window)


@router.post("/incidents/{ref}/say_who_is_hit", response=SaidOut)
def say_who_is_hit(request: ApiRequest, ref: str, body: WhoIsHitIn) -> dict[str, int]:
    only_for(request.access, *WORK)
    incident = find_incident(ref, request.access, for_work=True)
    found = by_refs(Account.objects.visible_to(request.access), body.accounts, human="external_id")
    for each in body.accounts:
        if each not in found:
            raise Invalid({"accounts": f"There is no account {each[:80]}."})
    accounts = [found[each].id for each in body.accounts]
    return {"changed": saying.say_who_is_hit(incident, accounts, how=body.how, by=request.access.actor)}
