"""`andon oncall simulate FILE`: what is no vector is said in its line, and ends with 1."""

import json
from pathlib import Path

import pytest

from andon.project.command import main


def test_what_is_no_vector_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "vectors.json"
    once = {"steps": [{"targets": ["omar"], "delay_min": 5}], "repeat": 0}
    good = {"id": "one", "policy": once, "events": [[0, "trigger"]], "horizon_min": 9, "expect": [[0, "omar", 0, 0]]}
    file.write_text(json.dumps([{"id": "none"}, 3, good]))
    assert main(["oncall", "simulate", str(file)]) == 1
    nothing, number, right = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (nothing["ok"], "policy" in nothing["error"]) == (False, True)
    assert number["error"] == "this is no object"
    assert right == {"id": "one", "got": good["expect"], "expect": good["expect"], "ok": True}
