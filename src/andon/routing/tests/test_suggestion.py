"""A suggestion at the screen of its case: who sees it, accepts, corrects, dismisses it, and takes it back."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import NOBODY

from andon.cases.actions.grant_access import grant_access
from andon.cases.actions.set_priority import set_priority
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.kit.subject import Subject
from andon.people.models import Team, User
from andon.routing.models import Decision, FieldRouter, Prediction
from andon.routing.slots import notice_of_case

from .conftest import Suggest, signed_in

pytestmark = pytest.mark.django_db
ACTS = ("accept_suggestion", "correct_suggestion", "dismiss_suggestion")


def shown(user: User, case: Case) -> str:
    return str(signed_in(user).get(reverse("cases:case", args=[case.ref])).content.decode())


def post(user: User, name: str, of: Case | Decision, **given: Any) -> Any:
    key = of.ref if isinstance(of, Case) else of.id
    return signed_in(user).post(reverse(f"routing:{name}", args=[key]), given, follow=True)


def test_shown_with_its_words_and_how_sure_it_is(mei: User, suggest: Suggest) -> None:
    said = shown(mei, suggest())
    for text in ("Looks like", "Checkout", "Team Billing", "priority high", "90 %", "from 41 cases alike"):
        assert text in said
    assert "&lt;b&gt;wrong" in said
    assert "<b>wrong" not in said


def test_one_that_is_not_sure_enough_or_says_nothing_new_is_not_shown(
    mei: User, suggest: Suggest, billing: Team
) -> None:
    for case in (suggest(1, confidence=0.3), suggest(2, accepted=False)):
        assert "Looks like" not in shown(mei, case)
    case = suggest(3)
    set_priority(case, priority="high", by=NOBODY)
    assert "priority high" not in shown(mei, case)
    FieldRouter.objects.update(threshold=0.95)
    assert "Looks like" not in shown(mei, case)
    FieldRouter.objects.update(threshold=0.5)
    billing.delete()
    assert "Checkout" in shown(mei, case)
    assert "Team" not in shown(mei, case).partition("Looks like")[2].partition("</p>")[0]


def test_accepted_with_one_click_and_taken_back_out_of_sight(
    alice: User, suggest: Suggest, care: Team, billing: Team, checkout: Service
) -> None:
    case = suggest()
    owner = case.owner
    assert "whose cases you do not see" in post(alice, "accept_suggestion", case).content.decode()
    case.refresh_from_db()
    assert (case.team, case.service, case.priority, case.owner) == (billing, checkout, "high", None)
    assert case.capability == checkout.capabilities.get()
    (decision,) = Decision.objects.all()
    assert set(Prediction.objects.values_list("outcome", flat=True)) == {"accepted"}
    for _twice in range(2):
        assert "Looks like" in post(alice, "undo_suggestion", decision).content.decode()
    case.refresh_from_db()
    assert (case.team, case.service, case.capability, case.priority) == (care, None, None, "normal")
    assert case.owner == owner


def test_corrected_by_a_form_that_knows_what_is_suggested(
    mei: User, suggest: Suggest, care: Team, billing: Team, checkout: Service, charlie: User
) -> None:
    case = suggest()
    form = signed_in(mei).get(reverse("routing:correct_suggestion", args=[case.ref])).content.decode()
    assert f'value="{billing.id}" selected' in form
    refused = post(mei, "correct_suggestion", case, about="service:nonsense", team="x", priority="awful")
    assert refused.status_code == 422
    assert not Decision.objects.exists()
    post(mei, "correct_suggestion", case, about=f"service:{checkout.id}", team=str(care.id), priority="low")
    case.refresh_from_db()
    assert (case.team, case.service, case.capability, case.priority) == (care, checkout, None, "low")
    outcomes = dict(Prediction.objects.exclude(outcome="").values_list("field", "outcome"))
    assert outcomes == {
        "team": "corrected",
        "service": "accepted",
        "capability": "corrected",
        "priority": "corrected",
    }
    said = shown(mei, case)
    assert "You chose another" in said
    assert "corrected what its words look like" in said


def test_dismissed_and_taken_back(mei: User, suggest: Suggest, care: Team) -> None:
    case = suggest()
    post(mei, "dismiss_suggestion", case)
    case.refresh_from_db()
    assert (case.team, case.service) == (care, None)
    said = shown(mei, case)
    assert "Looks like" not in said
    assert "You dismissed" in said
    post(mei, "undo_suggestion", Decision.objects.get())
    assert "Looks like" in shown(mei, case)


def test_nothing_left_to_decide_is_said(mei: User, suggest: Suggest) -> None:
    case = suggest()
    Prediction.objects.all().delete()
    for name in ("accept_suggestion", "dismiss_suggestion"):
        assert "Nothing is suggested" in post(mei, name, case).content.decode()
    assert not Decision.objects.exists()


def test_who_may(
    alice: User, mei: User, rita: User, charlie: User, omar: User, suggest: Suggest, care: Team, checkout_team: Team
) -> None:
    case = suggest()
    for user in (rita, charlie, omar):
        for name in ACTS:
            assert post(user, name, case).status_code in (403, 404)
    grant_access([case], source=Subject("case", case.id), why="look", by=mei.actor, users=[charlie])
    assert post(charlie, "accept_suggestion", case).status_code == 403
    assert "Looks like" not in shown(charlie, case)
    post(mei, "dismiss_suggestion", case)
    decision = Decision.objects.get()
    assert post(charlie, "undo_suggestion", decision).status_code == 403
    assert signed_in(charlie).get(reverse("routing:decided", args=[decision.id])).status_code == 404
    assert signed_in(mei).get(reverse("routing:accept_suggestion", args=[case.ref])).status_code == 405
    assert not Decision.objects.exclude(undone_at=None).exists()


def test_many_cases_cost_as_much_as_one(mei: User, suggest: Suggest) -> None:
    from andon.people.access import access_of

    access = access_of(mei)
    costs = []
    for count in (1, 4):
        subjects = [suggest(10 * count + number).subject for number in range(count)]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert len(notice_of_case(subjects, access)) == count
        costs.append(len(asked))
    assert costs[0] == costs[1]
    Prediction.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        assert notice_of_case(subjects, access) == {}
    assert len(asked) == 1
