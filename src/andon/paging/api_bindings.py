"""Which policy is whose, for programs: of services, and as the concierge of accounts and tiers."""

from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from andon.catalog.models import Service
from andon.customers.models import Account
from andon.customers.models.account import Tier
from andon.kit.errors import Invalid, NotAllowed
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .access import may_bind
from .actions import bind_policy as binding_policy
from .actions import unbind_policy as unbinding_policy
from .models import Binding, Policy

router = Router(tags=["Paging"])


class BindingBody(Schema):
    service: str = Field("", description="by slug or id")
    account: str = Field("", description="by external id or id: who looks after it")
    tier: str = Field("", description="who looks after every account of it: strategic, growth or standard")
    policy: str = Field(description="by slug or id")
    ack_timeout_minutes: int | None = Field(None, description="after so long an answer without an end pages again")


class BindingOut(Schema):
    id: UUID
    service_id: UUID | None
    account_id: UUID | None
    tier: str | None
    policy_id: UUID
    ack_timeout_minutes: int | None


@router.get("/bindings", response=Page[BindingOut])
def list_bindings(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    """Which policy pages for which service."""
    return page(Binding.objects.all(), "id", window=window)


@router.post("/bindings/bind_policy", response=BindingOut)
def bind_policy(request: ApiRequest, body: BindingBody) -> Binding:
    """Exactly one of service, account and tier."""
    to = _bound(request, body)
    policy = by_ref(Policy.objects.all(), body.policy, human="slug")
    timeout = body.ack_timeout_minutes
    return binding_policy.bind_policy(to, policy=policy, ack_timeout_minutes=timeout, by=request.access.actor)


@router.post("/bindings/{ref}/unbind_policy", response={204: None})
def unbind_policy(request: ApiRequest, ref: UUID) -> None:
    only_for(request.access, "administrator")
    bindings = Binding.objects.select_related("policy", "service", "account")
    unbinding_policy.unbind_policy(by_ref(bindings, str(ref)), by=request.access.actor)


def _bound(request: ApiRequest, body: BindingBody) -> Service | Account | Tier:
    given = [name for name in ("service", "account", "tier") if getattr(body, name)]
    if len(given) != 1:
        raise Invalid({given[1] if given else "service": "Name one: a service, an account or a tier."})
    if body.service:
        service = by_ref(Service.objects.all(), body.service, human="slug")
        if not may_bind(request.access, service):
            raise NotAllowed("Only administrators and leads of the owning team say who is paged for a service.")
        return service
    only_for(request.access, "administrator")
    if body.account:
        return by_ref(Account.objects.all(), body.account, human="external_id")
    if body.tier not in Tier.values:
        raise Invalid({"tier": "A tier is strategic, growth or standard."})
    return Tier(body.tier)
