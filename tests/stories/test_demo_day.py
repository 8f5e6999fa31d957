"""`andon demo --once --json`: the whole product, a day of it, and figures that say that all went well."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[2] / "src"
NAMES = ["cases", "incidents", "pages", "first_report_to_page_s", "owed", "told", "twice", "lost", "repeated_in_doubt"]


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_the_day_is_played_and_everybody_is_told(tmp_path: Path) -> None:
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = keep | {"PYTHONPATH": str(SOURCES), "ANDON_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-m", "andon.project.command", "demo", "--once", "--json"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=380,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    figures = json.loads(done.stdout)
    assert list(figures)[: len(NAMES)] == NAMES
    assert (figures["cases"], figures["incidents"], figures["pages"]) == (6, 1, 1)
    assert figures["told"] == figures["owed"] == 12
    assert figures["twice"] == figures["lost"] == figures["repeated_in_doubt"] == 0
    # What they told, in their languages, and the monitor was one issue, and whoever called it was right.
    assert (figures["emerging"], figures["hunches_confirmed"]) == (1, 1)
    assert figures["emerging_reports"] >= 5
    assert figures["emerging_languages"] >= 3
    assert 0 < figures["first_report_to_page_s"] < 60
    # It has its own place, which is gone again.
    assert not (tmp_path / "home").exists()
