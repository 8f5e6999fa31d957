"""A customer whose case is escalated hears, at most, that something changed: never what."""

from datetime import timedelta

from andon.case_escalations.actions.accept_escalation import accept_escalation
from andon.case_escalations.actions.escalate_cases import escalate_cases
from andon.case_escalations.models import EscalationKind
from andon.cases.actions.open_case import open_case
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.case_in import CaseIn
from andon.cases.portal_link import PURPOSE
from andon.customers.models import Contact
from andon.people.links import make_link
from andon.people.models import Team, User
from tests.live.test_stream_by_link import listening
from tests.live_server import Product, wait_until


def test_her_stream_says_nothing_of_it(product: Product, dana: Contact, care: Team, alice: User, mei: User) -> None:
    case = open_case(CaseIn(title="It hangs", contact=dana, team=care, owner=alice, receipt=False), by=dana.actor)
    kind, _made = EscalationKind.objects.get_or_create(slug="vip", defaults={"name": "VIP"})
    with listening(product, make_link(PURPOSE, case.subject, dana.actor, timedelta(days=1))) as hers:
        (one,) = escalate_cases([case], kind=kind, reason="secret", by=alice.actor)
        accept_escalation(one, by=mei.actor, answer="secret")
        before = len(hers.events)
        reply_to_case(case, by=alice.actor, body="We are on it", send_now=True)
        wait_until(lambda: len(hers.events) > before)
        assert all(event == {} for event in hers.events)
