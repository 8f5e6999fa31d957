from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY, person

from andon.people.models import Team, User
from andon.schedules.actions.put_schedule import put_schedule
from andon.schedules.layer_in import LayerIn, RestrictionIn
from andon.schedules.models import LayerVersion, Member, Schedule

from .test_on_call import signed_in

START = datetime(2026, 6, 1, 8, tzinfo=UTC)


def typed(team: Team, *members: User, **more: Any) -> dict[str, Any]:
    """What a browser sends of one layer: `l0-` stands before what belongs to it."""
    given = {
        "name": "Checkout, primary",
        "team": team.id,
        "time_zone": "Europe/Lisbon",
        "layers": "1",
        "l0-name": "Days",
        "l0-unit": "day",
        "l0-every": "7",
        "l0-begins": "2026-06-01",
        "l0-at": "09:00",
        "l0-days": ["0", "1", "2", "3", "4", "5", "6"],
    }
    return given | {f"l0-turn_{place}_0": user.id for place, user in enumerate(members)} | more


def says(schedule: Schedule) -> LayerVersion:
    return LayerVersion.objects.get(layer__schedule=schedule, valid_until=None)


def test_a_schedule_is_added_and_changed(ada: User, omar: User, mei: User, checkout_team: Team) -> None:
    client = signed_in(ada)
    answer = client.post(reverse("schedules:new_schedule"), typed(checkout_team, omar, mei, slug="checkout"))
    assert answer.status_code == 302
    found = Schedule.objects.get()
    assert (says(found).wall, says(found).time_zone) == (datetime(2026, 6, 1, 9), "Europe/Lisbon")  # noqa: DTZ001
    shown = client.get(reverse("schedules:schedules")).content.decode()
    assert "Omar Haddad, Mei Tanaka" in shown
    address = reverse("schedules:schedule", args=["checkout"])
    assert 'value="09:00"' in client.get(address).content.decode()
    assert client.post(address, typed(checkout_team, mei) | {"l0-every": "1"}).status_code == 302
    assert [member.user for member in says(found).members.all()] == [mei]


def test_what_the_form_shows_is_saved_unchanged(ada: User, omar: User, mei: User, checkout_team: Team) -> None:
    given = LayerIn(
        name="Nights", turns=[[omar, mei], [mei]], unit="week", every=2, begins=datetime(2026, 6, 1, 9),  # noqa: DTZ001
        advance="calendar", skip_between=True, slot_seconds=5400, days=[0, 4], priority=3, time_zone="Asia/Tokyo",
        restrictions=[RestrictionIn(begins=0, ends=1440, days=[1]), RestrictionIn(begins=1320, ends=360)],
    )  # fmt: skip
    schedule = put_schedule(slug="full", name="Full", team=checkout_team, layers=[given], by=NOBODY)
    client, address = signed_in(ada), reverse("schedules:schedule", args=["full"])
    before = says(schedule).id
    editor = client.get(address).context["editor"]
    sent = {"layers": "1"}
    for form in (editor.head, *editor.layers):
        for bound in form:
            value = bound.value()
            shown = [str(one) for one in value] if isinstance(value, list) else bound.field.widget.format_value(value)
            sent[bound.html_name] = shown if shown is not None else ""
    for flag in ("gone", "skip_between"):
        sent.pop(f"l0-{flag}")
    answer = client.post(address, sent | {"l0-skip_between": "on"})
    assert answer.status_code == 302, [form.errors for form in answer.context["editor"].layers]
    assert says(schedule).id == before


def test_the_preview_shows_what_would_be_and_stores_nothing(
    ada: User, omar: User, checkout_team: Team, move_clock: Any
) -> None:
    client, address = signed_in(ada), reverse("schedules:new_schedule")
    days = {"l0-hours_0_from": "09:00", "l0-hours_0_to": "18:00", "l0-hours_0_days": ["0", "1", "2", "3", "4"]}
    answer = client.post(address, typed(checkout_team, omar, slug="checkout", preview="1") | days)
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert "Omar" in shown
    assert "Nobody from Tue 17 Nov, 18:00 to Wed 18 Nov, 09:00" in shown
    assert not Schedule.objects.exists()
    whole = client.post(address, typed(checkout_team, omar, slug="checkout", preview="1")).content.decode()
    assert "Somebody is always on call" in whole


