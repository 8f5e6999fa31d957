"""The page that tells how good suggestions are: figures, charts, and the threshold."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from tests.doors import Caller

from andon.cases.actions.hand_over_cases import hand_over_cases
from andon.kit import clock
from andon.people.models import Team, User
from andon.routing.models import FieldRouter, Prediction
from andon.routing.reads.routing_figures import routing_figures
from andon.routing.screens.charts import calibration, cut_lines
from andon.timeline.models import RecordedFact

from .conftest import Suggest, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def learned(care: Team, billing: Team) -> FieldRouter:
    """Of a hundred that were held back: sixty of Billing of which 54 were said to be, forty of Care, ten unknown."""
    us, them = str(care.id), str(billing.id)
    asked: list[list[Any]] = [[them, them, 0.9, True]] * 54 + [[them, us, 0.6, True]] * 6
    asked += [[us, us, 0.8, True]] * 30 + [[us, us, 0.2, False]] * 10
    return FieldRouter.objects.create(
        field="team",
        stored=b"x",
        digest="x",
        model="lexical",
        learned_at=clock.now(),
        learned_from=100,
        examples={us: 40, them: 60},
        asked=asked,
    )


def page(user: User, field: str = "team") -> str:
    answer = signed_in(user).get(reverse("routing:routing"), {"field": field})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_figures_of_what_was_held_back(learned: FieldRouter) -> None:
    figures = routing_figures("team")
    first, second = figures.labels
    assert first.before is not None
    assert second.before is not None
    assert (first.name, first.examples, first.before.recall.value) == ("Billing", 60, 0.9)
    assert (second.before.precision.count, second.before.precision.of) == (30, 36)
    assert second.before.coverage.value == 0.75
    assert figures.cut is not None
    assert (figures.cut.coverage.value, figures.cut.precision.of) == (0.9, 90)
    assert figures.right.value == 0.94
    assert figures.live.unknown.value is None


def test_live_figures_follow_what_people_choose(
    learned: FieldRouter, suggest: Suggest, mei: User, alice: User, care: Team, billing: Team, run_due_work: Any
) -> None:
    right, wrong = suggest(1), suggest(2)
    suggest(3, accepted=False)
    hand_over_cases([right], to_team=billing, reason="Theirs", by=alice.actor)
    hand_over_cases([wrong], to_user=mei, reason="Mine", by=mei.actor)
    run_due_work()
    live = routing_figures("team").live
    assert (live.right.count, live.right.of) == (1, 2)
    assert (live.unknown.count, live.unknown.of) == (1, 3)
    (found,) = live.bins
    assert (found.right.of, round(found.said, 2)) == (2, 0.9)


def test_the_page_shows_them(learned: FieldRouter, mei: User, ada: User, alice: User, rita: User) -> None:
    said = page(mei)
    for text in ("Billing", "90 %", "Would get a suggestion", "Suggested from a confidence of 0.50", "As a table"):
        assert text in said
    assert "Save" in page(ada)
    assert "Nothing is suggested yet" in page(mei, "service")
    for user in (alice, rita):
        assert signed_in(user).get(reverse("routing:routing")).status_code == 403
    assert signed_in(mei).get(reverse("routing:routing"), {"field": "x\x00"}).status_code == 404


def test_more_cases_cost_no_more_queries(
    learned: FieldRouter, suggest: Suggest, mei: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(4):
        suggest(number)
    Prediction.objects.filter(field="team").update(truth=next(iter(learned.examples)))
    with django_assert_max_num_queries(3):
        routing_figures("team")


def test_an_administrator_chooses_how_sure_it_must_be(learned: FieldRouter, ada: User, mei: User) -> None:
    address = reverse("routing:set_threshold", args=["team"])
    assert signed_in(mei).post(address, {"threshold": 0.7}).status_code == 403
    for nonsense in ("1", "-0.1", "nan", "inf", "x"):
        assert signed_in(ada).post(address, {"threshold": nonsense}).status_code == 422
    for _twice in range(2):
        assert signed_in(ada).post(address, {"threshold": "0.85"}).status_code == 302
    assert FieldRouter.objects.get(field="team").threshold == 0.85
    assert RecordedFact.objects.filter(kind="routing.ThresholdSet").count() == 1
    figures = routing_figures("team")
    assert figures.cut is not None
    assert (figures.cut.coverage.value, figures.cut.precision.value) == (0.54, 1.0)
    missing = reverse("routing:set_threshold", args=["nonsense"])
    assert signed_in(ada).post(missing, {"threshold": "0.5"}).status_code == 404


def test_for_programs(api: Callable[..., Caller], learned: FieldRouter, ada: User, mei: User, alice: User) -> None:
    assert api(alice).get("/routing").status_code == 403
    team = next(one for one in api(mei).get("/routing").json() if one["field"] == "team")
    assert team["labels"][0]["before"]["recall"]["value"] == 0.9
    assert team["labels"][0]["live"] is None
    path = "/routing/team/set_threshold"
    assert api(mei).post(path, {"threshold": 0.6}).status_code == 403
    assert api(ada).post(path, {"threshold": 0.6}).json()["threshold"] == 0.6
    refused = api(ada).post(path, {"threshold": 2})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "threshold")
    assert api(ada).post("/routing/nonsense/set_threshold", {"threshold": 0.5}).status_code == 422


def test_charts_stay_within_the_drawing(learned: FieldRouter) -> None:
    figures = routing_figures("team")
    dots = calibration(figures.bins)
    assert dots
    for dot in dots:
        assert 0 <= dot.top <= dot.y <= dot.bottom <= 100
    lines = cut_lines(figures.cuts, 0.5)
    assert lines is not None
    assert lines.coverage.startswith("M0 ")
    assert cut_lines([], 0.5) is None
    assert calibration([]) == []
