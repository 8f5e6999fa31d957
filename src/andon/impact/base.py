"""The whole customer base as columns. For workers alone: it imports numpy, and reads every account."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Count, Max
from numpy.typing import NDArray

from andon.cases.models import Case
from andon.customers.models import Account, AttributeDefinition

from .rules.attributes import Defined, columns_of
from .rules.world import part_of_world

LOOK_BACK = timedelta(days=365)
_OWN = (
    Defined("tier", "cat"),
    Defined("locale", "cat"),
)


@dataclass(frozen=True, slots=True)
class Base:
    """`ids`: the accounts, a row each. `weight`: how often each usually writes."""

    ids: list[UUID]
    schema: dict[str, dict[str, Any]]
    columns: dict[str, NDArray[Any]]
    weight: NDArray[np.float64]

    def rows_of(self, accounts: Sequence[UUID]) -> NDArray[np.int64]:
        place = {id: row for row, id in enumerate(self.ids)}
        return np.array(sorted(place[id] for id in accounts if id in place), np.int64)


def base_digest(accounts: Sequence[UUID]) -> str:
    """Of what a blast radius is found from: these reporters, all accounts as they are, and what attributes mean. Three
    queries that read no account."""
    known = Account.objects.aggregate(many=Count("id"), last=Max("put_at"))
    defined = list(AttributeDefinition.objects.values_list("key", "kind", "many", "hierarchy", "choices"))
    text = repr((sorted(map(str, accounts)), known["many"], known["last"], defined))
    return sha256(text.encode()).hexdigest()


def load_base(before: datetime) -> Base:
    """All accounts; cases from before that instant say how often each usually writes."""
    rows = Account.objects.order_by("id").values_list("id", "tier", "locale", "region", "attributes")
    ids: list[UUID] = []
    values: list[Mapping[str, Any]] = []
    for id, tier, locale, region, attributes in rows.iterator(chunk_size=5000):
        ids.append(id)
        own = {"tier": tier, "locale": locale, "country": region or None, "part": part_of_world(region)}
        values.append({**attributes, **own})
    made = columns_of(_defined(), values)
    schema = {one.name: one.schema for one in made}
    columns = {one.name: _column(one.schema["kind"], [one.value(row) for row in values]) for one in made}
    for name in ("country", "part"):
        schema[name] = {"kind": "cat", "hier": "country"}
        columns[name] = _column("cat", [row[name] for row in values])
    return Base(ids, schema, columns, _weight(ids, [str(row["tier"]) for row in values], before))


def _defined() -> list[Defined]:
    own = {one.key for one in _OWN} | {"country", "part"}
    return [
        *_OWN,
        *(
            Defined(one.key, one.kind, one.many, one.hierarchy, tuple(one.choices))
            for one in AttributeDefinition.objects.all()
            if one.key not in own
        ),
    ]


def _column(kind: str, values: Sequence[Any]) -> NDArray[Any]:
    if kind == "num":
        return np.array([_number(value) for value in values], np.float64)
    column = np.empty(len(values), object)
    column[:] = values
    return column


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else float("nan")


def _weight(ids: Sequence[UUID], tiers: Sequence[str], before: datetime) -> NDArray[np.float64]:
    """Cases a year of each account, drawn towards the mean of its tier as if that were two accounts more."""
    counted = Case.objects.filter(opened_at__lt=before, opened_at__gte=before - LOOK_BACK, spam=False)
    cases = dict(counted.exclude(account=None).order_by().values_list("account").annotate(many=Count("id")))
    own = np.array([cases.get(id, 0) for id in ids], np.float64)
    if not own.sum():
        return np.ones(len(ids))
    mean = np.zeros(len(ids))
    for tier in set(tiers):
        of = np.array([one == tier for one in tiers])
        mean[of] = (own[of].sum() + 1) / of.sum()
    return np.asarray((own + 2 * mean) / 3)
