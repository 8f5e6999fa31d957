"""The rehearsal itself, with a worker that is killed: nobody is lost, nobody is told twice."""

import json
import subprocess
import sys
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]


def drill(*arguments: str) -> Any:
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "andon.project.command",
        "drill",
        "broadcast",
        "--json",
        *arguments,
    ]
    done = subprocess.run(command, capture_output=True, check=False, timeout=1100)
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout)


def test_everybody_is_told_though_the_server_misbehaves_and_the_worker_is_killed() -> None:
    said = drill("--recipients", "400", "--kill-worker", "--kills", "3")
    assert (said["owed"], said["refused"], said["lost"], said["twice"], said["kills"]) == (400, 2, 0, 0, 3)
    assert said["told"] == said["in_ledger"] == 398
    # Sixteen mails in each of four threads are in doubt at most, each time.
    assert said["repeated_in_doubt"] <= 3 * 64 + 40


def test_a_number_that_makes_no_sense_is_refused() -> None:
    command = [sys.executable, "-m", "andon.project.command", "drill", "broadcast", "--recipients", "0"]
    done = subprocess.run(command, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert b"--recipients is a number from 1" in done.stderr
