"""The cases of a filter, asked of the database: the same meaning as `rules/filtering.py`.

People, teams, types and accounts are looked up first, for all filters of a screen at once, so that the list itself is
one query without joins whatever it is filtered by.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from andon.cases.models import Case, CaseField, CaseType
from andon.cases.models.case_queries import Cases
from andon.cases.rules import fields
from andon.cases.rules.filters import ANY, GROUPS, LATE, ME, MINE, NONE, Filter, Term, field_value, parse
from andon.catalog.models import Brand
from andon.customers.models import Account
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.people.access import Access
from andon.people.models import Team, User


@dataclass(frozen=True, slots=True)
class Names:
    """What the names in some filters stand for; a name of nothing is missing. `kinds`: of the own fields."""

    ids: Mapping[tuple[str, str], UUID] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    def refuse_unknown(self, found: Filter) -> None:
        for name in _LOOKED_UP:
            for value in sorted(found.named(name) - _SPECIAL):
                if (name, value) not in self.ids:
                    raise Invalid({"filter": _("There is no %(name)s “%(value)s”.") % {"name": name, "value": value}})


_SPECIAL = {NONE, ANY, ME, MINE}
_LOOKED_UP: Mapping[str, tuple[Any, str]] = {
    "owner": (User, "email"),
    "team": (Team, "slug"),
    "type": (CaseType, "slug"),
    "brand": (Brand, "slug"),
    "account": (Account, "external_id"),
}


def field_kinds(texts: Iterable[str]) -> dict[str, str]:
    """What own fields hold, also those asked no more; one query, and only if one of the filters names a field."""
    named = any("field." in text for text in texts)
    return dict(CaseField.objects.values_list("key", "kind")) if named else {}


def names_in(filters: Sequence[Filter], kinds: Mapping[str, str]) -> Names:
    """At most four queries for any number of filters."""
    ids: dict[tuple[str, str], UUID] = {}
    for name, (model, column) in _LOOKED_UP.items():
        wanted = {value for found in filters for value in found.named(name)} - _SPECIAL
        if wanted:
            rows = model.objects.filter(**{f"{column}__in": wanted}).values_list(column, "id")
            ids |= {(name, value): id for value, id in rows}
    return Names(ids, kinds)


def read_filter(text: str) -> tuple[Filter, Names]:
    """For one filter, as somebody wrote it; Invalid for what is not known."""
    kinds = field_kinds([text])
    found = parse(text, kinds)
    names = names_in([found], kinds)
    names.refuse_unknown(found)
    return found, names


def filtered(
    seen: Cases, found: Filter, names: Names, access: Access, words: Callable[[str], "QuerySet[Case, Any]"]
) -> Cases:
    """Those of `seen` that fit; `words` finds the keys of cases by their words, apart and capped."""
    now = clock.now()
    if not found.shows_spam:
        seen = seen.filter(spam=False)
    for term in found.terms:
        wanted = _condition(term, names, access, now)
        seen = seen.exclude(wanted) if term.negated else seen.filter(wanted)
    return seen.filter(pk__in=words(found.words)) if found.words else seen


def _condition(term: Term, names: Names, access: Access, now: datetime) -> Q:
    if term.key:
        return _field(term, names.kinds.get(term.key, fields.TEXT))
    if term.name == "status":
        return Q(status__in={one for value in term.values for one in GROUPS.get(value, {value})})
    if term.name in ("waiting", "opened"):
        column, than = ("status_since" if term.name == "waiting" else "opened_at"), now - term.span
        return Q(**{f"{column}__{'gt' if term.op == '<' else 'lt'}": than})
    if term.name == "due" and term.op != ":":
        return Q(due_at__isnull=False) & Q(**{f"due_at__{'lt' if term.op == '<' else 'gt'}": now + term.span})
    return _any(_one(term.name, value, names, access, now) for value in term.values)


def _one(name: str, value: str, names: Names, access: Access, now: datetime) -> Q:
    match name:
        case "is":
            return _MARKS[value]
        case "due":
            late = Q(due_at__isnull=False, due_at__lte=now)
            return {NONE: Q(due_at=None), ANY: Q(due_at__isnull=False), LATE: late}[value]
        case "tag":
            return {NONE: Q(tags=[]), ANY: ~Q(tags=[])}.get(value) or Q(tags__contains=[value])
        case "tier":
            without = Q(account=None) if value in ("standard", ANY) else Q(pk__in=[])
            return Q(account__isnull=False, account__tier=value) | without
        case "channel" | "language" | "priority":
            column = "locale" if name == "language" else name
            return {NONE: Q(**{column: ""}), ANY: ~Q(**{column: ""})}.get(value) or Q(**{column: value})
    return _named(name, value, names, access)


def _named(name: str, value: str, names: Names, access: Access) -> Q:
    column = "case_type" if name == "type" else name
    if value in (NONE, ANY):
        return Q(**{f"{column}__isnull": value == NONE})
    if value == ME and name == "owner":
        return Q(owner__isnull=False, owner_id=access.user_id) if access.user_id else Q(pk__in=[])
    if value == MINE and name == "team":
        return _not_null("team_id__in", sorted(access.teams("agent", "lead")), column)
    id = names.ids.get((name, value))
    return Q(**{f"{column}__isnull": False, f"{column}_id": id}) if id else Q(pk__in=[])


def _not_null(lookup: str, value: Any, column: str) -> Q:
    return Q(**{f"{column}__isnull": False, lookup: value})


_MARKS = {
    "verified": Q(verified=True),
    "unverified": Q(verified=False),
    "spam": Q(spam=True),
    "owed": Q(owed_count__gt=0),
    "asked": Q(owed_count__gt=0, asked_count__gt=0),
    "follow_up": Q(follow_up_of__isnull=False),
}


def _field(term: Term, kind: str) -> Q:
    if term.op != ":":
        than = field_value(kind, term.values[0], term.name)
        return Q(fields__has_key=term.key) & Q(**{f"fields__{term.key}__{'lt' if term.op == '<' else 'gt'}": than})
    return _any(_field_is(term, value, kind) for value in term.values)


def _field_is(term: Term, value: str, kind: str) -> Q:
    if value in (NONE, ANY):
        has = Q(fields__has_key=term.key)
        return has if value == ANY else ~has
    wanted = field_value(kind, value, term.name)
    return Q(fields__contains={term.key: [wanted] if kind == fields.CHOICES else wanted})


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, Q(pk__in=[]))
