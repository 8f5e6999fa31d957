from tests.cast import NOBODY

from andon.people.access import Access, access_of, access_of_token
from andon.people.actions.create_token import create_token
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
