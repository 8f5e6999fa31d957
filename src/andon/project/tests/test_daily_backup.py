"""The backup of every day: made by due work, few are kept, a failure is seen and is not the last."""

import stat
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from andon.kit import clock
from andon.project.backups.daily import forget_old, next_night
from andon.project.backups.last import last_backup
from andon.project.due import daily_backup, ensure_daily_backup
from andon.work.models import DueWork

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "project.daily_backup"


def run_it() -> None:
    daily_backup()


def test_it_is_planned_once_and_a_later_start_leaves_the_plan_alone() -> None:
    ensure_daily_backup()
    planned = DueWork.objects.get(key=KEY)
    ensure_daily_backup()
    assert DueWork.objects.get(key=KEY).run_at == planned.run_at


def test_it_makes_a_file_records_it_and_plans_the_next_night(tmp_path: Path, settings: Any) -> None:
    settings.BACKUPS = tmp_path / "backups"
    assert last_backup().made_at is None
    run_it()

    (file,) = settings.BACKUPS.glob("*.backup")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"people_user" in zipfile.ZipFile(file).read("database.sql")
    last = last_backup()
    assert (last.file, last.bytes, last.failed_at, last.is_late) == (file.name, file.stat().st_size, None, False)
    assert DueWork.objects.get(key=KEY).run_at == next_night(clock.now())


def test_the_keys_are_not_in_the_file_but_beside_it(tmp_path: Path, settings: Any) -> None:
    settings.BACKUPS = tmp_path
    run_it()
    (file,) = tmp_path.glob("*.backup")
    beside = file.with_name(file.name + ".secrets")
    assert stat.S_IMODE(beside.stat().st_mode) == 0o600
    key = settings.SECRET_KEYS[0].encode()
    assert key in beside.read_bytes()
    with zipfile.ZipFile(file) as archive:
        assert not any(key in archive.read(name) for name in archive.namelist())


def test_a_failure_is_seen_and_tried_again_within_the_hour(tmp_path: Path, settings: Any) -> None:
    settings.BACKUPS = tmp_path / "file"
    settings.BACKUPS.write_text("a file where the folder should be")
    run_it()
    assert last_backup().failed_at is not None
    assert DueWork.objects.get(key=KEY).run_at <= clock.now() + timedelta(hours=1)

    settings.BACKUPS = tmp_path / "folder"
    run_it()
    assert last_backup().failed_at is None


def test_switched_off_it_makes_none(settings: Any) -> None:
    settings.BACKUPS = None
    run_it()
    assert last_backup().made_at is None
    assert DueWork.objects.filter(key=KEY).exists()


def test_a_shifted_clock_makes_none(tmp_path: Path, settings: Any, move_clock: Callable[..., None]) -> None:
    settings.BACKUPS = tmp_path
    move_clock.to(datetime(2026, 11, 17, tzinfo=UTC))  # type: ignore[attr-defined]
    run_it()
    assert list(tmp_path.iterdir()) == []


def test_only_the_newest_of_its_own_files_are_kept(tmp_path: Path, settings: Any) -> None:
    settings.BACKUPS_KEPT = 2
    for day in range(1, 5):
        (tmp_path / f"andon-2026-11-0{day}T030000.backup").touch()
        (tmp_path / f"andon-2026-11-0{day}T030000.backup.secrets").touch()
    for other in ("before-upgrade-2026-01-01T000000.backup", "mine.backup"):
        (tmp_path / other).touch()
    forget_old(tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "andon-2026-11-03T030000.backup",
        "andon-2026-11-03T030000.backup.secrets",
        "andon-2026-11-04T030000.backup",
        "andon-2026-11-04T030000.backup.secrets",
        "before-upgrade-2026-01-01T000000.backup",
        "mine.backup",
    ]


def test_the_next_night_is_the_coming_three_oclock() -> None:
    assert next_night(datetime(2026, 11, 23, 2, 59, tzinfo=UTC)) == datetime(2026, 11, 23, 3, tzinfo=UTC)
    assert next_night(datetime(2026, 11, 23, 3, 0, tzinfo=UTC)) == datetime(2026, 11, 24, 3, tzinfo=UTC)
