"""Amazon SES's calls, which come through SNS: read by Anymail, proved by SNS's signature besides the password."""

import base64
from typing import Any

from anymail.exceptions import AnymailAPIError, AnymailWebhookValidationFailure  # type: ignore[import-untyped]
from anymail.webhooks.amazon_ses import (  # type: ignore[import-untyped]
    AmazonSESBaseWebhookView,
    AmazonSESInboundWebhookView,
    AmazonSESTrackingWebhookView,
)
from anymail.webhooks.base import AnymailBaseWebhookView  # type: ignore[import-untyped]
from django.http import HttpRequest

from .sns import NotAmazons, Unreachable, check_signature, confirm


class _BySns(AmazonSESBaseWebhookView):  # type: ignore[misc]
    # Anymail's own beginning wants boto3, which only its ways to S3 and to confirming need.
    def __init__(self, signing_key: str = "", **given: Any) -> None:
        AnymailBaseWebhookView.__init__(self, **given)

    def parse_events(self, request: HttpRequest) -> list[Any]:
        """Here, and not among the proofs: whoever does not know the password makes us fetch no certificate."""
        try:
            check_signature(self._parse_sns_message(request))
        except NotAmazons as fault:
            raise AnymailWebhookValidationFailure(str(fault)) from None
        except Unreachable as fault:
            raise AnymailAPIError(str(fault)) from None
        events: list[Any] = super().parse_events(request)
        return events

    def auto_confirm_sns_subscription(self, sns_message: dict[str, Any]) -> None:
        """Whoever knows our password subscribed us."""
        try:
            confirm(sns_message)
        except (NotAmazons, Unreachable) as fault:
            raise AnymailAPIError(str(fault)) from None


class Tracking(_BySns, AmazonSESTrackingWebhookView):  # type: ignore[misc]
    pass


class Inbound(_BySns, AmazonSESInboundWebhookView):  # type: ignore[misc]
    pass


def raw_of(event: dict[str, Any]) -> bytes | None:
    """The mail as it came; the receipt rule's action must be SNS, because what lies in S3 is not fetched."""
    content = event.get("content")
    if not isinstance(content, str):
        return None
    action = event.get("receipt", {}).get("action", {})
    return base64.b64decode(content) if action.get("encoding") == "BASE64" else content.encode("utf-8", "replace")


def is_gone(event: dict[str, Any]) -> bool:
    return bool(event.get("bounce", {}).get("bounceType") == "Permanent")


def is_an_answer(event: dict[str, Any], said: str) -> bool:
    """SES calls an out-of-office a transient bounce too; it has no word of a server."""
    bounce = event.get("bounce", {})
    return (bounce.get("bounceType"), bounce.get("bounceSubType")) == ("Transient", "General") and not said


def message_ids(event: dict[str, Any]) -> list[str]:
    """Ours: SES gives each mail another one."""
    mail = event.get("mail", {})
    found = [mail.get("commonHeaders", {}).get("messageId")]
    found += [one.get("value") for one in mail.get("headers", []) if str(one.get("name")).lower() == "message-id"]
    return [one for one in found if isinstance(one, str)]
