from uuid import UUID

from andon.questions.rules.tally import MOST_ROWS, Told, counted, percent, version_key


def said(*values: object) -> list[Told]:
    return [Told(UUID(int=n), UUID(int=1000 + n // 2), value) for n, value in enumerate(values)]


def table(kind: str, choices: list[str], *values: object) -> list[tuple[object, int, int]]:
    return [(row.value, len(row.cases), len(row.accounts)) for row in counted(kind, choices, said(*values))]


def test_lists_show_what_nobody_chose_and_the_most_frequent_first() -> None:
    assert table("choice", ["A", "B", "C"], "B", "B", "C") == [("B", 2, 1), ("C", 1, 1), ("A", 0, 0)]
    assert table("yes_no", [], False) == [(False, 1, 1), (True, 0, 0)]
    assert table("choices", ["A", "B"], ["A", "B"], ["B"]) == [("B", 2, 1), ("A", 1, 1)]


def test_numbers_and_versions_stand_in_their_order() -> None:
    assert [row[0] for row in table("number", [], 10, 9, 2.5)] == [2.5, 9, 10]
    assert [row[0] for row in table("version", [], "7.10", "7.9", "7.9-rc1")] == ["7.9", "7.9-rc1", "7.10"]
    assert version_key("7.10.1") > version_key("7.9")


def test_texts_that_look_alike_are_one() -> None:
    assert table("text", [], "A wheel", "a  WHEEL", "nothing") == [("A wheel", 2, 1), ("nothing", 1, 1)]


def test_the_rest_is_added_up() -> None:
    rows = table("number", [], *range(30))
    assert len(rows) == MOST_ROWS
    assert rows[-1][:2] == (None, 30 - MOST_ROWS + 1)
    assert sum(row[1] for row in rows) == 30


def test_shares() -> None:
    assert (percent(1, 3), percent(0, 0)) == (33, 0)
