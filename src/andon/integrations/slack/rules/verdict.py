"""What an answer of the Web API means: most failures come with status 200 and {"ok": false, "error": "…"}."""

import json
from collections.abc import Mapping
from typing import Any

from andon.connections.rules.patience import asked_for
from andon.connections.vendor import Answer, TryLater, WillNot
from andon.kit import clock

# It is their side, or a matter of time.
_PASSES = frozenset(
    {
        "ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout",
        "team_added_to_org", "org_login_required", "accesslimited",
    }
)  # fmt: skip
# Nothing can be said with this token any more.
_ENDS = frozenset(
    {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "team_access_not_granted"}
)


class SlackSays(WillNot):
    """Slack's own code for why it will not."""

    def __init__(self, code: str, *, stop: bool = False, detail: str = "") -> None:
        super().__init__(f"{code} ({detail})" if detail else code, stop=stop)
        self.code = code


def read_answer(answer: Answer) -> Mapping[str, Any]:
    """What it says, where it is ok; raises TryLater, or SlackSays with the code."""
    if answer.status == 429 or answer.status >= 500:
        asked = answer.headers.get("retry-after", "")
        raise TryLater(f"it answered {answer.status}", after=asked_for(asked, clock.wall()) if asked else None)
    if answer.status != 200:
        raise SlackSays(f"it answered {answer.status}")
    said = _object(answer.body)
    if said.get("ok") is True:
        return said
    code = str(said.get("error") or "an answer without ok")[:120]
    if code in _PASSES:
        raise TryLater(code)
    raise SlackSays(code, stop=code in _ENDS, detail=str(said.get("needed") or "")[:120])


def names_in(said: Mapping[str, Any]) -> dict[str, Any]:
    """Of an answer, what later calls need: the rest repeats what people wrote, and is not kept."""
    channel = said.get("channel")
    kept = {"id": channel.get("id")} if isinstance(channel, dict) else channel
    found = {"ok": said.get("ok"), "channel": kept, "ts": said.get("ts")}
    return {name: value for name, value in found.items() if value is not None}


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        raise TryLater("its answer is no JSON") from None
    return found if isinstance(found, dict) else {}
