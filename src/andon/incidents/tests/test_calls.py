"""An agent declares on a hunch: what became of it is kept kindly, and is hers to see."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from tests.cast import account, contact, person
from tests.doors import Caller

from andon.catalog.models import Service
from andon.customers.models import Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.mitigate_incident import mitigate_incident
from andon.incidents.actions.reopen_incident import reopen_incident
from andon.incidents.actions.resolve_incident import resolve_incident
from andon.incidents.actions.say_what_it_was import say_what_it_was
from andon.incidents.models import Hunch, Incident
from andon.incidents.reads.event_words import what_happened
from andon.kit.errors import Conflict, Invalid
from andon.notifications.models import Notice
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact

from .conftest import Report, address, signed_in

pytestmark = pytest.mark.django_db
Api = Callable[..., Caller]


def declared(by: User, checkout: Service, **more: Any) -> Incident:
    return declare_incident(title="Checkout hangs", services=[checkout], by=by.actor, page=False, **more)


def said(incident: Incident) -> str:
    return " / ".join(one.text for one in what_happened(incident.subject, seen_by={"agents", "customer"}))


def test_only_agents_have_hunches(alice: User, omar: User, checkout: Service, dana: Contact, report: Report) -> None:
    declared(omar, checkout)
    assert not Hunch.objects.exists()
    declared(alice, checkout, cases=[report(dana)])
    declared(alice, checkout)
    assert list(Hunch.objects.order_by("declared_at").values_list("source", flat=True)) == ["cases", "hand"]


def test_mended_is_confirmed_and_thanked_once(
    alice: User, omar: User, checkout: Service, run_due_work: Callable[[], int]
) -> None:
    incident = declared(alice, checkout)
    mitigate_incident(incident, by=omar.actor)
    resolve_incident(incident, by=omar.actor)
    hunch = Hunch.objects.get()
    assert (hunch.outcome, hunch.said_by) == ("confirmed", omar.actor.key)
    run_due_work()
    say_what_it_was(incident, outcome="not_reproduced", by=omar.actor)
    say_what_it_was(incident, outcome="confirmed", by=omar.actor)
    run_due_work()
    (thanks,) = Notice.objects.filter(kind="incidents.hunch_confirmed")
    assert thanks.user == alice
    assert thanks.headline == f"You were right about {incident.ref}: Checkout hangs"
    assert "The call was right" in said(incident)


def test_several_who_told_it_are_proof(alice: User, omar: User, checkout: Service, report: Report) -> None:
    cases = [
        report(contact(f"Customer {n}", f"c{n}@shop{n}.example", account(f"shop{n}", f"Shop {n}"))) for n in range(3)
    ]
    resolve_incident(declared(alice, checkout, cases=cases[:2]), by=omar.actor)
    assert Hunch.objects.get().outcome == ""
    resolve_incident(declared(alice, checkout, cases=cases), by=omar.actor)
    assert Hunch.objects.latest("declared_at").outcome == "confirmed"


def test_nothing_to_be_found_is_said_kindly(alice: User, omar: User, checkout: Service) -> None:
    incident = declared(alice, checkout)
    with pytest.raises(Conflict):
        say_what_it_was(incident, outcome="not_reproduced", by=omar.actor)
    resolve_incident(incident, by=omar.actor, outcome="not_reproduced")
    assert "it was worth the look" in said(incident)
    assert "Alice" not in said(incident).partition("could not be reproduced")[2].partition(" / ")[0]
    again = RecordedFact.objects.filter(kind="incidents.OutcomeSaid").count()
    say_what_it_was(incident, outcome="not_reproduced", by=omar.actor)
    assert RecordedFact.objects.filter(kind="incidents.OutcomeSaid").count() == again
    reopen_incident(incident, by=omar.actor)
    assert Hunch.objects.get().outcome == ""


def test_a_duplicate_names_which(alice: User, omar: User, checkout: Service) -> None:
    first, second = declared(omar, checkout), declared(alice, checkout)
    with pytest.raises(Invalid) as refused:
        resolve_incident(second, by=omar.actor, outcome="duplicate")
    assert set(refused.value.faults) == {"duplicate_of"}
    second.refresh_from_db()
    assert second.is_standing
    with pytest.raises(Invalid):
        resolve_incident(second, by=omar.actor, outcome="duplicate", duplicate_of=second)
    with pytest.raises(Invalid):
        resolve_incident(second, by=omar.actor, outcome="confirmed", duplicate_of=first)
    resolve_incident(second, by=omar.actor, outcome="duplicate", duplicate_of=first)
    assert f"It was the same as {first.ref}" in said(second)
    with pytest.raises(Invalid) as none:
        resolve_incident(first, by=omar.actor, outcome="confirmed")
    assert set(none.value.faults) == {"outcome"}


def test_who_sees_her_calls(
    alice: User, bob: User, mei: User, omar: User, rita: User, billing: Team, checkout: Service
) -> None:
    incident = declared(alice, checkout)
    resolve_incident(incident, by=omar.actor, outcome="not_reproduced")
    hers, other_lead = reverse("incidents:calls", args=[alice.id]), person("Lars Berg", ("lead", billing))
    page = signed_in(alice).get(hers, follow=True).content.decode()
    assert "Your calls" in page
    assert "Could not be reproduced" in page
    assert "Calls of Alice Moreau" in signed_in(mei).get(hers).content.decode()
    for user, status in ((bob, 404), (other_lead, 404), (omar, 403), (rita, 403)):
        assert signed_in(user).get(hers).status_code == status, user
    assert "Nothing called yet" in signed_in(bob).get(reverse("incidents:your_calls")).content.decode()
    assert hers in signed_in(mei).get(address(incident)).content.decode()
    for user in (bob, omar):
        assert hers not in signed_in(user).get(address(incident)).content.decode()


def test_her_calls_are_flat(alice: User, omar: User, checkout: Service, django_assert_max_num_queries: Any) -> None:
    client, other = signed_in(alice), declared(omar, checkout)
    for count in (1, 8):
        for _ in range(count):
            resolve_incident(declared(alice, checkout), by=omar.actor, outcome="duplicate", duplicate_of=other)
        with django_assert_max_num_queries(12):
            assert client.get(reverse("incidents:your_calls")).status_code == 200


def test_asked_where_it_ends(alice: User, omar: User, rita: User, checkout: Service) -> None:
    incident, other = declared(alice, checkout), declared(omar, checkout)
    engineer = signed_in(omar)
    assert "What it was" in engineer.get(address(incident)).content.decode()
    assert "What it was" not in engineer.get(address(other)).content.decode()
    refused = engineer.post(address(incident, "resolve_incident"), {"outcome": "duplicate", "duplicate_of": "I-999"})
    assert refused.status_code == 422
    assert "I-999" in refused.content.decode()
    given = {"outcome": "duplicate", "duplicate_of": other.ref}
    assert engineer.post(address(incident, "resolve_incident"), given).status_code == 302
    assert Hunch.objects.get().duplicate_of == other
    assert engineer.post(address(incident, "say_what_it_was"), {"outcome": "because"}).status_code == 422
    assert signed_in(rita).post(address(incident, "say_what_it_was"), {"outcome": "confirmed"}).status_code == 403
    assert engineer.get(address(incident, "say_what_it_was")).status_code == 405
    assert engineer.post(address(incident, "say_what_it_was"), {"outcome": "confirmed"}).status_code == 302
    assert Hunch.objects.get().outcome == "confirmed"


def test_for_programs(api: Api, alice: User, bob: User, mei: User, omar: User, rita: User, checkout: Service) -> None:
    incident = declared(alice, checkout)
    path = f"/incidents/{incident.ref}"
    assert api(omar).post(f"{path}/say_what_it_was", {"outcome": "confirmed"}).status_code == 409
    refused = api(omar).post(f"{path}/resolve_incident", {"outcome": "duplicate", "duplicate_of": "I-99\x00"})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "duplicate_of"
    assert api(omar).post(f"{path}/resolve_incident").status_code == 200
    assert api(rita).post(f"{path}/say_what_it_was", {"outcome": "confirmed"}).status_code == 403
    done = api(omar).post(f"{path}/say_what_it_was", {"outcome": "confirmed"})
    assert (done.json()["incident"], done.json()["outcome"]) == (incident.ref, "confirmed")
    calls = api(alice).get("/calls").json()
    assert (calls["count"], calls["confirmed"], calls["first"], calls["helped"]) == (1, 1, 1, 0)
    assert api(mei).get("/calls", user=alice.email).json()["hunches"][0]["source"] == "hand"
    assert api(bob).get("/calls", user=alice.email).status_code == 404
    assert api(omar).get("/calls").status_code == 403
