"""/andon: the console's verbs with the typist's rights, answered to her alone."""

from collections.abc import Callable

import pytest
from tests.cast import NOBODY, person
from tests.peers.mail_relay import MailRelay
from tests.peers.slack import Slack

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.catalog.actions.put_services import ServiceIn, put_services
from andon.catalog.models import Service
from andon.connections.actions.replay_incoming import replay_incoming
from andon.connections.models import Connection, IncomingDelivery
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.models import Incident, IncidentCase
from andon.paging.models import Escalation, Policy
from andon.people.models import Team, User
from andon.work.engine.inline import run_due_work

pytestmark = pytest.mark.django_db
Typed = Callable[..., str]


@pytest.fixture
def typed(slack: Slack, relay: MailRelay) -> Typed:
    """What somebody is answered."""

    def type_it(user: str, text: str, **more: str) -> str:
        before = len(slack.answers)
        slack.command(user, text, **more)
        run_due_work()
        assert len(slack.answers) == before + 1
        assert slack.answers[-1]["response_type"] == "ephemeral"
        return str(slack.answers[-1]["text"])

    return type_it


@pytest.fixture
def incident(slack: Slack, checkout: Service, on_call: Policy, mei: User, relay: MailRelay) -> Incident:
    made = declare_incident(title="Cards <are> refused", services=[checkout], severity="critical", by=mei.actor)
    run_due_work()
    return made


@pytest.fixture
def case(care: Team, alice: User) -> Case:
    return open_case(CaseIn(title="My card", body="x", team=care, owner=alice, receipt=False), by=NOBODY)


def test_declare(typed: Typed, slack: Slack, omar: User, checkout: Service, on_call: Policy) -> None:
    said = typed("U0OMAR", "declare critical Cards are refused")
    made = Incident.objects.get()
    assert (made.title, made.severity) == ("Cards are refused", "critical")
    assert said == f"<http://localhost:8000/incidents/{made.ref}/|{made.ref} Cards are refused> is declared."
    assert made.duties.get().user == omar
    # It is an incident like any other: somebody is paged, and it has a channel.
    assert Escalation.objects.of(made.subject).exists()
    assert slack.channel.name.startswith(f"inc-{made.number}-")


def test_a_service_before_a_colon(typed: Typed, omar: User, checkout: Service, checkout_team: Team) -> None:
    put_services([ServiceIn(slug="search", name="Search", owner=checkout_team)], by=NOBODY)
    assert "Say which service before a colon. There are: checkout, search" in typed("U0OMAR", "declare Slow")
    assert not Incident.objects.exists()
    typed("U0OMAR", "declare minor Search: Slow: very")
    assert Incident.objects.get().title == "Slow: very"
    assert Incident.objects.get().service_links.get().service.slug == "search"


def test_the_connections_service_is_meant_where_none_is_said(
    typed: Typed, omar: User, checkout: Service, checkout_team: Team
) -> None:
    put_services([ServiceIn(slug="search", name="Search", owner=checkout_team)], by=NOBODY)
    connection = Connection.objects.get()
    connection.settings["service"] = "search"
    connection.save()
    typed("U0OMAR", "declare Error: it is slow")
    made = Incident.objects.get()
    assert (made.title, made.service_links.get().service.slug) == ("Error: it is slow", "search")


def test_a_command_is_done_once(typed: Typed, slack: Slack, omar: User, ada: User, checkout: Service) -> None:
    typed("U0OMAR", "declare Slow", trigger="7.t")
    slack.command("U0OMAR", "declare Slow", trigger="7.t")
    run_due_work()
    assert Incident.objects.count() == 1
    replay_incoming(Connection.objects.get(), [IncomingDelivery.objects.get().id], by=ada.actor)
    run_due_work()
    assert (Incident.objects.count(), len(slack.answers)) == (1, 1)


def test_link(typed: Typed, incident: Incident, case: Case, alice: User) -> None:
    assert typed("U0ALICE", f"link {incident.ref} {case.ref}") == f"Linked to {incident.ref}: {case.ref}."
    assert IncidentCase.objects.get().case == case
    assert "linked" in typed("U0ALICE", f"link {incident.ref} {case.ref}")
    assert IncidentCase.objects.count() == 1


