"""`andon impact explain`: files in, a segment out; what is wrong with a file is said by file, line and column."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from andon.project.command import main

FILES = ("customers.csv", "schema.json", "ids.txt")


def write(folder: Path, **changed: str) -> list[str]:
    """Thirty of the customers in Lisbon with the flag on reported; returns the arguments."""
    dice = np.random.default_rng(1)
    cities, flags = dice.choice(["Lisbon", "Porto", "Faro"], 600), dice.random(600) < 0.4
    lines = ["id,city,flag,seats,version", *(f"c{n},{cities[n]},{flags[n]},{n % 40},5.{n % 12}" for n in range(600))]
    kinds = {"city": "cat", "flag": "bool", "seats": "num", "version": "ord"}
    texts = {
        "customers": "\n".join(lines),
        "schema": json.dumps({name: {"kind": kind} for name, kind in kinds.items()}),
        "ids": "\n".join(f"c{row}" for row in np.flatnonzero((cities == "Lisbon") & flags)[:30]),
    } | changed
    for name, file in zip(texts, FILES, strict=False):
        (folder / file).write_text(texts[name], encoding="utf-8")
    customers, schema, ids = (str(folder / file) for file in FILES)
    return ["impact", "explain", "--base", customers, "--schema", schema, "--reports", ids]


def test_the_segment_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*write(tmp_path), "--json"]) == 0
    found, *others = json.loads(capsys.readouterr().out)
    assert all(one["is_alternative"] and one["confidence"] < found["confidence"] + 1e-9 for one in others)
    wanted = [{"attr": "city", "op": "==", "value": "Lisbon"}, {"attr": "flag", "op": "==", "value": True}]
    assert found["predicates"] == wanted
    assert found["confidence"] > 0.9
    assert found["sentence"].startswith("30 of 30 reports (100 %) come from customers with city Lisbon and flag:")


def test_the_segment_in_words_and_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(write(tmp_path)) == 0
    assert "city Lisbon and flag" in capsys.readouterr().out
    everywhere = "\n".join(f"c{number}" for number in range(0, 600, 23))
    assert main([*write(tmp_path, ids=everywhere), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(write(tmp_path, ids=everywhere)) == 0
    assert "No specific segment" in capsys.readouterr().out


def test_weights_say_who_usually_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = write(tmp_path)
    weights = tmp_path / "w.csv"
    weights.write_text("id,weight\n" + "\n".join(f"c{number},{1 + number % 3}" for number in range(500)))
    assert main([*arguments, "--weights", str(weights), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["predicates"][0]["attr"] == "city"


def test_it_needs_neither_settings_nor_a_database(tmp_path: Path) -> None:
    code = "import sys; from andon.project.command import main; code = main(); assert 'django' not in sys.modules"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; sys.exit(code)", *write(tmp_path), "--json"],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"customers": "id,city,flag,seats,version\nc1,Lisbon,maybe,1,5\n"}, "line 2, column flag: 'maybe' is neither"),
        (
            {"customers": "id,city,flag,seats,version\nc1,Lisbon,1,many,5\n"},
            "line 2, column seats: 'many' is no number",
        ),
        ({"customers": 'id,city,flag,seats,version\nc1,"Lis\nbon",1,1,5\nc2,Faro,1,?,5'}, "line 4, column seats"),
        ({"customers": "id,city,flag,seats,version\nc1,Lisbon\n"}, "line 2: 2 fields where the first line names 5"),
        ({"customers": "id,city\nc1,Lisbon\n"}, "line 1: the schema names a column that is not here: flag"),
        ({"customers": "id,city,city\n"}, "line 1, column city: there are two"),
        ({"customers": ""}, "customers.csv: it is empty"),
        ({"customers": "id,city,flag,seats,version\n"}, "customers.csv: there is no customer in it"),
        ({"schema": "{"}, "schema.json, line 1: this is no JSON"),
        ({"schema": "[]"}, "schema.json: it must be an object"),
        ({"schema": '{"city": {"kind": "text"}}'}, "schema.json: city: its kind must be one of cat, bool, ord, num"),
        ({"ids": "c1\nc9999\n"}, "ids.txt, line 2: there is no customer 'c9999'"),
        ({"ids": "\n\n"}, "ids.txt: there is no id in it"),
    ],
)
def test_what_is_wrong_with_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changed: Mapping[str, Any], said: str
) -> None:
    assert main(write(tmp_path, **changed)) == 2
    assert said in capsys.readouterr().err


def test_files_that_are_not_there_or_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = write(tmp_path)
    (tmp_path / "customers.csv").write_bytes(b"id,city\nc1,\xff\xfe\n")
    assert main(arguments) == 2
    assert "no UTF-8" in capsys.readouterr().err
    (tmp_path / "customers.csv").unlink()
    assert main(arguments) == 2
    assert "customers.csv: No such file" in capsys.readouterr().err


def test_ids_in_a_column_of_another_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "kunde,city\nc1,Lisbon\nc2,Porto\nc3,Porto\nc4,Porto\n"
    schema = '{"city": {"kind": "cat"}}'
    assert main([*write(tmp_path, customers=text, schema=schema, ids="c2\nc3\nc4\n"), "--json"]) == 0
    assert main([*write(tmp_path, customers=text, schema=schema, ids="Porto\n"), "--id", "city"]) == 2
    assert "line 4: a second customer 'Porto'" in capsys.readouterr().err
    assert main([*write(tmp_path, customers=text, schema=schema, ids="c2\n"), "--id", "nummer"]) == 2
    assert "column nummer: there is no such column of ids" in capsys.readouterr().err