def test_another_layer_is_added_before_saving(ada: User, omar: User, mei: User, checkout_team: Team) -> None:
    client, address = signed_in(ada), reverse("schedules:new_schedule")
    answer = client.post(address, typed(checkout_team, omar, slug="checkout", add="layer"))
    assert answer.status_code == 200
    assert 'name="l1-name" value="Layer 2"' in answer.content.decode()
    second = {name.replace("l0-", "l1-"): value for name, value in typed(checkout_team, mei).items()}
    both = typed(checkout_team, omar, slug="checkout") | second | {"layers": "2", "l1-name": "Backup"}
    assert client.post(address, both).status_code == 302
    layers = Schedule.objects.get().layers.all()
    assert [layer.name for layer in layers] == ["Days", "Backup"]
    gone = both | {"l0-gone": "on", "l0-id": layers[0].id, "l1-id": layers[1].id}
    assert client.post(reverse("schedules:schedule", args=["checkout"]), gone).status_code == 302
    assert [one.layer.name for one in LayerVersion.objects.filter(valid_until=None)] == ["Backup"]


def test_bad_input_is_kept(ada: User, omar: User, checkout_team: Team) -> None:
    client, address = signed_in(ada), reverse("schedules:new_schedule")
    for wrong in (
        {"l0-every": "0"},
        {"time_zone": "Mars/Base"},
        {"l0-begins": "soon"},
        {"l0-begins": ""},
        {"l0-turn_0_0": ""},
        {"l0-turn_0_0": "0"},
        {"l0-days": []},
        {"l0-hours_0_from": "09:00"},
        {"l0-advance": "calendar"},
        {"l0-effective_from": "2027-01-02T10:00", "l0-effective_until": "2027-01-01T10:00"},
        {"slug": "A b"},
    ):
        answer = client.post(address, typed(checkout_team, omar, slug="checkout") | wrong)
        assert answer.status_code == 422, wrong
        assert "Checkout, primary" in answer.content.decode()
    assert not Schedule.objects.exists()


def test_what_nobody_would_send_breaks_nothing(ada: User, omar: User, checkout_team: Team) -> None:
    client, address = signed_in(ada), reverse("schedules:new_schedule")
    for odd in ({"layers": "99999"}, {"layers": "x"}, {"l0-turn_999999_0": omar.id}, {"l0-hours_99999_from": "09:00"}):
        answer = client.post(address, typed(checkout_team, omar, slug="odd") | odd)
        assert answer.status_code in (302, 422)


def test_a_taken_short_name_replaces_nothing(ada: User, omar: User, mei: User, checkout_team: Team) -> None:
    for members, status in (((omar,), 302), ((mei,), 422)):
        given = typed(checkout_team, *members, slug="checkout")
        assert signed_in(ada).post(reverse("schedules:new_schedule"), given).status_code == status
    assert Member.objects.get().user == omar


def test_a_lead_settles_her_own_team_alone(ada: User, omar: User, mei: User, care: Team, checkout_team: Team) -> None:
    lead = signed_in(mei)
    assert lead.post(reverse("schedules:new_schedule"), typed(care, mei, slug="care")).status_code == 302
    offered = lead.get(reverse("schedules:new_schedule")).context["editor"].head.fields["team"].queryset
    assert list(offered) == [care]
    refused = lead.post(reverse("schedules:new_schedule"), typed(checkout_team, mei, slug="other"))
    assert refused.status_code == 422
    assert "Choose a team that you lead." in refused.content.decode()
    assert 'aria-current="page">Schedules' in refused.content.decode()
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
