from decimal import Decimal

import pytest

from andon.kit.csv_out import csv_text


@pytest.mark.parametrize("text", ["=1+1", " =1+1", "-cmd", "+1", "@sum", "\t=1", "＝1+1", "－1", "\n=1"])
def test_no_text_is_a_formula(text: str) -> None:
    assert f"'{text}" in csv_text(["said"], [{"said": text}])


def test_numbers_stay_numbers() -> None:
    rows = [{"a": -1, "b": Decimal("-2.50"), "c": None, "d": "plain"}]
    assert csv_text("abcd", rows).splitlines()[1] == "-1,-2.50,,plain"
