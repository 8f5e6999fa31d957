"""Vendors' payloads and test vectors, which lie in a folder beside a checkout and are no part of it."""

import os
from pathlib import Path

import pytest

BESIDE = Path(os.environ.get("ANDON_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def shared_fixtures(name: str) -> Path:
    """The folder or file of this name; the test skips where there is none. `--no-skips` lets this one reason pass."""
    found = BESIDE / "fixtures" / name
    if not found.exists():
        pytest.skip("the shared fixtures are not beside this checkout (set ANDON_SHARED)")
    return found
