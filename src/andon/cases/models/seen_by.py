"""Who sees a case, as one condition in SQL: of expressions, building it took longer than answering it."""

from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F
from django.db.models.sql.compiler import SQLCompiler

from andon.kit import clock
from andon.people.access import Access

_WORKED = """({case}.team_id = ANY(%s) OR {case}.owner_id = %s
 OR {case}.owner_id IN (SELECT id FROM people_user WHERE stand_in_id = %s AND away_until > %s)
 OR {case}.id IN (SELECT case_id FROM cases_participant WHERE user_id = %s))"""
_GRANTED = "{case}.id IN (SELECT case_id FROM cases_grant WHERE user_id = %s OR team_id = ANY(%s))"
_GRANTED_TO_ANYBODY = "{case}.id IN (SELECT case_id FROM cases_grant)"
_THROUGH_SURVIVOR = """{case}.id IN (SELECT merged.merged_into_id FROM cases_case merged
 WHERE merged.merged_into_id IS NOT NULL AND ({rule}))"""


class SeenBy(Expression):
    """Whether staff may read a case, or (without `grants`) work on it.

    Agents and leads: their teams' cases, their own, those of whom they stand in for, and those they take part in.
    A grant shows a case to a person or a team; whoever is a responder everywhere sees all that were granted. Through a
    survivor everybody reads who might read one that was merged into it.
    """

    conditional = True

    def __init__(self, access: Access, *, grants: bool) -> None:
        super().__init__(output_field=BooleanField())
        self.case: Any = F("pk")
        self.rules = [*_worked_by(access), *(_granted_to(access) if grants else ())]

    def get_source_expressions(self) -> list[Any]:
        return [self.case]

    def set_source_expressions(self, exprs: Any) -> None:
        (self.case,) = exprs

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:  # type: ignore[override]
        if not self.rules:
            return "FALSE", []
        rule, given = (
            " OR ".join(sql for sql, _given in self.rules),
            [one for _sql, given in self.rules for one in given],
        )
        merged = _THROUGH_SURVIVOR.replace("{rule}", rule.replace("{case}", "merged"))
        case = compiler.compile(self.case)[0].removesuffix('."id"')
        return f"({rule} OR {merged})".replace("{case}", case), [*given, *given]


_Rule = tuple[str, list[Any]]


def _worked_by(access: Access) -> list[_Rule]:
    if not access.has("agent", "lead"):
        return []
    her = access.user_id
    return [(_WORKED, [_teams(access, "agent", "lead"), her, her, clock.now(), her])]


def _granted_to(access: Access) -> list[_Rule]:
    if not access.has("agent", "lead", "responder"):
        return []
    if access.everywhere("responder"):
        return [(_GRANTED_TO_ANYBODY, [])]
    return [(_GRANTED, [access.user_id, _teams(access, "agent", "lead", "responder")])]


def _teams(access: Access, *roles: str) -> list[UUID]:
    return sorted(access.teams(*roles))
