"""Suggestions on a case and on an incident, their buttons, and how good they are."""

from typing import Any

import pytest
from django.urls import reverse

from andon.cases.models import Case
from andon.customers.models import Contact
from andon.incidents.models import Incident
from andon.incidents.reads.linked_cases import linked_cases
from andon.people.models import Team, User
from andon.suggestions.models import RelatedCase, Suggestion

from .conftest import Suggest, Tell, signed_in

pytestmark = pytest.mark.django_db


def shown(user: User, case: Case) -> str:
    return signed_in(user).get(reverse("cases:case", args=[case.ref])).content.decode()


def press(user: User, name: str, suggestion: Suggestion, **given: Any) -> Any:
    return signed_in(user).post(reverse(f"suggestions:{name}", args=[suggestion.id]), given)


def test_a_duplicate_is_merged_with_one_click_and_undone_with_one(
    tell: Tell, suggest: Suggest, dana: Contact, alice: User
) -> None:
    one, two = tell(who=dana), tell(who=dana)
    found = suggest(two, one.subject, "duplicate", reasons={"contact": True, "words": ["<b>checkout"]})
    said = shown(alice, two)
    assert "Likely the same matter as" in said
    assert "from the same person" in said
    assert "&lt;b&gt;checkout" in said
    assert "Likely the same matter as" in shown(alice, one)
    answer = press(alice, "accept_suggestion", found, how="merge", back=f"/cases/{two.ref}/")
    assert answer.url == f"/cases/{two.ref}/"
    two.refresh_from_db()
    assert two.merged_into == one
    assert "was merged into this case" in shown(alice, one)
    signed_in(alice).post(reverse("cases:undo_merge", args=[one.ref, two.id]))
    two.refresh_from_db()
    assert two.merged_into is None


def test_related_dismissed_and_undone(tell: Tell, suggest: Suggest, alice: User) -> None:
    one, two, three = tell(), tell(), tell()
    found, other = suggest(two, one.subject), suggest(three, two.subject)
    assert shown(alice, two).count("both say") == 2
    press(alice, "accept_suggestion", found)
    said = shown(alice, two)
    assert "Belongs together with" in said
    assert "You said that it belongs together with" in said
    press(alice, "dismiss_suggestion", other)
    assert "does not fit" in shown(alice, two)
    press(alice, "undo_suggestion", other)
    other.refresh_from_db()
    assert other.state == "open"
    signed_in(alice).post(reverse("suggestions:unrelate_cases", args=[two.id, one.id]))
    assert not RelatedCase.objects.filter(ended_at=None).exists()


def test_by_hand(tell: Tell, alice: User) -> None:
    one, two = tell(), tell()
    url = reverse("suggestions:relate_cases", args=[one.ref])
    signed_in(alice).post(url, {"case": two.ref})
    assert RelatedCase.objects.get().case == two
    for wrong in ("C-999", one.ref, "\0"):
        assert signed_in(alice).post(url, {"case": wrong}).status_code == 302
    assert RelatedCase.objects.count() == 1


def test_an_incident_shows_what_looks_like_it(tell: Tell, suggest: Suggest, incident: Incident, alice: User) -> None:
    cases = [tell() for _ in range(3)]
    rows = [suggest(case, incident.subject, "link", reasons={"confirmed": 2}) for case in cases]
    url = reverse("incidents:incident", args=[incident.ref])
    said = signed_in(alice).get(url).content.decode()
    assert "3 cases look like this" in said
    assert "2 cases like it are linked already" in said
    press(alice, "dismiss_suggestion", rows[0], back=url)
    signed_in(alice).post(
        reverse("suggestions:accept_suggestions"), {"suggestion": [*(row.id for row in rows), "x"], "back": url}
    )
    assert set(linked_cases(incident)) == set(cases[1:])
    assert "look like this" not in signed_in(alice).get(url).content.decode()
    assert "linked" in shown(alice, cases[1])
    press(alice, "undo_suggestion", rows[1])
    assert set(linked_cases(incident)) == {cases[2]}


