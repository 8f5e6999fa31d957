"""The scripts in bin/ with nothing but a shell and Python, from a path with a space in it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Another checkout of the same tree; it may use this run's environment, so that nothing is fetched."""
    place = tmp_path / "a place with spaces"
    place.mkdir()
    for name in ("bin", "src", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, place / name)
    return place


def run(checkout: Path, *command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: os.environ[name] for name in os.environ if name not in {"PYTHONPATH", "DJANGO_SETTINGS_MODULE"}}
    return subprocess.run(
        [str(checkout / command[0]), *command[1:]], env=kept | environment, capture_output=True, text=True, check=False
    )


def test_andon_runs_from_a_path_with_spaces_from_any_folder_twice(checkout: Path) -> None:
    for _twice in range(2):
        ran = run(checkout, "bin/andon", "--help", ANDON_VENV=sys.prefix)
        assert (ran.returncode, "run everything" in ran.stdout) == (0, True), ran.stderr


def test_an_unknown_command_is_refused_in_words(checkout: Path) -> None:
    ran = run(checkout, "bin/andon", "dance", ANDON_VENV=sys.prefix)
    assert ran.returncode == 2
    assert "invalid choice" in ran.stderr


def test_without_python_it_says_what_to_install(checkout: Path, tmp_path: Path) -> None:
    few = tmp_path / "few programs"
    few.mkdir()
    for program in ("sh", "dirname", "cksum", "cat"):
        (few / program).symlink_to(shutil.which(program) or "")
    ran = run(checkout, "bin/andon", "--help", PATH=str(few), ANDON_VENV=str(tmp_path / "none"))
    assert ran.returncode == 1
    assert "Python 3.11" in ran.stderr
