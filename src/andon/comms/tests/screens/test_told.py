"""Who was told, by hand or not at all, and what is still owed."""

from conftest import MoveClock
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY, contact, person
from tests.peers.mail_relay import MailRelay

from andon.cases.actions.add_participant import add_participant
from andon.cases.models import Case
from andon.comms.models import Recipient
from andon.customers.actions.put_contacts import ContactIn, put_contacts
from andon.customers.models import Contact
from andon.incidents.actions.link_cases import link_cases
from andon.incidents.actions.resolve_incident import resolve_incident
from andon.incidents.models import Incident
from andon.people.models import Team, User

from .conftest import report, send, signed_in, write


def test_who_does_not_get_it_is_said(agent: Client, incident: Incident, care: Team, alice: User) -> None:
    stranger = contact("Eve Holt", "eve@nowhere.example")
    (mute,) = put_contacts([ContactIn(name="Olga Ten", phones=["+351 21 000 0143"])], by=NOBODY)
    assert isinstance(mute, Contact)
    link_cases(incident, [report(stranger, care, verified=False), report(mute, care)], by=alice.actor)
    dana = Case.objects.get(contact__name="Dana Whitfield")
    add_participant(dana, address="boss@acme.example", by=alice.actor)
    shown = agent.get(write(agent, incident)).content.decode()
    for text in ("Who does not, and why", "Eve Holt", "not confirmed yet", "no address is known", "boss@acme.example"):
        assert text in shown


def test_who_was_not_told_is_told_by_hand_or_waived(
    agent: Client, incident: Incident, relay: MailRelay, move_clock: MoveClock
) -> None:
    relay.behave = "refuse"
    send(agent, write(agent, incident))
    assert agent.post(_of(incident, "tell_by_hand", "Dana Whitfield"), follow=True).status_code == 200
    assert Recipient.objects.filter(state="owed").count() == 2
    move_clock.forward(seconds=11)
    told = agent.get(reverse("comms:told", args=[incident.ref])).content.decode()
    assert "did not arrive" in told
    on_incident = agent.get(reverse("incidents:incident", args=[incident.ref])).content.decode()
    assert "2 did not arrive" in on_incident
    assert "Dana Whitfield" in on_incident
    assert agent.post(_of(incident, "tell_by_hand", "Dana Whitfield")).status_code == 302
    no_reason = agent.post(_of(incident, "waive_recipient", "Giulia Rinaldi"), {"why": " "})
    assert no_reason.status_code == 422
    waived = agent.post(_of(incident, "waive_recipient", "Giulia Rinaldi"), {"why": "told in person"})
    assert waived.status_code == 302
    assert "Everybody who was owed" in agent.get(reverse("comms:told", args=[incident.ref])).content.decode()
    assert "1 of them waived" in agent.get(reverse("incidents:incident", args=[incident.ref])).content.decode()
    assert Case.objects.filter(owed_count__gt=0).count() == 0


def _of(incident: Incident, act: str, name: str) -> str:
    return reverse(f"comms:{act}", args=[incident.ref, Recipient.objects.get(contact__name=name).id])


def test_when_it_is_over_the_news_is_owed(agent: Client, incident: Incident, alice: User) -> None:
    resolve_incident(incident, by=alice.actor)
    told = agent.get(reverse("comms:told", args=[incident.ref])).content.decode()
    assert "Owed the news that it is over" in told
    assert "Dana Whitfield" in told
    assert "the last one: it is over" in agent.get(write(agent, incident)).content.decode()


def test_only_those_who_answer_customers_write_to_them(
    incident: Incident, omar: User, rita: User, agent: Client
) -> None:
    draft = write(agent, incident)
    outsider = person("Nobody Special")
    for user in (omar, rita, outsider):
        client = signed_in(user)
        for address in (draft, reverse("comms:write_update", args=[incident.ref]), f"/incidents/{incident.ref}/told/"):
            assert client.get(address).status_code == 403
        for act in ("send_update", "withdraw_update"):
            assert client.post(f"{draft}{act}/").status_code == 403
    for user in (omar, rita):
        shown = signed_in(user).get(reverse("incidents:incident", args=[incident.ref])).content.decode()
        assert "Write an update" not in shown
        assert "Giulia" not in shown or user == omar
    assert Client().get(draft).status_code == 302
    for act in ("send_update", "withdraw_update"):
        assert agent.get(f"{draft}{act}/").status_code == 405
    assert agent.get(f"/incidents/{incident.ref}/updates/99/").status_code == 404
    assert agent.get("/incidents/I-999999/updates/write/").status_code == 404
