"""Role × object × verb: every queryset that answers `visible_to` or `workable_by`, asked as every role.

The table is the house's rule in one place; a model that gets such a queryset must be added to it.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

from andon.alerts.actions.create_heartbeat import create_heartbeat
from andon.alerts.heartbeat_in import HeartbeatIn
from andon.alerts.models import Alert, ChangeEvent
from andon.cases.models import BulkRun, SavedView
from andon.catalog.models import Service
from andon.connections.models import Connection
from andon.contracts.models import Contract
from andon.emerging.models import EmergingIssue
from andon.impact.models import Selection
from andon.incidents.models import Hunch
from andon.kit import clock
from andon.kit.ids import new_id
from andon.meaning.models import Search
from andon.notifications.models import Notice
from andon.people.access import Access, access_of, nobody
from andon.people.models import Team
from andon.promises.models import Promise
from andon.suggestions.models import Suggestion
from andon.timeline.actor import Actor
from tests.cast import NOBODY, account, contact, person, team

pytestmark = pytest.mark.django_db

READERS = {
    "agent": "her team's agent",
    "agent elsewhere": "an agent of another team",
    "lead": "her team's lead",
    "lead elsewhere": "the lead of another team",
    "responder": "an engineer",
    "stakeholder": "somebody who reads summaries",
    "administrator": "somebody who only sets up",
    "contact": "the customer herself",
    "other contact": "another customer",
    "nobody": "signed out",
}
STAFF = {"agent", "agent elsewhere", "lead", "lead elsewhere", "responder", "stakeholder"}
AT_WORK = STAFF - {"stakeholder"}
SERVES = {"agent", "agent elsewhere", "lead", "lead elsewhere"}

# (room.Model, verb): who may.
TABLE = {
    ("cases.Case", "visible_to"): {"agent", "lead", "contact"},
    ("cases.Case", "workable_by"): {"agent", "lead", "contact"},
    ("cases.BulkRun", "visible_to"): set(),
    ("cases.SavedView", "visible_to"): {"agent", "lead"},
    ("cases.SavedView", "changeable_by"): {"lead"},
    ("gestures.Gesture", "visible_to"): {"agent", "lead"},
    ("gestures.Gesture", "workable_by"): {"agent", "lead"},
    ("case_escalations.CaseEscalation", "visible_to"): {"agent", "lead"},
    ("case_escalations.CaseEscalation", "workable_by"): {"agent", "lead"},
    ("contracts.Contract", "visible_to"): AT_WORK | {"administrator"},
    ("contracts.Contract", "changeable_by"): {"lead", "lead elsewhere", "administrator"},
    ("impact.Selection", "visible_to"): set(),
    ("incidents.Incident", "visible_to"): STAFF,
    ("incidents.Incident", "workable_by"): AT_WORK,
    ("promises.Promise", "visible_to"): {"agent", "lead", "contact"},
    ("promises.Promise", "workable_by"): {"agent", "lead"},
    ("incidents.Hunch", "visible_to"): {"lead"},  # and whose it is
    ("emerging.EmergingIssue", "visible_to"): STAFF,
    ("emerging.EmergingIssue", "workable_by"): AT_WORK,
    ("suggestions.Suggestion", "visible_to"): {"agent", "lead"},
    ("suggestions.Suggestion", "workable_by"): {"agent", "lead"},
    ("alerts.Alert", "visible_to"): AT_WORK | {"administrator"},
    ("signals.Signal", "visible_to"): SERVES,
    ("meaning.Search", "visible_to"): set(),  # whose it is
    ("imports.CsvImport", "visible_to"): {"administrator"},  # and whoever brought it
    ("alerts.Heartbeat", "visible_to"): AT_WORK | {"administrator"},
    ("alerts.ChangeEvent", "visible_to"): AT_WORK | {"administrator"},
    ("paging.Escalation", "visible_to"): AT_WORK | {"administrator"},
    ("notifications.Notice", "visible_to"): set(),  # whose it is
    ("connections.Connection", "visible_to"): {"administrator"},
    ("questions.Question", "visible_to"): AT_WORK,
    ("questions.Question", "workable_by"): {"lead", "lead elsewhere", "responder"},  # and who leads the incident
    ("questions.Ask", "visible_to"): {"agent", "lead", "contact"},  # and whom the linked incident lets read the case
    ("questions.Ask", "workable_by"): {"agent", "lead", "contact"},
    ("customers.Account", "visible_to"): STAFF,
    ("customers.Contact", "visible_to"): SERVES,
}


def offered() -> set[tuple[str, str]]:
    """Every queryset method of ours that answers who may."""
    return {
        (f"{model._meta.app_label}.{model.__name__}", verb)
        for model in apps.get_models()
        if model.__module__.startswith("andon.")
        for verb in ("visible_to", "workable_by", "changeable_by")
        if hasattr(model._default_manager.all(), verb)
    }


@pytest.fixture
def world(
    care: Team, checkout: Service, on_call: Any, relay: Any, monitor: Callable[..., Any], run_due_work: Any
) -> dict[str, Model]:
    """One of each object: a case of Care, an incident, an alert that pages, and a customer."""
    from andon.case_escalations.actions.escalate_cases import escalate_cases
    from andon.case_escalations.actions.put_escalation_kind import put_escalation_kind
    from andon.cases.actions.open_cases import open_cases
    from andon.cases.case_in import CaseIn
    from andon.gestures.actions.give_gesture import give_gesture
    from andon.gestures.models import GestureKind
    from andon.imports.actions.upload_import import upload_import
    from andon.incidents.actions.declare_incident import declare_incident
    from andon.paging.models import Escalation
    from andon.questions.actions.ask_question import ask_question
    from andon.questions.models import Ask
    from andon.questions.question_in import QuestionIn
    from andon.signals.actions.receive_signal import receive_signal
    from andon.signals.signal_in import SignalIn

    acme = account("acme", "Acme Outdoor")
    dana = contact("Dana Whitfield", "dana@acme.example", acme)
    (case,) = open_cases(
        [CaseIn(title="Checkout hangs", body="It hangs", receipt=False, contact=dana, team=care)], by=NOBODY
    )
    assert isinstance(case, Model)
    vip = put_escalation_kind("vip", name="VIP", by=NOBODY)
    (escalated,) = escalate_cases([case], kind=vip, reason="x", by=NOBODY)  # type: ignore[list-item]
    incident = declare_incident(title="Checkout hangs", services=[checkout], severity="major", by=NOBODY)
    question = ask_question(incident, QuestionIn(text="Since when?", kind="text", customers=True), by=NOBODY)
    ask = Ask.objects.create(question=question, case=case, asked_at=clock.now(), passed_to=dana)
    monitor("trigger", "disk")
    run_due_work()
    return {
        "cases.Case": case,
        "cases.BulkRun": BulkRun.objects.create(
            user=person("Else Body"), act="mark_spam", total=1, made_at=clock.now()
        ),
        "cases.SavedView": SavedView.objects.create(name="x", audience="team", team=care, made_at=clock.now()),
        "gestures.Gesture": give_gesture(
            case, kind=GestureKind.objects.create(slug="voucher", name="Voucher", has_amount=False), why="x", by=NOBODY
        ),
        "case_escalations.CaseEscalation": escalated,
        "contracts.Contract": Contract.objects.create(account=acme, name="Gold", put_at=clock.now()),
        "impact.Selection": Selection.objects.create(cases=[case.id], by=person("Chose Them"), at=clock.now()),
        "incidents.Incident": incident,
        "promises.Promise": Promise.objects.create(case=case, due_at=clock.now(), made_at=clock.now()),
        "incidents.Hunch": Hunch.objects.create(
            incident=incident, user=person("Early Caller", ("agent", care)), source="hand", declared_at=clock.now()
        ),
        "emerging.EmergingIssue": EmergingIssue.objects.create(
            number=1, level="watch", scan_name="x", since=clock.now(), raised_at=clock.now(), last_report_at=clock.now()
        ),
        "suggestions.Suggestion": Suggestion.objects.update_or_create(
            case=case,
            target_kind="incident",
            target_id=incident.id,
            defaults={"kind": "link", "score": 3, "made_at": clock.now()},
        )[0],
        "alerts.Alert": Alert.objects.get(),
        "imports.CsvImport": upload_import(kind="accounts", name="a.csv", content=b"Name", by=NOBODY),
        "signals.Signal": receive_signal(SignalIn(text="It hangs", source="forum"), by=NOBODY),
        "meaning.Search": Search.objects.create(text="x", asked_by="person:somebody", asked_at=clock.now()),
        "alerts.Heartbeat": create_heartbeat(checkout, HeartbeatIn(name="Backup", every_minutes=5), by=NOBODY),
        "alerts.ChangeEvent": ChangeEvent.objects.create(service=checkout, summary="Deployed", at=clock.now()),
        "paging.Escalation": Escalation.objects.all()[0],
        "notifications.Notice": Notice.objects.create(
            key="x", kind="x", user=person("Some Other"), subject_kind="x", subject_id=new_id(), at=clock.now()
        ),
        "connections.Connection": Connection.objects.create(vendor="none", name="None", made_at=clock.now()),
        "questions.Question": question,
        "questions.Ask": ask,
        "customers.Account": acme,
        "customers.Contact": dana,
    }


def readers(care: Team, dana: Any) -> dict[str, Access]:
    elsewhere = team("Elsewhere")
    stranger = contact("Eve Novak", "eve@other.example")
    return {
        "agent": access_of(person("Agent One", ("agent", care))),
        "agent elsewhere": access_of(person("Agentb Two", ("agent", elsewhere))),
        "lead": access_of(person("Lead One", ("lead", care))),
        "lead elsewhere": access_of(person("Leadb Two", ("lead", elsewhere))),
        "responder": access_of(person("Responder One", ("responder", elsewhere))),
        "stakeholder": access_of(person("Stakeholder One", ("stakeholder", care))),
        "administrator": access_of(person("Administrator One", ("administrator", None))),
        "contact": Access(Actor.contact(dana.id)),
        "other contact": Access(Actor.contact(stranger.id)),
        "nobody": nobody(),
    }


def test_the_table_names_all_that_is_offered() -> None:
    assert offered() == set(TABLE)


def test_each_role_sees_what_the_table_says(world: dict[str, Model], care: Team) -> None:
    asked = readers(care, world["customers.Contact"])
    assert set(asked) == set(READERS)
    found = {
        (kind, verb): {
            who
            for who, access in asked.items()
            if getattr(type(world[kind])._default_manager.all(), verb)(access).filter(pk=world[kind].pk).exists()
        }
        for kind, verb in TABLE
    }
    assert found == TABLE
