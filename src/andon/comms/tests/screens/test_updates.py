from collections.abc import Callable

import pytest
from conftest import MoveClock
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import contact
from tests.peers.mail_relay import MailRelay

from andon.comms.models import Update
from andon.customers.models import Contact
from andon.incidents.actions.link_cases import link_cases
from andon.incidents.actions.post_on_line import post_on_line
from andon.incidents.models import Incident
from andon.people.models import Team, User

from .conftest import report, send, signed_in, write


def test_it_is_written_previewed_sent_and_counted(
    agent: Client, incident: Incident, relay: MailRelay, move_clock: MoveClock
) -> None:
    form = agent.get(reverse("comms:write_update", args=[incident.ref])).content.decode()
    assert "Italian" in form
    assert "2 contacts of the linked cases" in form
    draft = write(agent, incident)
    shown = agent.get(draft).content.decode()
    for text in ("Send to 2 people", "Acme Outdoor", "we are on it", "1 contact reads another"):
        assert text in shown
    giulia = Contact.objects.get(name="Giulia Rinaldi")
    assert '<span class="filled">Dana</span>' in shown
    assert "Giulia" in agent.get(draft, {"to": str(giulia.id)}).content.decode()
    assert send(agent, draft)["Location"] == draft
    sent = agent.get(draft).content.decode()
    assert "Take it back" in sent
    assert "on its way" in sent
    move_clock.forward(seconds=11)
    assert len(relay.to("dana@acme.example")) == 1
    done = agent.get(draft).content.decode()
    assert "Take it back" not in done
    assert "told 09:00" in done
    on_incident = agent.get(reverse("incidents:incident", args=[incident.ref])).content.decode()
    assert "<b>2</b> of 2 told" in on_incident
    assert "sent update 1 to 2 people" in on_incident
    assert "<b>2</b> of 2" in agent.get("/board/").content.decode()


def test_it_is_taken_back(agent: Client, incident: Incident, relay: MailRelay, move_clock: MoveClock) -> None:
    draft = write(agent, incident)
    send(agent, draft)
    back = agent.post(f"{draft}withdraw_update/", follow=True)
    assert "taken back" in back.content.decode()
    move_clock.forward(minutes=1)
    assert relay.mails == []
    too_late = write(agent, incident)
    send(agent, too_late)
    move_clock.forward(seconds=11)
    assert "can no longer be taken back" in agent.post(f"{too_late}withdraw_update/", follow=True).content.decode()


def test_a_changed_audience_is_shown_again(agent: Client, incident: Incident, care: Team, alice: User) -> None:
    draft = write(agent, incident)
    digest = agent.get(draft).context["preview"].digest
    link_cases(incident, [report(contact("Rui Matos", "rui@casaazul.example"), care)], by=alice.actor)
    answer = agent.post(f"{draft}send_update/", {"digest": digest}, follow=True)
    assert "has changed since you looked" in answer.content.decode()
    assert Update.objects.get().state == "draft"


def test_bad_input_is_kept(agent: Client, incident: Incident) -> None:
    address = reverse("comms:write_update", args=[incident.ref])
    for bad, fault in (
        ({"text_en": ""}, "required"),
        ({"text_en": "Hello {password}"}, "cannot be filled in"),
        ({"text_en": "x" * 5001}, "at most 5000"),
        ({"text_en": "a\x07"}, "control characters"),
    ):
        answer = agent.post(address, {"text_de": "behaltene Worte"} | bad)
        assert answer.status_code == 422
        assert fault in answer.content.decode()
        assert "behaltene Worte" in answer.content.decode()
    assert not Update.objects.exists()


def test_a_message_or_a_draft_gives_the_first_words(agent: Client, incident: Incident, omar: User, bob: User) -> None:
    said = post_on_line(incident, body="Restart the tablet once", seen_by="engineering", by=omar.actor)
    address = reverse("comms:write_update", args=[incident.ref])
    on_line = agent.get(reverse("incidents:incident", args=[incident.ref])).content.decode()
    assert f"{address}?message={said.id}" in on_line
    assert "Restart the tablet once" in agent.get(address, {"message": str(said.id)}).content.decode()
    # Bob takes no part, so engineering's words are not his.
    assert "Restart the tablet" not in signed_in(bob).get(address, {"message": str(said.id)}).content.decode()
    write(agent, incident, text_en="First words", text_de="Erste Worte")
    again = agent.get(address, {"draft": "1"}).content.decode()
    assert "Erste Worte" in again
    for nonsense in ({"message": "x"}, {"draft": "99"}, {"draft": "x"}):
        assert agent.get(address, nonsense).status_code == 200


@pytest.mark.parametrize("sent", [False, True])
def test_the_same_statements_for_any_number(
    sent: bool,
    agent: Client,
    incident: Incident,
    alice: User,
    care: Team,
    relay: MailRelay,
    run_due_work: Callable[[], int],
) -> None:
    def statements(count: int) -> list[int]:
        people = [contact(f"P{n} {count}", f"p{n}-{count}@x.example") for n in range(count)]
        link_cases(incident, [report(who, care) for who in people], by=alice.actor)
        draft = write(agent, incident)
        if sent:
            send(agent, draft)
        counted = []
        for address in (draft, f"/incidents/{incident.ref}/", f"/incidents/{incident.ref}/told/", "/board/"):
            with CaptureQueriesContext(connection) as queries:
                assert agent.get(address).status_code == 200
            counted.append(len(queries))
        return counted

    statements(1)
    assert statements(3) == statements(30)


def test_the_next_update_is_promised_with_it(agent: Client, incident: Incident, dana: Contact) -> None:
    address = reverse("comms:write_update", args=[incident.ref])
    given = {"text_en": "You hear from us by {next update}.", "next_update_at": "2026-11-17T11:30"}
    draft = agent.post(address, given)["Location"]
    incident.refresh_from_db()
    assert incident.next_update_at is not None
    assert "11:30" in agent.get(draft, {"to": str(dana.id)}).content.decode()
    bad = agent.post(address, {"text_en": "Hello {password}", "next_update_at": "2026-11-17T13:00"})
    assert bad.status_code == 422
    incident.refresh_from_db()
    assert incident.next_update_at.hour == 11
