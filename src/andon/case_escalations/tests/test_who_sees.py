"""What is said in an escalation is shown to those who see it: not to whoever reads the case through an incident."""

from django.urls import reverse
from tests.cast import NOBODY, access, person

from andon.case_escalations import slots
from andon.case_escalations.actions.escalate_cases import escalate_cases
from andon.case_escalations.models import CaseEscalation, EscalationKind
from andon.case_escalations.reads.in_thread import in_thread
from andon.case_escalations.tests.conftest import signed_in
from andon.cases.actions.grant_access import grant_access
from andon.cases.models import Case
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.models import Team, User


def test_whoever_reads_a_case_through_a_grant_reads_no_escalation(
    case: Case, checkout_team: Team, alice: User, bob: User, mei: User, paging_management: EscalationKind
) -> None:
    reader = person("Greta Holm", ("responder", checkout_team))
    source = Subject("incident", new_id())
    grant_access([case], teams=[checkout_team], source=source, why="linked", by=NOBODY)
    escalate_cases([case], kind=paging_management, reason="They may leave us", by=alice.actor)
    escalate_cases([case], kind=paging_management, reason="Their lawyer wrote", by=bob.actor)
    assert Case.objects.visible_to(access(reader)).filter(id=case.id).exists()
    assert not CaseEscalation.objects.visible_to(access(reader)).exists()
    for user, sees in ((reader, False), (mei, True), (bob, True)):
        hers = access(user)
        assert bool(slots.notice_of_case([case.subject], hers)) is sees, user
        assert bool(slots.row_of_case([case.subject], hers)) is sees, user
        assert bool(in_thread(case, hers)) is sees, user
        shown = signed_in(user).get(reverse("cases:case", args=[case.ref])).content.decode()
        assert ("They may leave us" in shown) is sees, user
        assert ("Their lawyer wrote" in shown) is sees, user
