"""`andon oncall preview`: what it says of a file, and how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest

from andon.project.command import main

WEEKLY = {
    "id": "weekly",
    "kind": "handoffs",
    "tz": "Europe/Lisbon",
    "rotation": {"unit": "week", "every": 1, "start": "2026-10-19T09:00:00"},
    "window": ["2026-10-20T00:00:00Z", "2026-11-03T00:00:00Z"],
    "expect": ["2026-10-26T09:00:00Z", "2026-11-02T09:00:00Z"],
}
SLOTS = {
    "id": "slots",
    "kind": "oncall",
    "tz": "Europe/Lisbon",
    "layers": [
        {
            "users": [["a"]],
            "rotation": {"unit": "week", "every": 1, "start": "2026-10-19T09:00:00"},
            "slot_seconds": 604800,
        }
    ],
    "window": ["2026-10-20T00:00:00Z", "2026-10-27T00:00:00Z"],
    "expect": [{"user": "a", "start": "2026-10-20T00:00:00Z", "end": "2026-10-27T00:00:00Z"}],
}


def told(capsys: pytest.CaptureFixture[str], tmp_path: Path, given: Any) -> tuple[int, list[dict[str, Any]]]:
    file = tmp_path / "given.json"
    file.write_text(given if isinstance(given, str) else json.dumps(given))
    status = main(["oncall", "preview", str(file)])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_same(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, lines = told(capsys, tmp_path, [WEEKLY, SLOTS])
    assert (status, [line["ok"] for line in lines]) == (0, [True, True])
    assert lines[0] == {"id": "weekly", "got": WEEKLY["expect"], "expect": WEEKLY["expect"], "ok": True}


def test_a_difference_ends_with_1(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, lines = told(capsys, tmp_path, [WEEKLY, WEEKLY | {"expect": []}])
    assert (status, [line["ok"] for line in lines]) == (1, [True, False])
    assert "differs_by_choice" not in lines[1]


def test_what_we_decide_otherwise_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    parts = [("2026-10-20T00:00:00Z", "2026-10-26T08:00:00Z"), ("2026-10-26T09:00:00Z", "2026-10-27T00:00:00Z")]
    elapsed = [{"user": "a", "start": start, "end": end} for start, end in parts]
    status, (line,) = told(capsys, tmp_path, SLOTS | {"expect": elapsed})
    assert (status, line["ok"]) == (1, False)
    assert "wall clock" in line["differs_by_choice"]


@pytest.mark.parametrize(
    "odd", ["[", "3", "[3]", '[{"kind": "sla", "tz": "UTC", "window": []}]', '[{"kind": "oncall", "tz": "Mars/Base"}]']
)
def test_what_cannot_be_read_is_said(odd: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, lines = told(capsys, tmp_path, odd)
    assert status == 1
    assert all(not line["ok"] and line["error"] for line in lines)
