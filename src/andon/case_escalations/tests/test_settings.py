import pytest
from django.urls import reverse
from tests.cast import NOBODY

from andon.case_escalations.models import EscalationKind
from andon.case_escalations.tests.conftest import signed_in
from andon.people.models import Team, User
from andon.targets.actions.put_calendar import CalendarIn, put_calendar
from andon.timeline.models import RecordedFact

HERE = "/settings/escalations/"
WEEK = {"mon": [["09:00", "17:00"]]}


def test_kinds_are_named_added_and_switched_off(
    ada: User, mei: User, care: Team, paging_management: EscalationKind, vip: EscalationKind
) -> None:
    client, put = signed_in(ada), reverse("case_escalations:put_escalation_kind")
    shown = client.get(HERE).content.decode()
    assert "policy Managers pages" in shown
    assert "nobody is paged: the leads of the case’s team are told" in shown
    known = client.get(f"{HERE}?kind=vip").content.decode()
    assert 'value="vip"' in known
    typed = {"slug": "vip", "name": "Key accounts", "answer_minutes": "20", "position": "20", "is_active": "on"}
    assert client.post(put, typed | {"team": str(care.id)}).status_code == 302
    vip.refresh_from_db()
    assert (vip.name, vip.team, vip.policy) == ("Key accounts", care, None)
    before = RecordedFact.objects.filter(kind="case_escalations.EscalationKindPut").count()
    assert client.post(put, typed | {"team": str(care.id)}).status_code == 302
    assert RecordedFact.objects.filter(kind="case_escalations.EscalationKindPut").count() == before
    hours = put_calendar(CalendarIn(slug="office", name="Office", content={"zone": "UTC", "week": WEEK}), by=NOBODY)
    assert client.post(put, typed | {"calendar": str(hours.id)}).status_code == 302
    assert "open in Office" in client.get(HERE).content.decode()
    bad = client.post(put, typed | {"answer_minutes": "0", "name": "Kept what was typed"})
    assert bad.status_code == 422
    assert "Kept what was typed" in bad.content.decode()
    read = signed_in(mei).get(HERE)
    assert read.status_code == 200
    assert "Save this kind" not in read.content.decode()


@pytest.mark.parametrize("who", ["alice", "rita", "omar"])
def test_who_may_not(who: str, request: pytest.FixtureRequest) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert client.get(HERE).status_code == 403
    assert client.post(reverse("case_escalations:put_escalation_kind"), {}).status_code == 403


def test_a_lead_only_reads(mei: User) -> None:
    assert signed_in(mei).post(reverse("case_escalations:put_escalation_kind"), {}).status_code == 403
