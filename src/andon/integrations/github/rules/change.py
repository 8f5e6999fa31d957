"""Which of GitHub's events are a change of a service, and what to say of it.

A deployment that ended, a push to the repository's main branch, and a published release. Fields after
docs.github.com, "Webhook events and payloads".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

DEPLOYMENTS, PUSHES, RELEASES = "deployments", "pushes", "releases"
_ENDED = {"success": "succeeded", "failure": "failed", "error": "failed"}


@dataclass(frozen=True, slots=True)
class Change:
    """`id`: what makes it this change and no other, however often it is told ("" where nothing does);
    `environment` "" where it has none; `who`: whom GitHub names."""

    what: str
    id: str
    summary: str
    url: str
    who: str = ""
    environment: str = ""


def change_of(event: str, payload: Mapping[str, Any]) -> Change | None:
    """None for what is no change, or tells of one that has not ended."""
    read = _READERS.get(event)
    change = read(payload) if read else None
    return replace(change, who=_text(_part(payload, "sender"), "login")) if change else None


def repository_of(payload: Mapping[str, Any]) -> str:
    """owner/name; "" where an event has no repository."""
    return _text(_part(payload, "repository"), "full_name")


def _deployment(payload: Mapping[str, Any]) -> Change | None:
    status, deployment = _part(payload, "deployment_status"), _part(payload, "deployment")
    ended = _ENDED.get(_text(status, "state"))
    if ended is None:
        return None
    environment = _text(status, "environment") or _text(deployment, "environment")
    what = f"{_text(deployment, 'ref')} ({_text(deployment, 'sha')[:7]})"
    url = _text(status, "log_url") or _text(status, "target_url")
    # A deployment gets a status anew each time that one is set, also when it is the same.
    number = _number(deployment)
    return Change(
        DEPLOYMENTS,
        f"{repository_of(payload)}#{number}:{_text(status, 'state')}" if number else _number(status),
        f"Deployment of {what} to {environment} {ended}",
        url,
        environment=environment,
    )


def _push(payload: Mapping[str, Any]) -> Change | None:
    main = _text(_part(payload, "repository"), "default_branch")
    if not main or _text(payload, "ref") != f"refs/heads/{main}" or payload.get("deleted"):
        return None
    commits = payload.get("commits")
    count = len(commits) if isinstance(commits, list) else 0
    said = _text(_part(payload, "head_commit"), "message").partition("\n")[0]
    number = "1 commit" if count == 1 else f"{count} commits"
    return Change(PUSHES, _text(payload, "after"), f"{number} on {main}: {said}", _text(payload, "compare"))


def _release(payload: Mapping[str, Any]) -> Change | None:
    if payload.get("action") != "published":
        return None
    release = _part(payload, "release")
    tag, name = _text(release, "tag_name"), _text(release, "name")
    named = f"{tag} ({name})" if name and name != tag else tag
    return Change(RELEASES, _number(release), f"Release {named} published", _text(release, "html_url"))


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Change | None]] = {
    "deployment_status": _deployment,
    "push": _push,
    "release": _release,
}


def _part(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = found.get(name)
    return part if isinstance(part, dict) else {}


def _number(found: Mapping[str, Any]) -> str:
    number = found.get("id")
    return str(number) if isinstance(number, int) else ""


def _text(found: Mapping[str, Any], name: str) -> str:
    text = found.get(name)
    return text if isinstance(text, str) else ""
