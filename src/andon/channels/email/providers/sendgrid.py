"""SendGrid's calls, read by Anymail; each event call is signed where the key is known."""

import base64
import binascii
from typing import Any

from anymail.webhooks.base import AnymailBaseWebhookView  # type: ignore[import-untyped]
from anymail.webhooks.sendgrid import (  # type: ignore[import-untyped]
    SendGridInboundWebhookView,
    SendGridTrackingWebhookView,
)
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key


def verification_key(text: str) -> EllipticCurvePublicKey:
    """SendGrid's “verification key” as its screen shows it. Raises ValueError for anything else."""
    try:
        key = load_der_public_key(base64.b64decode("".join(text.split()), validate=True))
    except (binascii.Error, UnsupportedAlgorithm) as error:
        raise ValueError(str(error)) from None
    if not isinstance(key, EllipticCurvePublicKey):
        raise ValueError("no key of an elliptic curve")
    return key


class Tracking(SendGridTrackingWebhookView):  # type: ignore[misc]
    # Anymail's own beginning warns at each call that it no longer tries SendGrid out; our tests do.
    def __init__(self, signing_key: str = "", **given: Any) -> None:
        self.webhook_verification_key = verification_key(signing_key) if signing_key else None
        AnymailBaseWebhookView.__init__(self, **given)


class Inbound(SendGridInboundWebhookView):  # type: ignore[misc]
    def __init__(self, signing_key: str = "", **given: Any) -> None:
        AnymailBaseWebhookView.__init__(self, **given)


def is_gone(event: dict[str, Any]) -> bool:
    """Whether SendGrid says that the address is what is wrong; a block is about the sender or the text."""
    if event.get("event") == "bounce":
        return event.get("type") != "blocked"
    said = str(event.get("type") or event.get("reason") or "").lower()
    return event.get("event") == "dropped" and said in ("bounce", "bounced address", "invalid")