def test_link_in_the_incidents_channel(typed: Typed, slack: Slack, incident: Incident, case: Case, alice: User) -> None:
    typed("U0ALICE", f"link {case.ref}", channel=slack.channel.id)
    assert IncidentCase.objects.get().incident == incident


def test_escalate(typed: Typed, incident: Incident, omar: User, relay: MailRelay) -> None:
    assert typed("U0OMAR", f"escalate {incident.ref}") == f"The next one is paged for {incident.ref}."
    assert len(relay.to("ines@fernhill.example")) == 1


def test_oncall_and_status(typed: Typed, incident: Incident, omar: User, mei: User) -> None:
    assert typed("U0MEI", "oncall").startswith("*Checkout*: Omar Haddad until <!date^")
    assert typed("U0MEI", "oncall checkout") == (
        "*Checkout*: Omar Haddad\nAfter 5 minutes without an answer: Ines Pacheco"
    )
    assert "Cards &lt;are&gt; refused>: Critical, nobody is on it yet" in typed("U0MEI", "status")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "`/andon declare [critical|major|minor] [service:] &lt;title&gt;`"),
        ("help", "`/andon oncall [service]`"),
        ("<!channel> now", "“@channel” is not known here."),
        ("&lt;b&gt;", "“&lt;b&gt;” is not known here."),
        ("declare", "Write what does not work: /andon declare &lt;title&gt;"),
        ("declare critical", "Say"),
        ("declare " + "x" * 300, "At most 200 characters; this has 300."),
        ("link", "Say which incident first, such as I-12."),
        ("link {ref}", "Say which cases, such as C-34."),
        ("link {ref} C-999", "There is no case C-999 that you may see."),
        ("link I-999 C-1", "There is no I-999 that you may see."),
        ("escalate", "Say which incident first"),
        ("escalate {ref} C-1", "Only the incident is named here."),
        ("oncall nowhere", "There is no service nowhere."),
    ],
)
def test_bad_input_says_what_is_missing(text: str, says: str, typed: Typed, incident: Incident, omar: User) -> None:
    said = typed("U0OMAR", text.format(ref=incident.ref))
    if text == "declare critical":
        # A title of one word that names a severity is a title.
        assert Incident.objects.filter(title="critical").exists()
        return
    assert says in said
    assert Incident.objects.count() == 1


def test_who_may_not_does_nothing(typed: Typed, incident: Incident, case: Case, rita: User) -> None:
    for text in ("declare Slow", f"link {incident.ref} {case.ref}", f"escalate {incident.ref}"):
        assert "may" in typed("U0RITA", text) or "allow" in typed("U0RITA", text)
    assert (Incident.objects.count(), IncidentCase.objects.count()) == (1, 0)
    assert Escalation.objects.get().turn == 1


def test_an_agent_hurries_a_page_as_at_the_screen(
    typed: Typed, incident: Incident, alice: User, relay: MailRelay
) -> None:
    assert typed("U0ALICE", f"escalate {incident.ref}") == f"The next one is paged for {incident.ref}."
    assert len(relay.to("ines@fernhill.example")) == 1


def test_strangers_and_those_without_a_role_hear_nothing_of_us(typed: Typed, slack: Slack, incident: Incident) -> None:
    slack.join("U0EVE", "eve@elsewhere.example")
    slack.join("U0NORA", "nora@fernhill.example")
    person("Nora Nobody")
    assert typed("U0EVE", "status") == "Nobody in Andon has your e-mail address, so this changes nothing."
    assert typed("U0NORA", "status") == "You have no role in Andon."


def test_answers_go_to_slack_alone(slack: Slack, omar: User, settings: object) -> None:
    """Whoever held the signing secret could otherwise make us call anything."""
    from andon.integrations.slack.sending.answer import is_slacks

    base = "https://slack.com/api"
    assert is_slacks("https://hooks.slack.com/commands/1", base)
    assert is_slacks(f"{slack.url}/respond/1", slack.base)
    for elsewhere in ("https://evil.example/", "http://hooks.slack.com/x", "https://hooks.slack.com@evil.example/", ""):
        assert not is_slacks(elsewhere, base)
