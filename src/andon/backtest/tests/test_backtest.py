"""An old history replayed: what it would have raised, the same after a stop, and bad lines harm nobody."""

import json
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from andon.backtest.page import page_of
from andon.backtest.reading import tickets_of
from andon.backtest.replay import replay
from andon.backtest.report import report_of
from andon.backtest.store import Store
from andon.impact.rules.scan.settings import ScanSettings
from andon.meaning.encoders import find_encoder

from .histories import INCIDENTS, tickets, written


def replayed(work: Path, history: Path, *, stop_after: int | None = None) -> dict[str, Any]:
    with Store(work) as store:
        if store.get("loaded") is None:
            list(store.load(tickets_of(history)))
        for _ in islice(replay(store, find_encoder("lexical"), ScanSettings()), stop_after):
            pass
        return report_of(store)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("history") / "history.csv", tickets())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, history: Path) -> dict[str, Any]:
    return replayed(tmp_path_factory.mktemp("whole") / "work", history)


def test_both_mornings_would_have_been_seen(whole: dict[str, Any]) -> None:
    report = whole
    assert report["history"]["replayed"] == report["history"]["tickets"] == len(tickets())
    watch = report["levels"]["watch"]
    assert (watch["incidents"], watch["found"]) == (2, 2)
    assert watch["false_a_day"] < 1
    for one in report["incidents"]:
        assert one["name"] in INCIDENTS
        assert one["tickets_by_then"] < one["tickets"] == 12
        assert 0 <= one["minutes"] < 45
    assert report["routing"]["right_of_answered"] > 0.8
    assert report["related"]["one_of_five_right"] > 0.8
    assert sum(day["tickets"] for day in report["by_day"]) == len(tickets())


def test_stopped_and_started_again_it_says_the_same(tmp_path: Path, history: Path, whole: dict[str, Any]) -> None:
    for _ in range(3):
        replayed(tmp_path / "parts", history, stop_after=2)
    assert replayed(tmp_path / "parts", history) == whole


def test_another_encoder_does_not_go_on_with_it(tmp_path: Path, history: Path) -> None:
    replayed(tmp_path / "work", history, stop_after=1)
    with Store(tmp_path / "work") as store, pytest.raises(ValueError, match="go on with the same"):
        next(iter(replay(store, find_encoder("lexical"), ScanSettings(watch=-10))))


def test_the_page_shows_text_as_text(tmp_path: Path) -> None:
    rows = tickets(days=2)
    for row in rows:
        row["text"] = row["text"].replace("checkout", "<script>alert(1)</script>")
    page = page_of(replayed(tmp_path / "work", written(tmp_path / "history.csv", rows)))
    assert "<script>" not in page
    assert "Would have been raised" in page


def test_a_history_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("id,time,text\n1,not a time,Hello\n")
    report = replayed(tmp_path / "work", path)
    assert (report["history"]["tickets"], report["history"]["unread"]) == (0, 1)
    assert "line 2" in report["history"]["faults"][0]
    assert "Nothing: no more people" in page_of(report)


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "andon.project.command", "backtest", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=170, check=False)


def test_the_command(tmp_path: Path, history: Path) -> None:
    out, page = tmp_path / "out.json", tmp_path / "page.html"
    done = run(str(history), "--encoder", "lexical", "--json", str(out), "--page", str(page))
    assert done.returncode == 0, done.stderr
    assert json.loads(out.read_text())["levels"]["watch"]["found"] == 2
    assert page.read_text().startswith("<!doctype html>")
    again = run(str(history), "--encoder", "lexical", "--json", "-", "--page", str(page))
    assert json.loads(again.stdout) == json.loads(out.read_text())
    other = run(str(history), "--encoder", "lexical", "--column", "text=label")
    assert (other.returncode, "--anew" in other.stderr) == (2, True)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "no.csv"
    path.write_text("id,words\n1,Hello\n")
    done = run(str(path))
    assert done.returncode == 2
    assert "no column says the time" in done.stderr
    assert "--column time=NAME" in done.stderr
    assert run(str(tmp_path / "nowhere.csv")).returncode == 2
