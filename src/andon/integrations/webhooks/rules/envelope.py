"""What is sent: the body after Standard Webhooks or CloudEvents 1.0, at most 20 KB, and its signed headers.

Too large: first the object is left out, then what the fact lists; `left_out` names what is missing.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from standardwebhooks import Webhook

MOST_BYTES = 20 * 1024
STANDARD, CLOUDEVENTS = "standard", "cloudevents"
_MEDIA_TYPES = {STANDARD: "application/json", CLOUDEVENTS: "application/cloudevents+json"}
_LEAVE_OUT = ("object", "about", "fact")


def body_of(event: Mapping[str, Any], *, id: str, source: str, format: str) -> bytes:
    """`event` is {"type", "timestamp", "data"}; the same event gives the same bytes."""
    data, left_out = dict(event["data"]), []
    for name in _LEAVE_OUT:
        body = _written(event, data, id, source, format)
        if len(body) <= MOST_BYTES:
            return body
        if data.pop(name, None) is not None:
            left_out.append(name)
            data["left_out"] = left_out
    return _written(event, data, id, source, format)


def _written(event: Mapping[str, Any], data: Mapping[str, Any], id: str, source: str, format: str) -> bytes:
    whole = {"type": event["type"], "timestamp": event["timestamp"], "data": data}
    if format == CLOUDEVENTS:
        subject = data["subject"]
        whole = {
            "specversion": "1.0",
            "id": id,
            "source": source,
            "type": event["type"],
            "time": event["timestamp"],
            "subject": f"{subject['kind']}/{subject['id']}",
            "datacontenttype": "application/json",
            "data": data,
        }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def headers_of(body: bytes, *, id: str, secrets: Sequence[str], now: datetime, format: str) -> dict[str, str]:
    """Signed with each live secret, so that the receiver may know either; `now` in UTC, wall time."""
    signatures = [Webhook(secret).sign(id, now, body.decode()) for secret in secrets]
    return {
        "Content-Type": _MEDIA_TYPES[format],
        "User-Agent": "Andon-Webhooks/1",
        "webhook-id": id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
