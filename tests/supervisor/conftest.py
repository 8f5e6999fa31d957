import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .running import Up, running


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="andon-up-", ignore_cleanup_errors=True) as made:
        yield Path(made) / "home"


@pytest.fixture(scope="module")
def up(place: Path) -> Iterator[Up]:
    """A running set that the tests of one file share; each leaves it running."""
    with running(place) as up:
        yield up
