"""What a mail provider's call says, read by Anymail: mails that came in, and what became of ours.

The call is proved by the name and password in its address; Mailgun's, SendGrid's and Amazon's also by a signature.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from anymail.exceptions import (  # type: ignore[import-untyped]
    AnymailError,
    AnymailWebhookValidationFailure,
)
from anymail.signals import EventType, RejectReason  # type: ignore[import-untyped]
from anymail.webhooks.mailgun import (  # type: ignore[import-untyped]
    MailgunInboundWebhookView,
    MailgunTrackingWebhookView,
)
from anymail.webhooks.postmark import (  # type: ignore[import-untyped]
    PostmarkInboundWebhookView,
    PostmarkTrackingWebhookView,
)
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from andon.channels.models import ProviderHook
from andon.channels.models.provider_hook import Provider
from andon.kit.secret import unseal

from . import sendgrid, ses

USER = "andon"
_VIEWS: dict[tuple[str, str], Any] = {
    (Provider.MAILGUN, "inbound"): MailgunInboundWebhookView,
    (Provider.MAILGUN, "tracking"): MailgunTrackingWebhookView,
    (Provider.POSTMARK, "inbound"): PostmarkInboundWebhookView,
    (Provider.POSTMARK, "tracking"): PostmarkTrackingWebhookView,
    (Provider.SENDGRID, "inbound"): sendgrid.Inbound,
    (Provider.SENDGRID, "tracking"): sendgrid.Tracking,
    (Provider.SES, "inbound"): ses.Inbound,
    (Provider.SES, "tracking"): ses.Tracking,
}
_RAW: dict[str, str] = {Provider.MAILGUN: "body-mime", Provider.SENDGRID: "email"}
_GONE = (RejectReason.BOUNCED, RejectReason.INVALID)


class NotProved(Exception):
    """Whoever called did not show that it is the provider."""


class NotRead(Exception):
    """It is the provider, and what it says cannot be read."""


@dataclass(frozen=True, slots=True)
class CameIn:
    raw: bytes
    envelope_from: str
    envelope_to: str


@dataclass(frozen=True, slots=True)
class Became:
    """A mail of ours that did not arrive for good. `gone`: the provider says that the address is what is wrong."""

    address: str
    message_ids: tuple[str, ...]
    why: str
    gone: bool
    complaint: bool


def mails_in(hook: ProviderHook, request: HttpRequest) -> list[CameIn]:
    """Raises NotProved or NotRead."""
    events = _events(hook, request, "inbound")
    try:
        return [
            CameIn(
                _raw(hook, request, event) or event.message.as_bytes(),
                event.message.envelope_sender or "",
                event.message.envelope_recipient or "",
            )
            for event in events
        ]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise NotRead(type(error).__name__) from None


def _raw(hook: ProviderHook, request: HttpRequest, event: Any) -> bytes | None:
    """Byte for byte where the provider sends it so: a signature holds for the very bytes."""
    if hook.provider == Provider.SES:
        return ses.raw_of(event.esp_event)
    field = _RAW.get(hook.provider)
    raw = request.POST.get(field) if field else None
    return raw.encode("utf-8", "replace") if raw else None


def what_became(hook: ProviderHook, request: HttpRequest) -> Iterator[Became]:
    """Of those alone that did not arrive for good; raises NotProved or NotRead."""
    for event in _events(hook, request, "tracking"):
        complaint = event.event_type == EventType.COMPLAINED
        failed = event.event_type in (EventType.BOUNCED, EventType.REJECTED) and event.reject_reason != "blocked"
        if hook.provider == Provider.SES and ses.is_an_answer(event.esp_event, event.mta_response or ""):
            continue
        if event.recipient and (complaint or failed):
            yield Became(
                address=str(event.recipient).strip().lower(),
                message_ids=tuple(_ids(hook, event)),
                why=" ".join(str(event.mta_response or event.description or "").split())[:500],
                gone=_is_gone(hook, event),
                complaint=complaint,
            )


def _is_gone(hook: ProviderHook, event: Any) -> bool:
    said = event.esp_event or {}
    if hook.provider == Provider.SENDGRID:
        return sendgrid.is_gone(said)
    if hook.provider == Provider.SES:
        return ses.is_gone(said)
    if said.get("Type"):
        return said["Type"] in ("HardBounce", "BadEmailAddress")
    return event.reject_reason in _GONE


def _ids(hook: ProviderHook, event: Any) -> Iterator[str]:
    ours = ses.message_ids(event.esp_event) if hook.provider == Provider.SES else []
    for known in (event.message_id, (event.metadata or {}).get("message-id"), *ours):
        if known:
            yield known if str(known).startswith("<") else f"<{known}>"


def _events(hook: ProviderHook, request: HttpRequest, what: str) -> list[Any]:
    given = {"webhook_secret": f"{USER}:{unseal(hook.secret)}"}
    if hook.provider == Provider.MAILGUN:
        given["webhook_signing_key"] = unseal(hook.signing_key)
    elif hook.provider in (Provider.SENDGRID, Provider.SES):
        given["signing_key"] = unseal(hook.signing_key) if hook.signing_key else ""
    view = _VIEWS[(hook.provider, what)](**given)
    try:
        view.run_validators(request)
    except AnymailWebhookValidationFailure as failure:
        raise NotProved(str(failure)) from None
    except AnymailError as error:
        raise NotRead(type(error).__name__) from None
    except (ValueError, LookupError, TypeError, AttributeError):
        raise NotProved("nothing that it could have signed") from None
    try:
        return list(view.parse_events(request))
    except AnymailWebhookValidationFailure as failure:
        raise NotProved(str(failure)) from None
    except (AnymailError, ImproperlyConfigured, ValueError, LookupError, TypeError, AttributeError) as error:
        raise NotRead(type(error).__name__) from None
