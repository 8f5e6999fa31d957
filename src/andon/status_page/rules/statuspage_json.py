"""The same page in the shapes of Statuspage's API, version 2, so that what reads others' pages reads ours.

Groups are components of their own there, with `group` true; ids are texts; times are RFC 3339 with milliseconds.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from .history import shown_uptime
from .shown import ComponentShown, IncidentShown, PageShown, PostShown
from .states import worst

Json = dict[str, Any]
DESCRIPTIONS = {
    "none": "All Systems Operational",
    "minor": "Minor Service Outage",
    "major": "Partial System Outage",
    "critical": "Major Service Outage",
    "maintenance": "Service Under Maintenance",
}
STAGE_SENTENCES = {
    "investigating": "We are looking into it.",
    "identified": "We have found the cause and are working on it.",
    "monitoring": "A fix is in place. We are watching it.",
    "resolved": "This is resolved.",
}
MOST_LISTED = 50


def documents(page: PageShown) -> dict[str, Json]:
    """By their path below `api/v2/`."""
    head, status = {"page": _page(page)}, {"status": _status(page)}
    components = {"components": _components(page)}
    incidents = [_incident(one, page) for one in page.incidents[:MOST_LISTED]]
    unresolved = [_incident(one, page) for one in page.standing]
    # Planned work is not kept yet; clients ask for these all the same.
    planned: Json = {"scheduled_maintenances": []}
    return {
        "summary.json": head | components | {"incidents": unresolved} | planned | status,
        "status.json": head | status,
        "components.json": head | components,
        "incidents.json": head | {"incidents": incidents},
        "incidents/unresolved.json": head | {"incidents": unresolved},
        "scheduled-maintenances.json": head | planned,
        "scheduled-maintenances/upcoming.json": head | planned,
        "scheduled-maintenances/active.json": head | planned,
    }


def _page(page: PageShown) -> Json:
    return {
        "id": page.id.hex,
        "name": page.name,
        "url": page.url,
        "time_zone": page.zone.key,
        "updated_at": instant(page.changed_at),
    }


def _status(page: PageShown) -> Json:
    return {"indicator": page.indicator, "description": DESCRIPTIONS[page.indicator]}


def _components(page: PageShown) -> list[Json]:
    listed: list[Json] = []
    for group in dict.fromkeys(one.group for one in page.components):
        members = [one for one in page.components if one.group == group]
        if group:
            listed.append(_group(group, members, page))
        listed += [_component(one, page) for one in members]
    return listed


def _component(one: ComponentShown, page: PageShown) -> Json:
    return _line(one.id, one.name, one.state, one.position, one.since, one.changed_at, page) | {
        "group": False,
        "group_id": _group_id(page, one.group).hex if one.group else None,
        "start_date": one.since.astimezone(page.zone).date().isoformat(),
        "showcase": True,
        "uptime_90_days": None if one.history.uptime is None else float(shown_uptime(one.history.uptime)),
    }


def _group(name: str, members: list[ComponentShown], page: PageShown) -> Json:
    since, changed = min(one.since for one in members), max(one.changed_at for one in members)
    state, position = worst(one.state for one in members), members[0].position
    line = _line(_group_id(page, name), name, state, position, since, changed, page)
    members_of = {"components": [one.id.hex for one in members]}
    return line | {"group": True, "group_id": None, "start_date": None, "showcase": False} | members_of


def _line(id: UUID, name: str, state: str, position: int, since: datetime, changed: datetime, page: PageShown) -> Json:
    return {
        "id": id.hex,
        "name": name,
        "description": None,
        "status": state,
        "position": position,
        "only_show_if_degraded": False,
        "created_at": instant(since),
        "updated_at": instant(changed),
        "page_id": page.id.hex,
    }


def _group_id(page: PageShown, name: str) -> UUID:
    return uuid5(page.id, name)


def _incident(one: IncidentShown, page: PageShown) -> Json:
    hit = [component for component in page.components if component.id in one.states]
    return {
        "id": one.id.hex,
        "name": one.called("en"),
        "status": one.stage,
        "impact": one.impact,
        "shortlink": f"{page.url}/incidents/{one.id.hex}.html",
        "started_at": instant(one.started_at),
        "created_at": instant(one.published_at),
        "updated_at": instant(one.changed_at),
        "monitoring_at": _or_null(one.monitoring_at),
        "resolved_at": _or_null(one.resolved_at),
        "page_id": page.id.hex,
        "incident_updates": [_post(post, one, page) for post in one.posts],
        "components": [_component(component, page) for component in hit],
    }


def _post(post: PostShown, one: IncidentShown, page: PageShown) -> Json:
    _locale, words = post.says("en")
    names = {component.id: component.name for component in page.components}
    return {
        "id": post.id.hex,
        "incident_id": one.id.hex,
        "status": post.stage,
        "body": words or STAGE_SENTENCES[post.stage],
        "display_at": instant(post.at),
        "created_at": instant(post.at),
        "updated_at": instant(post.at),
        "affected_components": _changes(post, names) or None,
        "deliver_notifications": True,
        "custom_tweet": None,
        "tweet_id": None,
    }


def _changes(post: PostShown, names: Mapping[UUID, str]) -> list[Json]:
    return [
        {"code": id.hex, "name": names[id], "old_status": old, "new_status": new}
        for id, old, new in post.changes
        if id in names
    ]


def _or_null(moment: datetime | None) -> str | None:
    return instant(moment) if moment else None


def instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