def test_a_case_says_which_incident_it_looks_like(
    tell: Tell, suggest: Suggest, incident: Incident, alice: User
) -> None:
    case = tell()
    found = suggest(case, incident.subject, "link", reasons={"services": ["Checkout"]})
    said = shown(alice, case)
    assert "Looks like" in said
    assert "names Checkout" in said
    press(alice, "accept_suggestion", found)
    assert linked_cases(incident).get() == case
    assert "Looks like" not in shown(alice, case)


def test_who_may(
    tell: Tell, suggest: Suggest, rita: User, charlie: User, omar: User, alice: User, billing: Team
) -> None:
    one, two = tell(), tell()
    found = suggest(two, one.subject)
    for name in ("accept_suggestion", "dismiss_suggestion", "undo_suggestion"):
        assert press(rita, name, found).status_code == 403
        assert press(omar, name, found).status_code == 403
        assert press(charlie, name, found).status_code == 404
        assert signed_in(alice).get(reverse(f"suggestions:{name}", args=[found.id])).status_code == 405
    hidden = suggest(tell(team=billing), two.subject)
    assert press(alice, "accept_suggestion", hidden).status_code == 404
    assert hidden.case.title not in shown(alice, two)
    relate = reverse("suggestions:relate_cases", args=[one.ref])
    assert signed_in(charlie).post(relate, {"case": two.ref}).status_code == 404
    assert signed_in(rita).post(relate, {"case": two.ref}).status_code == 403
    found.refresh_from_db()
    assert found.state == "open"


def test_a_way_back_leads_nowhere_else(tell: Tell, suggest: Suggest, alice: User) -> None:
    one, two = tell(), tell()
    answer = press(alice, "dismiss_suggestion", suggest(two, one.subject), back="https://evil.example/")
    assert answer.url == reverse("cases:inbox")
    assert press(alice, "accept_suggestion", Suggestion.objects.get(), how="nonsense").status_code == 302


def test_no_query_a_suggestion(
    tell: Tell,
    suggest: Suggest,
    incident: Incident,
    alice: User,
    django_assert_max_num_queries: Any,
    django_assert_num_queries: Any,
) -> None:
    client, case = signed_in(alice), tell()
    url, of_incident = (
        reverse("cases:case", args=[case.ref]),
        reverse("incidents:incident", args=[incident.ref]),
    )
    suggest(tell(), case.subject)
    suggest(case, incident.subject, "link")
    client.get(url)
    client.get(of_incident)
    with django_assert_max_num_queries(200) as few:
        client.get(url)
    with django_assert_max_num_queries(200) as few_there:
        client.get(of_incident)
    for _ in range(6):
        suggest(tell(), case.subject, state="accepted")
        suggest(tell(), case.subject)
        suggest(tell(), incident.subject, "link")
    with django_assert_num_queries(len(few)):
        client.get(url)
    with django_assert_num_queries(len(few_there)):
        client.get(of_incident)


def test_how_good_they_are(
    tell: Tell, suggest: Suggest, mei: User, alice: User, django_assert_max_num_queries: Any
) -> None:
    one = tell()
    for state, how in (("accepted", "merge"), ("accepted", "relate"), ("dismissed", ""), ("open", ""), ("lapsed", "")):
        suggest(tell(), one.subject, "duplicate", state=state, how=how)
    url = reverse("suggestions:figures")
    assert signed_in(alice).get(url).status_code == 403
    client = signed_in(mei)
    said = client.get(url).content.decode()
    assert "33 % were right" in said
    assert "of 3 that were decided" in said
    assert "(surely between 6 and 79 %)" in said
    assert said.count("Nothing of this kind was suggested yet.") == 2
    with django_assert_max_num_queries(12):
        client.get(url)
