"""The list of emerging issues, one issue, and its buttons."""

from typing import Any

import pytest
from django.urls import reverse

from andon.cases.models import Case
from andon.catalog.models import Service
from andon.emerging.models import EmergingIssue, Report, ScanState
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.models import Incident
from andon.people.models import Team, User

from .conftest import Raise, signed_in

pytestmark = pytest.mark.django_db


def shown(user: User, issue: EmergingIssue) -> str:
    return signed_in(user).get(reverse("emerging:issue", args=[issue.ref])).content.decode()


def post(user: User, name: str, issue: EmergingIssue, **given: Any) -> Any:
    return signed_in(user).post(reverse(f"emerging:{name}", args=[issue.ref]), given)


def test_the_list_shows_what_emerges_first(alice: User, raised: Raise) -> None:
    emerging, watched = raised(3, first=10), raised(2, level="watch")
    EmergingIssue.objects.filter(id=emerging.id).update(last_report_at=emerging.since)
    said = signed_in(alice).get(reverse("emerging:issues")).content.decode()
    links = [reverse("emerging:issue", args=[issue.ref]) for issue in (emerging, watched)]
    assert said.index(f'"{links[0]}"') < said.index(f'"{links[1]}"')
    assert said.count('class="lead"') == 2
    assert "different people told the like within 30" in said
    assert "Nothing out of the ordinary" not in said


def test_an_empty_list_teaches(alice: User) -> None:
    assert "Nothing out of the ordinary" in signed_in(alice).get(reverse("emerging:issues")).content.decode()


def test_lists_are_flat(alice: User, raised: Raise, django_assert_max_num_queries: Any) -> None:
    client = signed_in(alice)
    first = 1
    for count in (2, 8):
        for _ in range(count):
            raised(2, first=first)
            first += 2
        with django_assert_max_num_queries(13):
            client.get(reverse("emerging:issues"))
        with django_assert_max_num_queries(20):
            client.get(reverse("incidents:board"))


def test_one_issue_is_flat(alice: User, raised: Raise, django_assert_max_num_queries: Any) -> None:
    client = signed_in(alice)
    few, many = raised(2), raised(20, first=10)
    for issue in (few, many):
        with django_assert_max_num_queries(26):
            assert client.get(reverse("emerging:issue", args=[issue.ref])).status_code == 200


def test_its_reports_are_shown_to_whom_they_may_be(alice: User, charlie: User, omar: User, raised: Raise) -> None:
    issue = raised(3)
    said = shown(alice, issue)
    assert said.count("Checkout hangs, ") >= 3
    assert "&lt;b&gt;since" in said
    assert shown(charlie, issue).count("A report that you may not read") == 3
    assert shown(omar, issue).count("A report that you may not read") == 3


def test_confirmed_with_one_click(alice: User, checkout: Service, raised: Raise) -> None:
    issue = raised(3)
    assert 'value="Checkout hangs, 1"' in shown(alice, issue)
    answer = post(alice, "confirm_issue", issue, title="Checkout hangs", service=checkout.id, severity="major")
    incident = Incident.objects.get()
    assert answer.url == reverse("incidents:incident", args=[incident.ref])
    assert incident.case_links.count() == 3
    assert (incident.hunch.user, incident.hunch.source) == (alice, "emerging")
    page = signed_in(alice).get(answer.url).content.decode()
    assert issue.ref in page
    again = post(alice, "confirm_issue", issue, title="Again", service=checkout.id, severity="major")
    assert again.url == reverse("emerging:issue", args=[issue.ref])
    assert Incident.objects.count() == 1


def test_a_fault_keeps_what_was_typed(alice: User, raised: Raise) -> None:
    issue = raised(2)
    answer = post(alice, "confirm_issue", issue, title="Checkout is slow, typed", service="", severity="major")
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Checkout is slow, typed" in said
    assert 'id="dialog-confirm_issue"' in said


def test_linked_merged_split_dismissed(alice: User, checkout: Service, raised: Raise) -> None:
    one, two = raised(3), raised(2, first=10)
    assert post(alice, "merge_issues", two, into=one.id).url == reverse("emerging:issue", args=[one.ref])
    one.refresh_from_db()
    assert one.report_count == 5
    key = Report.objects.filter(issue=one).first()
    assert key is not None
    apart = post(alice, "split_issue", one, report=[key.subject.key, "nonsense"])
    other = EmergingIssue.objects.latest("number")
    assert apart.url == reverse("emerging:issue", args=[other.ref])
    post(alice, "split_issue", one, report=[])
    one.refresh_from_db()
    assert one.report_count == 4
    post(alice, "dismiss_issue", other, reason="usual", note="Only a sale")
    assert "Only a sale" in shown(alice, other)
    post(alice, "take_dismissal_back", other)
    incident = declare_incident(title="Checkout", services=[checkout], by=alice.actor, page=False)
    post(alice, "link_issue", one, incident=incident.id)
    assert incident.case_links.count() == 4
    assert "It is an incident" in shown(alice, one)


def test_who_may_decide(rita: User, alice: User, raised: Raise, checkout: Service) -> None:
    issue = raised(2)
    assert signed_in(rita).get(reverse("emerging:issue", args=[issue.ref])).status_code == 200
    assert "dialog-dismiss_issue" not in shown(rita, issue)
    for name in ("confirm_issue", "link_issue", "merge_issues", "split_issue", "dismiss_issue", "take_dismissal_back"):
        assert post(rita, name, issue, reason="usual", title="x", service=checkout.id).status_code == 403
    assert post(alice, "dismiss_issue", issue, reason="nonsense").status_code == 422
    assert signed_in(alice).get("/emerging/E-999/").status_code == 404
    assert signed_in(alice).get("/emerging/x%00y/").status_code == 404


def test_a_case_says_that_others_tell_the_like(alice: User, raised: Raise) -> None:
    issue = raised(3)
    case = Case.objects.get(id=Report.objects.filter(issue=issue)[0].subject_id)
    said = signed_in(alice).get(reverse("cases:case", args=[case.ref])).content.decode()
    assert "people tell the like" in said
    assert issue.ref in said


def test_on_the_board(alice: User, care: Team, raised: Raise) -> None:
    issue = raised(3)
    said = signed_in(alice).get(reverse("incidents:board")).content.decode()
    assert reverse("emerging:issue", args=[issue.ref]) in said
    assert "would be Checkout" in said


def test_an_account_that_left_is_no_trouble(alice: User, raised: Raise) -> None:
    issue = raised(2)
    Report.objects.filter(issue=issue).delete()
    assert "None any more" in shown(alice, issue)


def test_how_good_the_scan_is(mei: User, ada: User, alice: User, raised: Raise) -> None:
    right, wrong = raised(3), raised(2, first=10)
    raised(2, first=20, level="watch")
    post(ada, "confirm_issue", right, title="Checkout", service=right.service_id, severity="major")
    post(ada, "dismiss_issue", wrong, reason="usual")
    said = signed_in(mei).get(reverse("emerging:scan")).content.decode()
    assert "50 %" in said
    assert signed_in(alice).get(reverse("emerging:scan")).status_code == 403
    change = reverse("emerging:set_scan")
    assert signed_in(mei).post(change, {"watch": -10, "emerging": -15, "budget": 1}).status_code == 403
    refused = signed_in(ada).post(change, {"watch": -20, "emerging": -15, "budget": 1})
    assert refused.status_code == 422
    assert "at least as rare" in refused.content.decode()
    assert signed_in(ada).post(change, {"watch": -10, "emerging": -15, "budget": 1}).status_code == 302
    assert ScanState.objects.get().emerging == -15
