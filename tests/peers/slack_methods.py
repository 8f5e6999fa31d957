"""Which methods of Slack's Web API there are, and which arguments each takes."""

import json
from collections.abc import Mapping

from tests.shared import BESIDE

# Beside what the published description (of 2021) lists: methods and arguments from docs.slack.dev.
_MORE: Mapping[str, set[str]] = {
    "apps.connections.open": set(),
    "chat.postEphemeral": {"channel", "user", "text", "blocks"},
    "chat.postMessage": {"metadata"},
    "conversations.list": {"types", "exclude_archived", "limit", "cursor"},
    "conversations.open": {"users"},
    "pins.add": {"channel", "timestamp"},
    "users.info": {"user"},
}
NEEDED: Mapping[str, set[str]] = {
    "chat.postEphemeral": {"channel", "user"},
    "conversations.create": {"name"},
    "conversations.invite": {"channel", "users"},
    "pins.add": {"channel", "timestamp"},
    "users.info": {"user"},
}


def described() -> dict[str, set[str]]:
    """Arguments by method: of the published description where it is at hand, with what was added since."""
    known: dict[str, set[str]] = {}
    described = BESIDE / "fixtures" / "slack" / "web-api.swagger2-slice.json"
    if described.exists():
        for path, verbs in json.loads(described.read_text())["paths"].items():
            for operation in verbs.values():
                known[path.strip("/")] = {one["name"] for one in operation["parameters"]} - {"token"}
    for method, names in _OWN.items():
        known.setdefault(method, set()).update(names)
    for method, names in _MORE.items():
        known.setdefault(method, set()).update(names)
    return known


# The same from docs.slack.dev, for a checkout without the published description beside it.
_OWN: Mapping[str, set[str]] = {
    "auth.test": set(),
    "chat.postMessage": {"channel", "text", "blocks", "link_names", "unfurl_links", "unfurl_media", "thread_ts"},
    "chat.update": {"channel", "ts", "text", "blocks"},
    "conversations.create": {"name", "is_private"},
    "conversations.invite": {"channel", "users"},
    "users.lookupByEmail": {"email"},
}
