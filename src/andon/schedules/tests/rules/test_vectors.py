"""Our schedules against the vectors shared with everybody, where they are at hand."""

import json

import pytest
from tests.shared import shared_fixtures

from andon.schedules.rules.given import answer


@pytest.mark.parametrize("name", ["rotation_handoffs", "oncall_shifts"])
def test_every_vector(name: str) -> None:
    vectors = json.loads(shared_fixtures(f"vectors/{name}.json").read_text())
    assert len(vectors) > 10
    assert {one["id"]: answer(one) for one in vectors} == {one["id"]: one["expect"] for one in vectors}
