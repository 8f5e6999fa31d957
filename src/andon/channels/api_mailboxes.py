"""Mailboxes and the addresses that are not written to, for programs. No secret is ever answered."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from andon.catalog.models import Brand
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest
from andon.people.models import Team

from .actions import lift_suppression as lifting
from .actions import make_dkim_key as making_key
from .actions import put_imap_account as putting_account
from .actions import put_mailbox as putting_mailbox
from .actions import put_provider_hook as putting_hook
from .actions import suppress_address as suppressing
from .actions import switch_dkim_signing as switching_signing
from .actions import switch_mailbox as switching
from .actions import try_mailbox as trying
from .email.try_out import Tried
from .models import DkimKey, ImapAccount, Mailbox, Suppression

mailboxes = Router(tags=["Mailboxes"])


class MailboxBody(Schema):
    address: str
    name: str = ""
    brand: str = Field("", description="slug or id; empty: the default brand")
    team: str = Field("", description="slug or id; empty: the usual team")
    kind: str = Field("listener", description="listener, imap or provider")
    bounce_address: str = ""
    relay: str | None = Field(None, description="smtp://… or smtps://…; null: as it is, empty: the configured one")


class PutMailbox(MailboxBody):
    id: UUID | None = Field(None, description="the mailbox to change; null: a new one")


class MailboxOut(Schema):
    id: UUID
    address: str
    name: str
    brand_id: UUID | None
    team_id: UUID | None
    kind: str
    bounce_address: str
    has_own_relay: bool
    enabled: bool
    tried_at: datetime | None
    well_at: datetime | None
    error: str

    @staticmethod
    def resolve_has_own_relay(mailbox: Mailbox) -> bool:
        return bool(mailbox.relay)


class ImapBody(Schema):
    host: str = ""
    port: int = 993
    security: str = "tls"
    sign_in: str = Field("password", description="password, microsoft, google or other")
    user: str = ""
    secret: str = Field("", description="password or refresh token; empty: as it is")
    client_id: str = ""
    client_secret: str = ""
    token_url: str = ""
    folder: str = "INBOX"
    move_to: str = ""
    poll_seconds: int = 60


class ImapOut(Schema):
    host: str
    port: int
    security: str
    sign_in: str
    user: str
    client_id: str
    token_url: str
    folder: str
    move_to: str
    poll_seconds: int


class HookBody(Schema):
    provider: str = Field(description="mailgun, postmark, sendgrid or ses")
    signing_key: str = ""
    new_secret: bool = False


class HookOut(Schema):
    provider: str
    inbound_path: str
    tracking_path: str
    user: str
    password: str = Field(description="shown once; empty: the old one stays")


class TriedOut(Schema):
    well: bool
    said: str


class SwitchBody(Schema):
    on: bool


class KeyOut(Schema):
    domain: str
    record_name: str
    record: str
    signs_since: datetime | None


class SuppressBody(Schema):
    address: str
    why: str = ""


class SuppressionOut(Schema):
    id: UUID
    address: str
    reason: str
    why: str
    since: datetime
    by: str


@mailboxes.get("/mailboxes", response=Page[MailboxOut])
def list_mailboxes(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    only_for(request.access, "administrator")
    return page(Mailbox.objects.all(), "made_at", "id", window=window)


@mailboxes.post("/mailboxes/put_mailbox", response=MailboxOut)
def put_mailbox(request: ApiRequest, body: PutMailbox) -> Mailbox:
    only_for(request.access, "administrator")
    given = body.dict(exclude={"id", "brand", "team"})
    given["brand"] = by_ref(Brand.objects.all(), body.brand, human="slug") if body.brand else None
    given["team"] = by_ref(Team.objects.all(), body.team, human="slug") if body.team else None
    known = _mailbox(body.id) if body.id else None
    return putting_mailbox.put_mailbox(**given, mailbox=known, by=request.access.actor)


@mailboxes.post("/mailboxes/{mailbox}/put_imap_account", response=ImapOut)
def put_imap_account(request: ApiRequest, mailbox: UUID, body: ImapBody) -> ImapAccount:
    only_for(request.access, "administrator")
    return putting_account.put_imap_account(_mailbox(mailbox), **body.dict(), by=request.access.actor)


@mailboxes.post("/mailboxes/{mailbox}/put_provider_hook", response=HookOut)
def put_provider_hook(request: ApiRequest, mailbox: UUID, body: HookBody) -> dict[str, str]:
    only_for(request.access, "administrator")
    hook, secret = putting_hook.put_provider_hook(_mailbox(mailbox), **body.dict(), by=request.access.actor)
    at = f"/hooks/mail/{mailbox}"
    paths = {"inbound_path": f"{at}/inbound_mime/", "tracking_path": f"{at}/tracking/"}
    return {"provider": hook.provider, **paths, "user": "andon", "password": secret}


@mailboxes.post("/mailboxes/{mailbox}/switch_mailbox", response=MailboxOut)
def switch_mailbox(request: ApiRequest, mailbox: UUID, body: SwitchBody) -> Mailbox:
    only_for(request.access, "administrator")
    return switching.switch_mailbox(_mailbox(mailbox), on=body.on, by=request.access.actor)


@mailboxes.post("/mailboxes/{mailbox}/try_mailbox", response=list[TriedOut])
def try_mailbox(request: ApiRequest, mailbox: UUID) -> list[Tried]:
    """Connects both ways and says what happened; may take some seconds."""
    only_for(request.access, "administrator")
    return trying.try_mailbox(_mailbox(mailbox))


@mailboxes.post("/mailboxes/{mailbox}/make_dkim_key", response=KeyOut)
def make_dkim_key(request: ApiRequest, mailbox: UUID) -> DkimKey:
    """For the mailbox's domain; answers the DNS record to publish."""
    only_for(request.access, "administrator")
    return making_key.make_dkim_key(_mailbox(mailbox).domain, by=request.access.actor)


@mailboxes.post("/mailboxes/{mailbox}/switch_dkim_signing", response=KeyOut)
def switch_dkim_signing(request: ApiRequest, mailbox: UUID, body: SwitchBody) -> DkimKey:
    only_for(request.access, "administrator")
    key = by_ref(DkimKey.objects.all(), _mailbox(mailbox).domain, human="domain")
    return switching_signing.switch_dkim_signing(key, on=body.on, by=request.access.actor)


@mailboxes.get("/suppressions", response=Page[SuppressionOut])
def list_suppressions(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    """Addresses that are not written to, the newest first."""
    only_for(request.access, "agent", "lead", "administrator")
    return page(Suppression.objects.all(), "-since", "-id", window=window)


@mailboxes.post("/suppressions/suppress_address", response=SuppressionOut)
def suppress_address(request: ApiRequest, body: SuppressBody) -> Suppression:
    only_for(request.access, "agent", "lead", "administrator")
    return suppressing.suppress_address(body.address, why=body.why, by=request.access.actor)


@mailboxes.post("/suppressions/{suppression}/lift_suppression", response={204: None})
def lift_suppression(request: ApiRequest, suppression: UUID) -> None:
    only_for(request.access, "agent", "lead", "administrator")
    if found := Suppression.objects.filter(id=suppression).first():
        lifting.lift_suppression(found, by=request.access.actor)


def _mailbox(id: UUID) -> Mailbox:
    return by_ref(Mailbox.objects.all(), str(id))
