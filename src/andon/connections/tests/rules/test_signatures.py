"""The published vectors of each vendor, spoilt ones, and the official libraries as judges."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.signature import SignatureVerifier
from standardwebhooks import Webhook
from tests.shared import shared_fixtures
from twilio.request_validator import RequestValidator

from andon.connections.rules.arrived import Arrived
from andon.connections.rules.signatures import over_body, shared_word, stamped
from andon.connections.rules.signatures.by_address import twilio

Scheme = Callable[[Arrived, Sequence[str]], bool]
SCHEMES: dict[str, Scheme] = {
    "github": over_body.github,
    "jira": over_body.jira,
    "slack": stamped.slack,
    "standardwebhooks": stamped.standard_webhooks,
    "twilio": twilio,
}
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
STAMP = str(int(NOW.timestamp()))


def arrived(body: bytes = b"", url: str = "", now: datetime = NOW, **headers: str) -> Arrived:
    named = {name.lower().replace("_", "-"): text for name, text in headers.items()}
    return Arrived(method="POST", url=url, headers=named, body=body, now=now)


def vectors() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((shared_fixtures("signatures") / "published-vectors.json").read_text())
    return found


def as_arrived(vector: dict[str, Any], **more: Any) -> Arrived:
    body = vector["body"] if "body" in vector else urlencode(vector["form"])
    now = datetime.fromtimestamp(vector.get("now", 0), UTC)
    headers = {name.lower(): text for name, text in vector["headers"].items()}
    return Arrived(
        **{"method": "POST", "url": vector.get("url", ""), "headers": headers, "body": body.encode(), "now": now} | more
    )


def test_the_published_vectors_hold() -> None:
    seen = set()
    for vector in vectors():
        if scheme := SCHEMES.get(vector["vendor"]):
            seen.add(vector["vendor"])
            assert scheme(as_arrived(vector), ["an older one", vector["secret"]]), vector["vendor"]
            assert not scheme(as_arrived(vector), ["an older one", ""]), vector["vendor"]
            assert not scheme(as_arrived(vector), []), vector["vendor"]
            assert not scheme(as_arrived(vector, headers={}), [vector["secret"]]), vector["vendor"]
            assert not scheme(as_arrived(vector, body=b"spoilt"), [vector["secret"]]), vector["vendor"]
    assert seen == set(SCHEMES)


def test_stamps_older_or_newer_than_five_minutes_are_refused() -> None:
    for vector in vectors():
        if vector["vendor"] in ("slack", "standardwebhooks"):
            scheme, then = SCHEMES[vector["vendor"]], datetime.fromtimestamp(vector["now"], UTC)
            for minutes, good in ((-6, False), (-4, True), (4, True), (6, False)):
                now = then + timedelta(minutes=minutes)
                assert scheme(as_arrived(vector, now=now), [vector["secret"]]) is good


def test_zendesk_signs_the_time_first_and_the_old_pages_order_is_refused() -> None:
    (old,) = (vector for vector in vectors() if vector["vendor"].startswith("zendesk"))
    stamp = old["headers"]["X-Zendesk-Webhook-Signature-Timestamp"]
    now = datetime.fromisoformat(stamp)
    backwards = hmac.new(old["secret"].encode(), (old["body"] + stamp).encode(), hashlib.sha256).digest()
    assert base64.b64encode(backwards).decode() == old["headers"]["X-Zendesk-Webhook-Signature"]
    assert not stamped.zendesk(as_arrived(old, now=now), [old["secret"]])
    good = base64.b64encode(hmac.new(old["secret"].encode(), (stamp + old["body"]).encode(), hashlib.sha256).digest())
    right = old["headers"] | {"X-Zendesk-Webhook-Signature": good.decode()}
    headers = {name.lower(): text for name, text in right.items()}
    assert stamped.zendesk(as_arrived(old, now=now, headers=headers), [old["secret"]])
    assert not stamped.zendesk(as_arrived(old, now=now + timedelta(minutes=6), headers=headers), [old["secret"]])


def test_pagerdutys_published_example() -> None:
    signed = json.loads((shared_fixtures("pagerduty") / "webhook-v3.signed.json").read_text())
    for header, good in ((signed["valid"], True), (signed["invalid"], False)):
        given = arrived(signed["body"].encode(), X_PagerDuty_Signature=header)
        assert over_body.pagerduty(given, ["an older one", signed["secret"]]) is good
        assert not over_body.pagerduty(given, ["other"])


def hexed(secret: str, signed: bytes) -> str:
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def test_lists_of_signatures() -> None:
    """While a secret rotates a vendor signs with both."""
    header = f"v1={'0' * 64}, v1={hexed('new', b'x')},v2=zz"
    assert over_body.pagerduty(arrived(b"x", X_PagerDuty_Signature=header), ["old", "new"])
    assert not over_body.pagerduty(arrived(b"x", X_PagerDuty_Signature=header.replace("v1", "v2")), ["new"])


def test_sentry_teams_grafana_meta_and_zoom() -> None:
    assert over_body.sentry(arrived(b"x", Sentry_Hook_Signature=hexed("s", b"x")), ["s"])
    assert not over_body.sentry(arrived(b"y", Sentry_Hook_Signature=hexed("s", b"x")), ["s"])
    token = base64.b64encode(b"k3y").decode()
    signed = base64.b64encode(hmac.new(b"k3y", b"x", hashlib.sha256).digest()).decode()
    assert over_body.teams(arrived(b"x", Authorization=f"HMAC {signed}"), [token])
    assert not over_body.teams(arrived(b"x", Authorization=f"Bearer {signed}"), [token])
    assert not over_body.teams(arrived(b"x", Authorization=f"HMAC {signed}"), ["k3y"])
    assert stamped.grafana(arrived(b"x", X_Grafana_Alerting_Signature=hexed("s", b"x")), ["s"])
    stamped_too = arrived(b"x", X_Grafana_Alerting_Signature=hexed("s", f"{STAMP}:x".encode()), X_Time=STAMP)
    assert stamped.grafana(stamped_too, ["s"], time_header="X-Time")
    assert not stamped.grafana(stamped_too, ["s"])
    assert over_body.meta(arrived(b"x", X_Hub_Signature_256="sha256=" + hexed("s", b"x")), ["s"])
    zoom = {"x_zm_signature": "v0=" + hexed("s", f"v0:{STAMP}:x".encode()), "x_zm_request_timestamp": STAMP}
    assert stamped.zoom(arrived(b"x", **zoom), ["s"])
    assert not stamped.zoom(arrived(b"x", now=NOW + timedelta(minutes=6), **zoom), ["s"])


def test_words_that_are_sent_along() -> None:
    assert shared_word.in_header(arrived(X_Word="w"), ["v", "w"], "X-Word")
    assert not shared_word.in_header(arrived(), ["", "w"], "X-Word")
    assert shared_word.as_bearer(arrived(Authorization="bearer w"), ["w"])
    assert not shared_word.as_bearer(arrived(Authorization="w"), ["w"])
    basic = base64.b64encode("any:w:ü".encode()).decode()
    assert shared_word.as_password(arrived(Authorization=f"Basic {basic}"), ["w:ü"])
    assert not shared_word.as_password(arrived(Authorization="Basic %%%"), ["w"])


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=40), max_size=8), st.sampled_from(["", ":443"]))
def test_twilio_agrees_with_its_own_library(fields: dict[str, str], port: str) -> None:
    try:
        body = urlencode(fields).encode()
    except UnicodeEncodeError:
        return
    url = "https://care.example/connect/twilio/1/sms?x=1"
    called = url.replace("care.example", f"care.example{port}")
    signed = RequestValidator("t0k3n").compute_signature(called, fields)
    assert twilio(arrived(body, url, X_Twilio_Signature=signed), ["t0k3n"])
    assert not twilio(arrived(body + b"&more=1", url, X_Twilio_Signature=signed), ["t0k3n"])


def test_twilios_json() -> None:
    body = b'{"a": 1}'
    url = f"https://care.example/x?bodySHA256={hashlib.sha256(body).hexdigest()}"
    signed = RequestValidator("t0k3n").compute_signature(url, {})
    assert twilio(arrived(body, url, X_Twilio_Signature=signed), ["t0k3n"])
    assert not twilio(arrived(b'{"a": 2}', url, X_Twilio_Signature=signed), ["t0k3n"])


@given(st.binary(max_size=200))
def test_slack_agrees_with_its_own_library(body: bytes) -> None:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return
    signed = SignatureVerifier("s").generate_signature(timestamp=STAMP, body=text)
    assert stamped.slack(arrived(body, X_Slack_Signature=signed, X_Slack_Request_Timestamp=STAMP), ["s"])


@given(st.text(max_size=200))
def test_standard_webhooks_agrees_with_its_library(text: str) -> None:
    try:
        body = text.encode()
    except UnicodeEncodeError:
        return
    secret = "whsec_" + base64.b64encode(b"k" * 24).decode()
    signed = "v1a,zz " + Webhook(secret).sign("msg_1", NOW, text)
    sent = {"webhook_id": "msg_1", "webhook_timestamp": STAMP, "webhook_signature": signed}
    assert stamped.standard_webhooks(arrived(body, **sent), ["whsec_%%", secret])


@given(st.text(max_size=300), st.text(max_size=40))
def test_no_header_whatever_breaks_a_scheme(header: str, secret: str) -> None:
    names = (
        "x_hub_signature", "x_hub_signature_256", "x_pagerduty_signature", "sentry_hook_signature", "authorization",
        "x_slack_signature", "x_slack_request_timestamp", "x_zendesk_webhook_signature_timestamp", "x_zm_signature",
        "x_zendesk_webhook_signature", "webhook_id", "webhook_timestamp", "webhook_signature", "x_twilio_signature",
    )  # fmt: skip
    try:
        (header + secret).encode()
    except UnicodeEncodeError:
        return
    request = arrived(b"x", "https://care.example/", **dict.fromkeys(names, header))
    schemes = [*SCHEMES.values(), over_body.pagerduty, over_body.sentry, over_body.teams, over_body.meta]
    for scheme in [*schemes, stamped.zoom, stamped.zendesk, stamped.grafana, shared_word.as_password]:
        assert not scheme(request, [secret])
