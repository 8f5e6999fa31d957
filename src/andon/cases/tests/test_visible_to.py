"""Who sees which case, and who may change it."""

from datetime import timedelta

import pytest
from tests.cast import NOBODY, access, person

from andon.cases.actions.grant_access import grant_access
from andon.cases.actions.note_on_case import note_on_case
from andon.cases.actions.withdraw_access import withdraw_access
from andon.cases.models import Case
from andon.customers.models import Contact
from andon.kit import clock
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access, nobody
from andon.people.actions.go_away import go_away
from andon.people.models import Team, User
from andon.timeline.actor import Actor

pytestmark = pytest.mark.django_db


def sees(who: Access) -> bool:
    return Case.objects.visible_to(who).exists()


def works(who: Access) -> bool:
    return Case.objects.workable_by(who).exists()


def test_each_role(case: Case, alice: User, bob: User, rita: User, charlie: User, omar: User, mei: User) -> None:
    administrator = person("Ana Only", ("administrator", None))
    for who, expected in (
        (alice, True),
        (bob, True),
        (mei, True),
        (rita, False),
        (charlie, False),
        (omar, False),
        (administrator, False),
        (person("Lea Lead", ("lead", None)), True),
    ):
        assert (sees(access(who)), works(access(who))) == (expected, expected), who.name
    assert not sees(nobody())


def test_a_contact_sees_her_own(case: Case, dana: Contact) -> None:
    assert sees(Access(dana.actor))
    assert not sees(Access(Actor.contact(new_id())))


def test_an_owner_of_another_team_still_sees_it(case: Case, charlie: User) -> None:
    Case.objects.update(owner=charlie)
    assert sees(access(charlie))


def test_whom_a_note_calls_takes_part(case: Case, charlie: User, alice: User) -> None:
    note_on_case(case, by=alice.actor, body="@Charlie what was billed?")
    assert works(access(charlie))


def test_who_stands_in_sees_it(case: Case, charlie: User, alice: User) -> None:
    go_away(alice, until=clock.now() + timedelta(hours=1), stand_in=charlie, by=alice.actor)
    assert works(access(charlie))


@pytest.mark.parametrize("to", ["user", "team"])
def test_a_grant_shows_but_does_not_let_change(to: str, case: Case, omar: User, checkout_team: Team) -> None:
    incident = Subject("incident", new_id())
    given = {"users": [omar]} if to == "user" else {"teams": [checkout_team]}
    for _ in range(2):
        grant_access([case], source=incident, why="linked", by=NOBODY, **given)  # type: ignore[arg-type]
    assert sees(access(omar))
    assert not works(access(omar))
    withdraw_access([case], source=incident, by=NOBODY)
    withdraw_access([case], source=incident, by=NOBODY)
    assert not sees(access(omar))
