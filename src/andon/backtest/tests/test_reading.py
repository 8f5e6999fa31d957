"""Exports as the products write them."""

import json
from pathlib import Path

import pytest

from andon.backtest.columns import NoColumn, columns_of, guess_format
from andon.backtest.reading import BadLine, moment, tickets_of
from andon.backtest.ticket import Ticket

AT = 1_772_530_200.0


def read(path: Path, text: str) -> list[Ticket | BadLine]:
    path.write_text(text, encoding="utf-8")
    return list(tickets_of(path))


def test_zendesk(tmp_path: Path) -> None:
    line = {
        "id": 35436, "created_at": "2026-03-03T09:30:00Z", "subject": "It hangs", "description": "Since nine",
        "requester_id": 20978392, "problem_id": 9873764, "group_id": 98738, "organization_id": 509974, "tags": ["vip"],
        "custom_fields": [{"id": 1, "value": "5.1"}],
    }  # fmt: skip
    (one,) = read(tmp_path / "a.ndjson", json.dumps(line) + "\n\n")
    assert isinstance(one, Ticket)
    assert (one.id, one.at, one.text) == ("35436", AT, "It hangs\nSince nine")
    assert (one.reporter, one.incident, one.label, one.account) == ("20978392", "9873764", "98738", "509974")
    assert one.attributes["tags"] == "vip"


def test_freshdesk(tmp_path: Path) -> None:
    head = "Ticket ID,Subject,Status,Created time,Requester Email,Group,Company Name"
    line = "7,It hangs,Open,2026-03-03 09:30:00,d@x.example,Care,Acme"
    (one,) = read(tmp_path / "a.csv", f"{head}\n{line}\n")
    assert isinstance(one, Ticket)
    assert (one.id, one.at, one.reporter, one.label, one.account) == ("7", AT, "d@x.example", "Care", "Acme")


def test_jira(tmp_path: Path) -> None:
    head = "Summary;Issue key;Created;Reporter;Component/s;Description"
    line = 'It hangs;OPS-1;03/Mar/26 9:30 AM;dana;Checkout;"two\nlines"'
    (one,) = read(tmp_path / "a.csv", f"{head}\n{line}\n")
    assert isinstance(one, Ticket)
    assert (one.id, one.at, one.text, one.label) == ("OPS-1", AT, "It hangs\ntwo\nlines", "Checkout")
    shape = {
        "key": "OPS-1",
        "fields": {"summary": "It hangs", "created": "2026-03-03T09:30:00.000+0000", "reporter": {"accountId": "9"}},
    }
    (two,) = read(tmp_path / "b.ndjson", json.dumps(shape))
    assert isinstance(two, Ticket)
    assert (two.at, two.reporter) == (AT, "9")


@pytest.mark.parametrize(
    "text", ["2026-03-03T09:30:00Z", "2026-03-03 09:30", "2026-03-03T10:30+01:00", "1772530200", "1772530200000"]
)
def test_times(text: str) -> None:
    assert moment(text) == AT


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "12"])
def test_no_times(text: str) -> None:
    with pytest.raises(ValueError, match="is no time"):
        moment(text)


def test_bad_lines_are_told_and_left_out(tmp_path: Path) -> None:
    found = read(tmp_path / "a.csv", "id;time;text\n1;2026-03-03T09:30Z;a\n2;soon;b\n3\n4;2026-03-03T09:31Z;c\n")
    assert [one.number if isinstance(one, BadLine) else one.id for one in found] == ["1", 3, 4, "4"]
    broken = read(tmp_path / "b.ndjson", '{"time": "2026-03-03", "text": "a"}\n[1]\n{"time\n')
    assert [isinstance(one, BadLine) for one in broken] == [False, True, True]


def test_columns_by_name() -> None:
    found = columns_of(["When", "What", "Who"], chosen={"time": "when", "text": "What", "reporter": "Who"})
    assert (found.places["time"], found.places["text"], found.places["reporter"]) == ((0,), (1,), (2,))
    with pytest.raises(NoColumn, match="no column 'Where'"):
        columns_of(["When", "What"], chosen={"time": "Where"})
    assert guess_format(["Issue key", "Summary"]) == "jira"
