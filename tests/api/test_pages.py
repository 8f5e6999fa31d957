from collections.abc import Callable
from typing import Any

from andon.people.models import User
from tests.cast import team
from tests.doors import Caller


def test_pages_follow_each_other_without_gaps(api: Callable[..., Caller], ada: User) -> None:
    for name in "EDCBA":
        team(name)
    caller = api(ada)
    first = caller.get("/teams", limit=2).json()
    assert [row["slug"] for row in first["items"]] == ["a", "b"]
    team("Aa")
    second = caller.get("/teams", limit=2, cursor=first["next_cursor"]).json()
    assert [row["slug"] for row in second["items"]] == ["c", "d"]
    third = caller.get("/teams", limit=2, cursor=second["next_cursor"]).json()
    assert ([row["slug"] for row in third["items"]], third["next_cursor"]) == (["e"], None)


def test_rows_of_one_instant_are_told_apart(api: Callable[..., Caller], ada: User, move_clock: Any) -> None:
    caller = api(ada)
    for _ in range(4):
        api(ada)
    seen: list[str] = []
    cursor = ""
    while True:
        found = caller.get("/tokens", limit=2, cursor=cursor).json()
        seen += [row["id"] for row in found["items"]]
        if not (cursor := found["next_cursor"]):
            break
    assert len(seen) == len(set(seen)) == 5
