"""An endpoint of somebody else's, told what happens here, after Standard Webhooks (standardwebhooks.com)."""

import base64
import secrets as random_bytes
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings as installation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from andon.connections.models import Connection, OutgoingDelivery
from andon.connections.rules.signatures.stamped import standard_key
from andon.connections.vendor import Answer, Call, Field, Secrets, TryLater, Vendor, WillNot
from andon.kit import clock, http
from andon.kit.errors import Invalid, Refused
from andon.kit.ids import new_id
from andon.timeline.follow import follow_from_now

from .events import FOLLOWER, SLUG
from .rules.envelope import CLOUDEVENTS, STANDARD, body_of, headers_of
from .rules.event_types import hidden_types, rooms, type_choices

_AUDIENCES = (
    ("customer", gettext_lazy("what customers may know")),
    ("agents", gettext_lazy("what agents may know")),
    ("engineering", gettext_lazy("what engineers alone may know")),
)
_FORMATS = ((STANDARD, "Standard Webhooks"), (CLOUDEVENTS, "CloudEvents 1.0 (JSON)"))
GONE = 410


class Webhooks(Vendor):
    slug = SLUG
    title = gettext_lazy("Webhook")
    about = gettext_lazy("Tells an address of yours what happens here, signed after Standard Webhooks")
    icon = "send"
    has_incoming = False
    most_answer = 2048
    fields = (
        Field("url", gettext_lazy("Address"), kind="address", required=True),
        Field("description", gettext_lazy("What it is for")),
        Field(
            "audiences", gettext_lazy("It may know"), kind="choices", choices=_AUDIENCES, required=True,
            usual=["customer", "agents"],
        ),
        Field("format", gettext_lazy("Format"), kind="choice", choices=_FORMATS, required=True, usual=STANDARD),
        Field(
            "with_objects", gettext_lazy("With the case, incident or alert as the API shows it"), kind="switch",
            hint=gettext_lazy("Titles and customer-safe texts go along. Without it there are ids and codes alone."),
            usual=False,
        ),
        Field("rooms", gettext_lazy("Everything of"), kind="choices", choices=rooms, usual=[]),
        Field("types", gettext_lazy("And these events"), kind="choices", choices=type_choices, usual=[]),
        Field(
            "signing", gettext_lazy("Signing secret"), secret=True, made=True,
            hint=gettext_lazy("whsec_ and base64."),
        ),
    )  # fmt: skip

    def check(self, settings: Mapping[str, Any]) -> None:
        if not settings["rooms"] and not settings["types"]:
            raise Invalid({"types": _("Choose what it is told: whole rooms, or single events.")})
        if hidden := hidden_types(settings["types"], settings["audiences"]):
            raise Invalid({"types": _("It may not know %(type)s.") % {"type": hidden[0]}})
        parts = urlsplit(settings["url"])
        try:
            http.check_host(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
        except Refused as refused:
            raise Invalid({"url": refused.message}) from None

    def check_secret(self, name: str, secret: str) -> None:
        if not secret.startswith("whsec_") or not 24 <= len(standard_key(secret)) <= 64:
            raise Invalid({name: _("Write whsec_ and 24 to 64 bytes in base64.")})

    def make_secret(self, name: str) -> str:
        return "whsec_" + base64.b64encode(random_bytes.token_bytes(32)).decode()

    def changed(self, connection: Connection) -> None:
        if not connection.is_paused:
            follow_from_now(FOLLOWER)

    def test(self, connection: Connection, secrets: Secrets) -> str:
        """Sends an event of the type `andon.test`, which is in no list."""
        answer = self._answer_to_test(connection, secrets)
        if not 200 <= answer < 300:
            raise Refused(_("It answered %(status)s to the test event.") % {"status": answer})
        return _("It took the test event and answered %(status)s.") % {"status": answer}

    def call_of(self, outgoing: OutgoingDelivery, connection: Connection, secrets: Secrets, now: datetime) -> Call:
        return _call(connection, f"msg_{outgoing.id.hex}", outgoing.content, secrets, now)

    def judge(self, answer: Answer, outgoing: OutgoingDelivery) -> None:
        """Whatever is not 2xx is tried again, but "gone", which the standard means for good."""
        if answer.status == GONE:
            raise WillNot(_("It answered 410: gone for good."), stop=True)
        if not 200 <= answer.status < 300:
            raise TryLater(_("It answered %(status)s.") % {"status": answer.status})

    def _answer_to_test(self, connection: Connection, secrets: Secrets) -> int:
        now = clock.wall()
        data = {"subject": {"kind": "connection", "id": str(connection.id)}}
        event = {"type": "andon.test", "timestamp": now.astimezone(UTC).isoformat(), "data": data}
        call = _call(connection, f"msg_{new_id().hex}", event, secrets, now)
        response = http.request(
            call.method, call.url, content=call.content, headers=call.headers, cut_at=self.most_answer
        )
        return response.status_code


def _call(connection: Connection, id: str, event: Mapping[str, Any], secrets: Secrets, now: datetime) -> Call:
    format = connection.settings["format"]
    body = body_of(event, id=id, source=installation.BASE_URL, format=format)
    headers = headers_of(body, id=id, secrets=secrets["signing"], now=now, format=format)
    return Call(url=connection.settings["url"], headers=headers, content=body)
