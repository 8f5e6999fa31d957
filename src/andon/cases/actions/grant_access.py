from collections.abc import Sequence

from django.db import transaction

from andon.cases.facts import AccessGranted
from andon.cases.models import Case, Grant
from andon.kit import clock
from andon.kit.subject import Subject
from andon.kit.text import clean
from andon.people.models import Team, User
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all


@transaction.atomic
def grant_access(
    cases: Sequence[Case],
    *,
    source: Subject,
    why: str,
    by: Actor,
    users: Sequence[User] = (),
    teams: Sequence[Team] = (),
) -> list[Grant]:
    """Let others read cases because of something (a linked incident). Granting twice changes nothing."""
    why = clean(why, "why", 200, required=True)
    held = set(
        Grant.objects.filter(case__in=cases, source_kind=source.kind, source_id=source.id).values_list(
            "case_id", "user_id", "team_id"
        )
    )
    now = clock.now()
    wanted = [
        Grant(
            case=case,
            user=user,
            team=team,
            source_kind=source.kind,
            source_id=source.id,
            why=why,
            granted_by=by.key,
            granted_at=now,
        )
        for case in cases
        for user, team in [*((user, None) for user in users), *((None, team) for team in teams)]
    ]
    made = [grant for grant in wanted if (grant.case_id, grant.user_id, grant.team_id) not in held]
    Grant.objects.bulk_create(made, ignore_conflicts=True)
    record_all([_entry(grant, source, by) for grant in made])
    return made


def _entry(grant: Grant, source: Subject, by: Actor) -> Entry:
    fact = AccessGranted(user=grant.user_id, team=grant.team_id)
    to = Subject("user", grant.user_id) if grant.user_id else Subject("team", grant.team_id or source.id)
    return Entry(fact, grant.case.subject, by, [source, to])
