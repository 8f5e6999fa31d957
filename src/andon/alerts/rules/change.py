"""What a valid change event is: PagerDuty's change events, and in `custom_details` what we ask for beyond them.

Its kind is the first of these that is known: `custom_details.kind`, `custom_details.type`; else "other". Who did it
stands in `custom_details.who`, `author`, `user` or `deployed_by`; where in `environment` or `env`; the link is the
first web address of `links`, else `custom_details.link` or `url`.
"""

from collections.abc import Mapping
from typing import Any

from .event import ChangeIn, key_faults, summary_faults

KINDS = ("deploy", "flag", "config", "other")
_WORDS = {
    "deploy": "deploy deployment release rollout rollback",
    "flag": "flag feature_flag featureflag toggle",
    "config": "config configuration setting settings infrastructure migration",
}
_KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_WEB = ("https://", "http://")
LONGEST_LINK = 2000


def read_change(raw: object) -> ChangeIn | list[str]:
    """A change event, or what is wrong with it."""
    if not isinstance(raw, dict):
        return ["event must be a JSON object"]
    faults = key_faults(raw)
    payload = raw.get("payload")
    if not isinstance(payload, dict):
        faults.append("payload is required")
        payload = {}
    faults += summary_faults(payload)
    if faults:
        return faults
    details = payload.get("custom_details")
    details = details if isinstance(details, dict) else {}
    return ChangeIn(
        routing_key=raw["routing_key"],
        summary=payload["summary"],
        source=str(payload.get("source") or "")[:255],
        kind=kind_of(details.get("kind"), details.get("type")),
        who=first_text(details, "who", "author", "user", "deployed_by")[:120],
        environment=first_text(details, "environment", "env")[:60],
        link=_link(raw.get("links"), details),
        payload={key: raw[key] for key in ("payload", "links") if raw.get(key)},
    )


def kind_of(*words: object) -> str:
    found = (_KIND_OF.get(word.strip().lower()) for word in words if isinstance(word, str))
    return next((kind for kind in found if kind), "other")


def first_text(told: Mapping[str, Any], *names: str) -> str:
    return next((told[name].strip() for name in names if isinstance(told.get(name), str) and told[name].strip()), "")


def web_address(text: object) -> str:
    """As it is if it leads to the web and can be stored, else nothing: what a machine says is not to be run."""
    fits = isinstance(text, str) and text.lower().startswith(_WEB) and len(text) <= LONGEST_LINK
    return str(text) if fits else ""


def _link(links: object, details: Mapping[str, Any]) -> str:
    told = [link.get("href") for link in links if isinstance(link, dict)] if isinstance(links, list) else []
    found = (web_address(one) for one in [*told, details.get("link"), details.get("url")])
    return next((one for one in found if one), "")
