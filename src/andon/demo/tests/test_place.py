"""The demo empties its own folder, and no other."""

from pathlib import Path

import pytest

from andon.demo.place import free_port, own_home
from andon.project.locks import Taken


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANDON_HOME", str(tmp_path / "andon"))
    return tmp_path / "andon-demo"


def test_it_lives_beside_the_installation_and_begins_empty(beside: Path) -> None:
    with own_home(lasting=True) as home:
        assert home == beside
        (home / "old").write_text("x")
    with own_home(lasting=True) as home:
        assert not (home / "old").exists()


def test_it_empties_nothing_that_it_did_not_make(beside: Path) -> None:
    beside.mkdir()
    (beside / "letters").write_text("mine")
    with pytest.raises(FileExistsError), own_home(lasting=True):
        pass
    assert (beside / "letters").read_text() == "mine"


def test_two_at_once_are_refused(beside: Path) -> None:
    with own_home(lasting=True), pytest.raises(Taken), own_home(lasting=True):
        pass


def test_what_is_played_once_leaves_nothing() -> None:
    with own_home(lasting=False) as home:
        assert home.is_dir()
    assert not home.exists()


def test_a_port_that_is_free() -> None:
    first = free_port()
    assert free_port(first) == first
