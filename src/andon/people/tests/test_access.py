from datetime import datetime, timedelta, timezone

import pytest
from tests.cast import NOBODY

from andon.kit.errors import Conflict, Invalid
from andon.people.access import Access, access_of, access_of_token
from andon.people.actions.create_team import create_team
from andon.people.actions.create_token import create_token
from andon.people.actions.go_away import go_away
from andon.people.actions.grant_role import grant_role
from andon.people.actions.revoke_role import revoke_role
from andon.people.actions.switch_off_user import switch_off_user
from andon.people.models import Team, User


def test_roles_are_per_team(alice: User, care: Team, billing: Team) -> None:
    access = access_of(alice)
    assert access.teams("agent") == {care.id}
    assert access.in_team(care.id, "agent")
    assert not access.in_team(billing.id, "agent")


def test_a_role_without_a_team_holds_everywhere(ada: User, billing: Team) -> None:
    access = access_of(ada)
    assert access.everywhere("administrator")
    assert access.in_team(billing.id, "lead")


def test_a_user_switched_off_may_nothing(alice: User) -> None:
    alice.is_active = False
    assert not access_of(alice).is_staff


def test_scopes_only_narrow(alice: User) -> None:
    token, _ = create_token(name="reader", scopes=["cases:read"], by=NOBODY, user=alice)
    access: Access = access_of_token(token)
    assert access.allows("cases", "read")
    assert not access.allows("cases", "write")
    assert not access.allows("incidents", "read")
    assert access.teams("agent") == access_of(alice).teams("agent")


def test_the_last_administrator_stays(ada: User, alice: User, care: Team) -> None:
    grant_role(alice, role="administrator", team=care, by=NOBODY)
    switch_off_user(ada, by=NOBODY)
    with pytest.raises(Conflict):
        switch_off_user(alice, by=NOBODY)
    with pytest.raises(Conflict):
        revoke_role(alice.memberships.get(role="administrator"), by=NOBODY)


def test_a_team_of_any_name_gets_a_short_slug(db: None) -> None:
    assert create_team(name="お支払い", by=NOBODY).slug.startswith("team-")
    assert len(create_team(name="Very long " * 11, by=NOBODY).slug) <= 60


def test_away_until_a_year_that_nobody_lives_to_see(alice: User) -> None:
    zone = timezone(timedelta(hours=-5))
    with pytest.raises(Invalid):
        go_away(alice, until=datetime(9999, 12, 31, 23, 59, tzinfo=zone), stand_in=None, by=alice.actor)
