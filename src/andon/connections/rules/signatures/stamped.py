"""Schemes that sign a time with the body: older or newer than five minutes is refused.

Slack and Zoom (`v0:{time}:{body}`), Zendesk (`{time}{body}`, nothing between; an older page of theirs has it the other
way round, and what is signed so must be refused), Grafana (`{time}:{body}` where a time header is configured), Standard
Webhooks (`{id}.{time}.{body}`, standardwebhooks.com).
"""

import base64
import binascii
from collections.abc import Sequence

from andon.connections.rules.arrived import Arrived

from .mac import any_match, from_base64, from_hex, is_fresh, is_fresh_moment, keys_of


def slack(arrived: Arrived, secrets: Sequence[str]) -> bool:
    return _v0(arrived, "X-Slack-Signature", "X-Slack-Request-Timestamp", secrets)


def zoom(arrived: Arrived, secrets: Sequence[str]) -> bool:
    """The secret is the app's secret token."""
    return _v0(arrived, "x-zm-signature", "x-zm-request-timestamp", secrets)


def zendesk(arrived: Arrived, secrets: Sequence[str]) -> bool:
    """The secret's text is the key, though it looks like base64."""
    stamp = arrived.header("X-Zendesk-Webhook-Signature-Timestamp")
    given = from_base64(arrived.header("X-Zendesk-Webhook-Signature"))
    fresh = is_fresh_moment(stamp, arrived.now)
    return any_match(keys_of(secrets), stamp.encode() + arrived.body, given) and fresh


def grafana(
    arrived: Arrived,
    secrets: Sequence[str],
    header: str = "X-Grafana-Alerting-Signature",
    time_header: str = "",
) -> bool:
    """With a time header configured the time is signed too, and must be there; without one the body alone."""
    given = from_hex(arrived.header(header))
    if not time_header:
        return any_match(keys_of(secrets), arrived.body, given)
    stamp = arrived.header(time_header)
    return any_match(keys_of(secrets), stamp.encode() + b":" + arrived.body, given) and is_fresh(stamp, arrived.now)


def standard_webhooks(arrived: Arrived, secrets: Sequence[str]) -> bool:
    """The list of signatures may hold kinds that we do not know; `v1` is ours."""
    id, stamp = arrived.header("webhook-id"), arrived.header("webhook-timestamp")
    listed = [part.partition(",") for part in arrived.header("webhook-signature").split(" ")][:16]
    given = [one for version, _, text in listed if version == "v1" for one in from_base64(text)]
    signed = f"{id}.{stamp}.".encode() + arrived.body
    keys = [standard_key(secret) for secret in secrets]
    return bool(id) and any_match(keys, signed, given) and is_fresh(stamp, arrived.now)


def standard_key(secret: str) -> bytes:
    """The bytes of a `whsec_…` secret; none where it is not one."""
    text = secret.removeprefix("whsec_")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _v0(arrived: Arrived, header: str, time_header: str, secrets: Sequence[str]) -> bool:
    version, _, given = arrived.header(header).partition("=")
    stamp = arrived.header(time_header)
    signed = f"v0:{stamp}:".encode() + arrived.body
    matched = any_match(keys_of(secrets), signed, from_hex(given))
    return version == "v0" and matched and is_fresh(stamp, arrived.now)
