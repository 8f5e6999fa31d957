"""Schemes that sign the body alone; whoever repeats one is caught by the delivery's id.

GitHub (docs.github.com, Validating webhook deliveries), Jira Cloud (WebSub's header, without "-256"), Meta (Webhooks),
PagerDuty (Verifying signatures: a list while secrets rotate), Sentry (integration platform), Teams (outgoing webhook:
the key is the decoded token), Grafana (Alerting, custom header).
"""

from collections.abc import Sequence

from andon.connections.rules.arrived import Arrived

from .mac import any_match, from_base64, from_hex, keys_of


def github(arrived: Arrived, secrets: Sequence[str]) -> bool:
    return _sha256(arrived, "X-Hub-Signature-256", secrets)


def jira(arrived: Arrived, secrets: Sequence[str]) -> bool:
    return _sha256(arrived, "X-Hub-Signature", secrets)


def meta(arrived: Arrived, secrets: Sequence[str]) -> bool:
    """Facebook, Instagram and WhatsApp; the secret is the app's."""
    return _sha256(arrived, "X-Hub-Signature-256", secrets)


def pagerduty(arrived: Arrived, secrets: Sequence[str]) -> bool:
    """Any signature of the list by any secret of ours."""
    listed = [part.strip() for part in arrived.header("X-PagerDuty-Signature").split(",")][:16]
    given = [one for part in listed if part.startswith("v1=") for one in from_hex(part.removeprefix("v1="))]
    return any_match(keys_of(secrets), arrived.body, given)


def sentry(arrived: Arrived, secrets: Sequence[str]) -> bool:
    """The secret is the integration's client secret."""
    return any_match(keys_of(secrets), arrived.body, from_hex(arrived.header("Sentry-Hook-Signature")))


def teams(arrived: Arrived, secrets: Sequence[str]) -> bool:
    """The key is what the security token means in base64."""
    keys = [key for secret in secrets for key in from_base64(secret)]
    scheme, _, given = arrived.header("Authorization").partition(" ")
    return scheme.upper() == "HMAC" and any_match(keys, arrived.body, from_base64(given.strip()))


def _sha256(arrived: Arrived, header: str, secrets: Sequence[str]) -> bool:
    scheme, _, given = arrived.header(header).partition("=")
    return scheme == "sha256" and any_match(keys_of(secrets), arrived.body, from_hex(given))
