"""Which column of an export means what. The first name that is there counts; names are compared without case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MEANINGS = ("id", "time", "text", "reporter", "incident", "label", "account")
NEEDED = ("time", "text")

_KNOWN: dict[str, dict[str, tuple[str, ...]]] = {
    "plain": {
        "id": ("id", "case_id", "ticket_id", "number", "key"),
        "time": ("time", "at", "created_at", "created", "date", "timestamp", "opened_at"),
        "text": ("text", "title", "subject", "summary", "body", "description", "message"),
        "reporter": ("reporter", "author", "customer", "requester", "contact", "email", "from"),
        "incident": ("incident", "incident_id", "problem_id", "outage"),
        "label": ("label", "category", "topic", "intent", "group", "component"),
        "account": ("account", "company", "organization", "organisation"),
    },
    "zendesk": {
        "id": ("id", "ticket id", "#"),
        "time": ("created_at", "created at", "requested"),
        "text": ("subject", "raw_subject", "description"),
        "reporter": ("requester_id", "requester id", "requester", "requester email"),
        "incident": ("problem_id", "problem id", "linked to problem"),
        "label": ("group_id", "group", "ticket form", "ticket_form_id"),
        "account": ("organization_id", "organization"),
    },
    "freshdesk": {
        "id": ("ticket id", "id"),
        "time": ("created time", "created_at"),
        "text": ("subject", "description_text", "description"),
        "reporter": ("requester email", "requester id", "requester_id", "requester name", "contact id"),
        "incident": ("problem id", "association"),
        "label": ("group", "group_id", "type", "product"),
        "account": ("company name", "company_id", "company"),
    },
    "jira": {
        "id": ("issue key", "key", "issue id"),
        "time": ("created",),
        "text": ("summary", "description"),
        "reporter": ("reporter id", "reporter"),
        "incident": ("parent", "parent key", "epic link", "parent id"),
        "label": ("component/s", "components", "component", "issue type", "issuetype"),
        "account": ("organizations", "customer"),
    },
}
FORMATS = tuple(_KNOWN)


class NoColumn(ValueError):
    """A column that is needed, or that was named, is not in the file."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Per meaning the columns (places) that say it. Text may stand in several: a subject and a description."""

    places: Mapping[str, tuple[int, ...]]
    rest: Mapping[str, int] = field(default_factory=dict)


def guess_format(names: Sequence[str]) -> str:
    lowered = {name.strip().lower() for name in names}
    if "issue key" in lowered:
        return "jira"
    if "created time" in lowered and "ticket id" in lowered:
        return "freshdesk"
    if lowered & {"requester_id", "requester id", "requester"} and lowered & {"subject", "raw_subject"}:
        return "zendesk"
    return "plain"


def columns_of(names: Sequence[str], format: str = "", chosen: Mapping[str, str] | None = None) -> Columns:
    """`chosen`: column names by meaning, which win over what is known of the format. Raises NoColumn."""
    lowered = [name.strip().lower() for name in names]
    known = _KNOWN[format or guess_format(names)]
    found = {meaning: _find(lowered, known[meaning], several=meaning == "text") for meaning in MEANINGS}
    for meaning, name in (chosen or {}).items():
        if meaning not in MEANINGS:
            raise NoColumn(f"{meaning} is none of {', '.join(MEANINGS)}")
        found[meaning] = _find(lowered, (name.strip().lower(),), several=True)
        if not found[meaning]:
            raise NoColumn(f"there is no column {name!r}; there are {', '.join(names)}")
    for meaning in NEEDED:
        if not found[meaning]:
            raise NoColumn(
                f"no column says the {meaning}: name it with --column {meaning}=NAME; there are {', '.join(names)}"
            )
    used = {place for places in found.values() for place in places}
    rest = {name: place for place, name in enumerate(names) if place not in used and name.strip()}
    return Columns(found, rest)


def _find(names: Sequence[str], wanted: Sequence[str], *, several: bool) -> tuple[int, ...]:
    places = [place for name in wanted for place, there in enumerate(names) if there == name]
    return tuple(places if several else places[:1])
