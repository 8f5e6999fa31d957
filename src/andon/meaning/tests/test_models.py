"""Another model reads all in the background; until it has, answers stay those of the one in use."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy
import pytest
from django.test import Client
from django.urls import reverse
from numpy.typing import NDArray
from tests.cast import NOBODY

from andon.meaning import loaded
from andon.meaning.actions.ask_to_read import ask_to_read
from andon.meaning.actions.read_all_again import read_all_again
from andon.meaning.actions.read_waiting import read_waiting
from andon.meaning.actions.walk_through import walk_through
from andon.meaning.encoders import find_encoder
from andon.meaning.living_models import model_in_use
from andon.meaning.models import TextModel, UnderstoodText
from andon.meaning.reads.nearest import nearest
from andon.people.models import User
from andon.timeline.models import RecordedFact
from andon.work.models import DueWork

from .conftest import Report

pytestmark = pytest.mark.django_db
OLD = "lexical-1-1024"


class Shouting:
    """The lexical one by another id: what it understands is its own."""

    id = "shouting-1"
    size = 1024

    def __init__(self) -> None:
        self._inner = find_encoder("lexical")

    def encode(self, texts: Sequence[str]) -> NDArray[numpy.float32]:
        return self._inner.encode([f"{text} {text.upper()} loud" for text in texts])


@pytest.fixture
def another(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on the installation wants the other one."""

    def change() -> None:
        monkeypatch.setitem(loaded._by_name, "", Shouting())
        from django.conf import settings

        settings.MEANING_MODEL = ""

    return change


def answers_of() -> str:
    model = model_in_use()
    return model.id if model else ""


def models_of_rows() -> set[str]:
    return set(UnderstoodText.objects.values_list("model", flat=True))


def test_it_takes_over_once_it_has_read_all(
    report: Report, another: Callable[[], None], run_due_work: Callable[[], int]
) -> None:
    cases = [report(f"Matter {number}") for number in range(20)]
    run_due_work()
    assert models_of_rows() == {OLD}
    another()
    new = report("A new matter")
    ask_to_read("case", [new.id])
    read_waiting()
    assert UnderstoodText.objects.filter(subject_id=new.id).count() == 2
    assert answers_of() == OLD
    assert nearest(new.subject, ["case"], 3)
    assert walk_through()
    assert answers_of() == OLD
    run_due_work()
    assert answers_of() == "shouting-1"
    assert models_of_rows() == {"shouting-1"}
    assert UnderstoodText.objects.count() == 21
    assert len(nearest(cases[0].subject, ["case"], 50)) == 20
    kinds = list(
        RecordedFact.objects.filter(kind__startswith="meaning.").order_by("at", "id").values_list("kind", "stored")
    )
    assert [kind for kind, _stored in kinds] == ["meaning.ModelComes", "meaning.ModelComes", "meaning.ModelTakesOver"]
    assert kinds[-1][1] == {"model": "shouting-1", "was": OLD}


def test_one_that_loads_no_more_is_replaced_at_once(
    report: Report, another: Callable[[], None], run_due_work: Callable[[], int]
) -> None:
    report()
    run_due_work()
    TextModel.objects.update(id="gone-1")
    UnderstoodText.objects.update(model="gone-1")
    another()
    ask_to_read("case", [report("Another").id])
    run_due_work()
    assert models_of_rows() == {"shouting-1"}
    assert UnderstoodText.objects.count() == 2


def test_reading_all_again(report: Report, run_due_work: Callable[[], int], move_clock: Any) -> None:
    for number in range(20):
        report(f"Matter {number}")
    run_due_work()
    before = dict(UnderstoodText.objects.values_list("id", "made_at"))
    move_clock.to(max(before.values()).replace(year=2027))
    read_all_again(by=NOBODY)
    run_due_work()
    after = dict(UnderstoodText.objects.values_list("id", "made_at"))
    assert after.keys() == before.keys()
    assert all(after[id] > before[id] for id in after)
    assert TextModel.objects.get().complete_at is not None


def test_an_administrator_sees_how_far_it_is(
    report: Report, ada: User, mei: User, api: Any, run_due_work: Callable[[], int]
) -> None:
    client = Client()
    client.force_login(ada)
    page = reverse("meaning:reading")
    assert "Nothing was read yet" in client.get(page).content.decode()
    assert api(ada).post("/reading/read_all_again").status_code == 409
    report()
    run_due_work()
    assert OLD in client.get(page).content.decode()
    got = api(ada).get("/reading").json()
    assert [(one["id"], one["in_use"], one["complete"], one["share"]) for one in got["models"]] == [
        (OLD, True, True, 1.0)
    ]
    assert (got["waiting"], got["set_aside"], got["alive"]) == (0, 0, False)
    assert client.post(reverse("meaning:read_all_again")).status_code == 302
    assert DueWork.objects.filter(key="meaning.walk").exists()
    again = api(ada).post("/reading/read_all_again").json()["models"][0]
    assert (again["complete"], again["texts"], again["share"]) == (False, 0, 0.0)
    other = Client()
    other.force_login(mei)
    assert other.get(page).status_code == 403
    assert other.post(reverse("meaning:read_all_again")).status_code == 403
    assert api(mei).get("/reading").status_code == 403
    assert api(mei).post("/reading/read_all_again").status_code == 403
