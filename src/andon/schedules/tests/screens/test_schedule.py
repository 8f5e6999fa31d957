from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY, person

from andon.people.models import Team, User
from andon.schedules.actions.put_schedule import put_schedule
from andon.schedules.models import RotationMember, Schedule

from .test_on_call import signed_in

START = datetime(2026, 6, 1, 8, tzinfo=UTC)


def typed(team: Team, *members: User, **more: Any) -> dict[str, Any]:
    given = {
        "name": "Checkout, primary",
        "team": team.id,
        "time_zone": "Europe/Lisbon",
        "begins": "2026-06-01",
        "at": "09:00",
        "turn_days": "7",
    }
    return given | {f"member_{place}": user.id for place, user in enumerate(members)} | more


def test_a_rotation_is_added_and_changed(ada: User, omar: User, mei: User, checkout_team: Team) -> None:
    client = signed_in(ada)
    answer = client.post(reverse("schedules:new_schedule"), typed(checkout_team, omar, mei, slug="checkout"))
    assert answer.status_code == 302
    found = Schedule.objects.get()
    # Nine o'clock of Lisbon's summer.
    assert found.rotations.get().starts_at == datetime(2026, 6, 1, 8, tzinfo=UTC)
    shown = client.get(reverse("schedules:schedules")).content.decode()
    assert "Omar Haddad, Mei Tanaka" in shown
    address = reverse("schedules:schedule", args=["checkout"])
    assert 'value="09:00"' in client.get(address).content.decode()
    assert client.post(address, typed(checkout_team, mei, turn_days="1")).status_code == 302
    assert [member.user for member in RotationMember.objects.all()] == [mei]


def test_bad_input_is_kept(ada: User, omar: User, checkout_team: Team) -> None:
    client, address = signed_in(ada), reverse("schedules:new_schedule")
    for wrong in (
        {"turn_days": "0"},
        {"time_zone": "Mars/Base"},
        {"begins": "soon"},
        {"member_0": ""},
        {"slug": "A b"},
    ):
        answer = client.post(address, typed(checkout_team, omar, slug="checkout") | wrong)
        assert answer.status_code == 422, wrong
        assert "Checkout, primary" in answer.content.decode()
    assert not Schedule.objects.exists()


def test_a_taken_short_name_replaces_nothing(ada: User, omar: User, mei: User, checkout_team: Team) -> None:
    for members, status in (((omar,), 302), ((mei,), 422)):
        given = typed(checkout_team, *members, slug="checkout")
        assert signed_in(ada).post(reverse("schedules:new_schedule"), given).status_code == status
    assert RotationMember.objects.get().user == omar


def test_a_lead_settles_her_own_team_alone(ada: User, omar: User, mei: User, care: Team, checkout_team: Team) -> None:
    lead = signed_in(mei)
    assert lead.post(reverse("schedules:new_schedule"), typed(care, mei, slug="care")).status_code == 302
    assert lead.post(reverse("schedules:new_schedule"), typed(checkout_team, mei, slug="other")).status_code == 422
    signed_in(ada).post(reverse("schedules:new_schedule"), typed(checkout_team, omar, slug="checkout"))
    address = reverse("schedules:schedule", args=["checkout"])
    assert lead.get(address).status_code == lead.post(address, typed(care, mei)).status_code == 403


@pytest.mark.parametrize("name", ["schedules", "new_schedule"])
def test_others_stay_out(name: str, alice: User, rita: User, omar: User) -> None:
    for user in (alice, rita, omar):
        assert signed_in(user).get(reverse(f"schedules:{name}")).status_code == 403
    assert Client().get(reverse(f"schedules:{name}")).status_code == 302


def test_wrong_methods_and_unknown_ones(ada: User) -> None:
    assert signed_in(ada).post(reverse("schedules:schedules")).status_code == 405
    assert signed_in(ada).get(reverse("schedules:schedule", args=["none"])).status_code == 404


def test_the_list_is_flat(ada: User, omar: User, checkout_team: Team, django_assert_max_num_queries: Any) -> None:
    people = [omar, *(person(f"Nr{number} Doe", ("responder", checkout_team)) for number in range(3))]
    client = signed_in(ada)
    for count in (3, 30):
        for number in range(count):
            name = f"s{number}"
            put_schedule(slug=name, name=name, team=checkout_team, members=people, starts_at=START, by=NOBODY)
        with django_assert_max_num_queries(16):
            assert client.get(reverse("schedules:schedules")).status_code == 200
