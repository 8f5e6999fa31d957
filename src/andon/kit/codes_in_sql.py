"""Codes of a field with choices stand in the statement itself, not among its parameters.

The database keeps the plan of a statement that it has seen a few times. A plan made for any code cannot use an index
that only holds the rows with one (`condition=Q(status="waiting")`); one made for this code can.
"""

import re
from functools import cache
from typing import Any

from django.db.models import CharField
from django.db.models.lookups import Exact, In

Filled = tuple[str, tuple[str | int, ...]]
_PLAIN = re.compile(r"[A-Za-z0-9_.-]*")


def write_codes_out() -> None:
    """At start-up, once; for `field=code` and `field__in=codes` of every model."""
    CharField.register_lookup(_ExactCode)
    CharField.register_lookup(_InCodes)


class _ExactCode(Exact):
    def process_rhs(self, compiler: Any, connection: Any) -> Filled:
        return _written_out(self.lhs, *super().process_rhs(compiler, connection))


class _InCodes(In):
    def process_rhs(self, compiler: Any, connection: Any) -> Filled:
        return _written_out(self.lhs, *super().process_rhs(compiler, connection))


def _written_out(column: Any, sql: str, given: tuple[str | int, ...]) -> Filled:
    """Only what is one of the field's own codes, and needs no quoting, ever stands in the statement."""
    codes = _codes(column.target) if hasattr(column, "target") else frozenset()
    if not codes or sql.count("%s") != len(given) or not codes.issuperset(given):
        return sql, given
    for code in given:
        sql = sql.replace("%s", f"'{code}'", 1)
    return sql, ()


@cache
def _codes(field: Any) -> frozenset[str]:
    return frozenset(code for code, _label in field.flatchoices if isinstance(code, str) and _PLAIN.fullmatch(code))
