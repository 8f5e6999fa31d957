"""One result or problem per item, in order; a bad item takes no other with it."""

import pytest
from ninja import Schema

from andon.kit.errors import Invalid
from andon.kit.rest.batch import Each, Outcome, answer_each
from andon.people.models import Team
from tests.cast import team

pytestmark = pytest.mark.django_db


class TeamIn(Schema):
    name: str


class Body(Schema):
    items: list[Each[TeamIn]]


def create_all(items: list[TeamIn]) -> list[Team]:
    return [team(item.name) for item in items]


def test_a_good_batch_is_done_at_once() -> None:
    body = Body.model_validate({"items": [{"name": "A"}, {"name": "B"}]})
    outcomes = answer_each(body.items, create_all, status=201)
    assert [(each["status"], each["result"].slug) for each in outcomes] == [(201, "a"), (201, "b")]


def test_bad_items_fail_alone() -> None:
    team("Taken")
    body = Body.model_validate(
        {"items": [{"name": "A"}, {"name": "Taken"}, {"name": 5}, {"name": "x\0"}, {"name": "B"}]}
    )
    outcomes = [Outcome[Schema].model_validate(each | {"result": None}) for each in answer_each(body.items, create_all)]
    assert [each.status for each in outcomes] == [200, 422, 422, 422, 200]
    assert [each.problem.errors[0].field for each in outcomes if each.problem] == ["name", "name", "name"]
    assert set(Team.objects.values_list("slug", flat=True)) == {"taken", "a", "b"}


def test_what_the_database_refuses_fails_alone() -> None:
    def insert(items: list[TeamIn]) -> list[Team]:
        return Team.objects.bulk_create([Team(slug=item.name, name=item.name) for item in items])

    body = Body.model_validate({"items": [{"name": "one"}, {"name": "one"}, {"name": "y" * 200}]})
    assert [each["status"] for each in answer_each(body.items, insert)] == [200, 422, 422]


def test_an_empty_batch_is_fine() -> None:
    def never(items: list[TeamIn]) -> list[Team]:
        raise Invalid({"": "not called"})

    assert answer_each([], never) == []


def test_its_schema_is_documented_as_the_item() -> None:
    assert Body.model_json_schema()["properties"]["items"]["items"] == {"$ref": "#/$defs/TeamIn"}
