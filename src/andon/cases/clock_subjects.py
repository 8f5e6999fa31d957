"""What cases say about themselves to their clocks."""

import json
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.people.access import Access
from andon.people.models import Membership, User
from andon.people.models.membership import Role
from andon.targets.subjects import Due, Known, People, Shown

from .conditions import check_condition, known_of
from .models import Case
from .reads.case_policy import case_policy
from .rules.due import OF_ANSWERS, OWED, RESOLUTION, TURN, UPDATE
from .rules.lifecycle import CLOSED, OUR_TURN
from .rules.priorities import check_priority

_HOLD = "SELECT FROM cases_case WHERE id = ANY(%s) ORDER BY id FOR UPDATE"
_SET_DUE = """UPDATE cases_case AS row SET due_at = LEAST(given.at, promised.at), due_reason = CASE
        WHEN LEAST(given.at, promised.at) IS NULL THEN ''
        WHEN promised.at IS NOT NULL AND promised.at <= COALESCE(given.at, promised.at) THEN 'promised'
        WHEN given.clock = ANY(%(own)s) THEN given.clock
        WHEN row.due_reason = ANY(%(answers)s) THEN row.due_reason
        ELSE %(turn)s END
    FROM json_to_recordset(%(rows)s::json) AS given(id uuid, at timestamptz, clock text)
    JOIN cases_case AS it ON it.id = given.id
    CROSS JOIN LATERAL (SELECT CASE WHEN it.status <> 'closed' AND NOT it.spam THEN it.promised_at END AS at) promised
    WHERE row.id = given.id AND row.merged_into_id IS NULL
        AND (LEAST(given.at, promised.at) IS NOT NULL OR row.status <> ALL(%(ours)s))
        AND (row.due_at IS DISTINCT FROM given.at OR row.due_reason IS DISTINCT FROM given.clock)"""


class CaseClocks:
    kind = "case"

    def visible_ids(self, access: Access) -> Any:
        return Case.objects.visible_to(access).order_by().values("id")

    def shown(self, ids: Collection[UUID]) -> Mapping[UUID, Shown]:
        cases = Case.objects.select_related("owner", "team").filter(id__in=ids)
        return {case.id: _shown(case) for case in cases}

    def known(self, ids: Collection[UUID], changes: Mapping[str, str] | None = None) -> Mapping[UUID, Known]:
        cases = list(Case.objects.with_people().filter(id__in=ids))
        for name, value in (changes or {}).items():
            _change(cases, name, value)
        return known_of(cases)

    def people(self, id: UUID) -> People:
        case = Case.objects.select_related("owner").filter(id=id).first()
        if case is None:
            return People()
        leads = Q(role=Role.LEAD, user__is_active=True) & Q(team_id=case.team_id, team__isnull=False)
        found = Membership.objects.filter(leads).select_related("user").order_by("user__name")
        return People(case.owner, [one.user for one in found])

    def priorities(self) -> list[str]:
        return list(case_policy().priorities)

    def check_condition(self, text: str) -> None:
        check_condition(text)

    def open_after(self, after: UUID | None, most: int) -> list[UUID]:
        standing = Case.objects.standing().exclude(status=CLOSED).order_by("id")
        wanted = standing.filter(id__gt=after) if after else standing
        return list(wanted.values_list("id", flat=True)[:most])

    def hold(self, ids: Collection[UUID]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_HOLD, [list(ids)])

    def set_due(self, dues: Mapping[UUID, Due]) -> None:
        """One statement; what is our turn stays due even where no clock runs."""
        rows = [
            {"id": str(id), "at": at.isoformat() if at else None, "clock": clock} for id, (at, clock) in dues.items()
        ]
        words: dict[str, Any] = {"own": [OWED, UPDATE, RESOLUTION], "answers": sorted(OF_ANSWERS), "turn": TURN}
        with connection.cursor() as cursor:
            cursor.execute(_SET_DUE, {**words, "ours": sorted(OUR_TURN), "rows": json.dumps(rows)})


def _shown(case: Case) -> Shown:
    return Shown(
        ref=case.ref,
        title=case.title,
        url=reverse("cases:case", args=[case.ref]),
        team=case.team.name if case.team else "",
        owner=case.owner.name if case.owner else "",
    )


def _change(cases: Collection[Case], name: str, value: str) -> None:
    if name == "priority":
        check_priority(value, case_policy().priorities)
        for case in cases:
            case.priority = value
    elif name == "owner":
        owner = User.objects.filter(email__iexact=value, is_active=True).first()
        if owner is None:
            raise Invalid({"owner": _("Nobody who works here has this address.")})
        for case in cases:
            case.owner = owner
    else:
        raise Invalid({name[:30]: _("This cannot be tried here.")})
