import json

from conftest import MoveClock

from andon.case_escalations import personal
from andon.case_escalations.actions.accept_escalation import accept_escalation
from andon.case_escalations.actions.de_escalate import de_escalate
from andon.case_escalations.actions.escalate_cases import escalate_cases
from andon.case_escalations.models import CaseEscalation, EscalationKind, EscalationNote
from andon.cases.models import Case
from andon.channels.models import Delivery
from andon.customers.models import Contact
from andon.notifications.models import Notice
from andon.paging.models import Escalation
from andon.people.models import User


def test_what_is_said_of_her_is_exported_and_forgotten(
    case: Case,
    dana: Contact,
    alice: User,
    bob: User,
    mei: User,
    paging_management: EscalationKind,
    move_clock: MoveClock,
) -> None:
    (one,) = escalate_cases([case], kind=paging_management, reason="Dana is angry", by=alice.actor)
    move_clock.forward(seconds=1)
    assert Notice.objects.filter(headline__contains=case.title).exists()
    escalate_cases([case], kind=paging_management, reason="Dana called me", by=bob.actor)
    accept_escalation(one, by=mei.actor, answer="I call Dana")
    de_escalate(one, by=mei.actor, result="Dana is content")
    (kept,) = personal.export(dana)
    said = [kept["reason"], *kept["notes"], kept["answer"], kept["result"]]
    assert said == ["Dana is angry", "Dana called me", "I call Dana", "Dana is content"]
    personal.erase(dana)
    assert not Notice.objects.filter(headline__contains=case.title).exists()
    assert not Delivery.objects.filter(text__contains=case.title).exists()
    left = [*CaseEscalation.objects.values(), *EscalationNote.objects.values(), *Escalation.objects.values("why")]
    assert "Dana" not in json.dumps(left, default=str)
    assert CaseEscalation.objects.get().state == "over"
