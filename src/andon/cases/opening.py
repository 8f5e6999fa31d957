"""The parts of opening cases that look at many at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count

from andon.people.models import Membership
from andon.people.models.membership import Role

from .case_in import CaseIn
from .models import Case, CasePolicy
from .rules.assignment import Loaded, pick
from .rules.lifecycle import NEW, OUR_TURN
from .rules.priorities import USUAL

_LOCK_KEYS = """SELECT pg_advisory_xact_lock(key) FROM
    (SELECT DISTINCT hashtextextended('case:' || name, 0) AS key FROM unnest(%s::text[]) AS name ORDER BY 1) AS keys"""


def known_by_key(external_keys: Sequence[str]) -> dict[str, Case]:
    """The cases that these keys have, the keys held until the transaction ends; two queries for any number."""
    keys = [key for key in external_keys if key]
    if not keys:
        return {}
    with connection.cursor() as cursor:
        # Two requests with one key at once: the second waits for the first, and then finds its case.
        cursor.execute(_LOCK_KEYS, [keys])
    return {str(case.external_key): case for case in Case.objects.with_people().filter(external_key__in=keys)}


def next_numbers(count: int) -> list[int]:
    """Numbers of cases to be; one that is not used leaves a gap."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cases_number') FROM generate_series(1, %s)", [count])
        return [number for (number,) in cursor.fetchall()]


def new_case(item: CaseIn, number: int, policy: CasePolicy, now: datetime) -> Case:
    return Case(
        number=number,
        title=item.title,
        status=NEW,
        status_since=now,
        opened_at=now,
        last_customer_at=now,
        unanswered_count=1,
        account=item.account,
        contact=item.contact,
        team=item.team or policy.default_team,
        brand=item.brand,
        mailbox=item.mailbox,
        owner=item.owner,
        channel=item.channel,
        locale=item.locale,
        tags=list(item.tags),
        order_number=item.order_number,
        case_type=item.case_type,
        fields=dict(item.fields),
        external_key=item.external_key or None,
        priority=item.priority or USUAL,
        verified=item.verified,
        follow_up_of=item.follow_up_of,
        snapshot=_snapshot(item),
    )


def share_out(cases: Sequence[Case], now: datetime) -> None:
    """Give each case without an owner to a member of its team; two statements for any number."""
    waiting = [case for case in cases if case.owner_id is None and case.team_id]
    members = available_members({case.team_id for case in waiting if case.team_id}, now)
    for case in waiting:
        chosen = pick(members[case.team_id]) if case.team_id else None
        if chosen is not None:
            case.owner_id = chosen.user


def available_members(teams: Iterable[UUID], now: datetime) -> dict[UUID, list[Loaded]]:
    """The agents of each team who work and are not away, with their load."""
    wanted = list(teams)
    found: dict[UUID, list[Loaded]] = defaultdict(list)
    if not wanted:
        return found
    agents = Membership.objects.filter(role=Role.AGENT, team_id__in=wanted, user__is_active=True).exclude(
        user__away_until__gt=now
    )
    rows = list(agents.values_list("team_id", "user_id", "user__name").distinct())
    desks = Case.objects.standing().filter(owner_id__in={user for _team, user, _name in rows}, status__in=OUR_TURN)
    loads = dict(desks.values_list("owner_id").annotate(count=Count("id")).order_by())
    # One object a person, so that her load is one number in all her teams.
    people = {user: Loaded(user, name, loads.get(user, 0)) for _team, user, name in rows}
    for team, user, _name in rows:
        if team is not None:
            found[team].append(people[user])
    return found


def _snapshot(item: CaseIn) -> dict[str, object]:
    """What the account was like when the case was opened; it may change, the case keeps it."""
    if item.account is None:
        return {}
    return {"tier": item.account.tier, "attributes": item.account.attributes}
