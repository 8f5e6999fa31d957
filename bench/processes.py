"""Processes of the product beside the bench, ended with it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from .house import BASE_URL


@contextmanager
def running(home: Path, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A command of the product, such as "worker --lane page"."""
    with (home / f"{arguments[0]}.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "andon.project.command", *arguments], env=os.environ, stdout=log, stderr=log
        )
    try:
        if arguments[0] == "web":
            _wait(process, home)
        yield process
    finally:
        process.terminate()
        process.wait(30)


def _wait(process: "subprocess.Popen[bytes]", home: Path) -> None:
    for _ in range(600):
        assert process.poll() is None, (home / "web.log").read_text()
        try:
            if httpx.get(f"{BASE_URL}/healthz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError("the web server does not answer")
