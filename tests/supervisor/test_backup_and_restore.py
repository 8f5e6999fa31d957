"""Backup, restore and upgrade on a real installation that is not running."""

import shutil
import stat
import zipfile
from pathlib import Path

import pytest

import andon.work
from andon.project.locks import FileLock

from .running import Up

pytestmark = pytest.mark.slow

ADD_ADA = """
from andon.people.actions.create_first_administrator import create_first_administrator
create_first_administrator(email="ada@example.com", name="Ada", password="correct horse battery")
from andon.work.blobs import keep
keep(bytes(range(256)) * 4000)
"""
SHOW = """
import hashlib
from andon.people.models import User
from andon.timeline.models import RecordedFact
from andon.work.models import Blob
print(sorted(User.objects.values_list("email", flat=True)), RecordedFact.objects.count(),
    [hashlib.sha256(bytes(blob.content)).hexdigest() == blob.sha256 for blob in Blob.objects.all()])
"""
RENAME = """
from andon.people.models import User
User.objects.update(email="changed@example.com")
"""


@pytest.fixture(scope="module")
def ours(place: Path) -> Up:
    """An installation with an administrator and an attachment; every test leaves them there."""
    installation = Up(place)
    done = installation.run("migrate")
    assert done.returncode == 0, done.stderr
    installation.python(ADD_ADA)
    return installation


@pytest.fixture(scope="module")
def kept(ours: Up) -> Path:
    """A backup of it."""
    file = ours.home.parent / "kept.backup"
    done = ours.run("backup", str(file))
    assert done.returncode == 0, done.stderr
    return file


def test_a_backup_is_private_and_is_not_written_over(ours: Up, kept: Path) -> None:
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    again = ours.run("backup", str(kept))
    assert again.returncode == 1
    assert "exists already" in again.stderr


def test_what_was_changed_since_is_as_it_was_after_a_restore(ours: Up, kept: Path) -> None:
    ours.python(RENAME)
    refused = ours.run("restore", str(kept))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert "changed@example.com" in ours.python(SHOW)

    done = ours.run("restore", "--replace", str(kept))
    assert done.returncode == 0, done.stderr
    shown = ours.python(SHOW)
    assert "['ada@example.com']" in shown
    assert "[True]" in shown


def test_another_machine_takes_it_with_its_keys(ours: Up, kept: Path, tmp_path: Path) -> None:
    other = Up(tmp_path / "home")
    done = other.run("restore", str(kept))
    assert done.returncode == 0, done.stderr
    assert "['ada@example.com']" in other.python(SHOW)
    first, *_ = (ours.home / "secret.keys").read_text().split()
    assert (other.home / "secret.keys").read_text().split()[0] == first


def test_a_damaged_file_changes_nothing(ours: Up, kept: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.backup"
    shutil.copy(kept, damaged)
    with zipfile.ZipFile(kept) as archive:
        at = archive.getinfo("database.sql").header_offset + 5000
    with damaged.open("r+b") as out:
        out.seek(at)
        out.write(b"\0" * 64)
    refused = ours.run("restore", "--replace", str(damaged))
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert "as it was" in refused.stderr
    assert "ada@example.com" in ours.python(SHOW)


@pytest.mark.parametrize("content", [b"", b"not a backup", b"PK\x03\x04 cut off"])
def test_what_is_no_backup_is_refused(ours: Up, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    refused = ours.run("restore", "--replace", str(file))
    assert refused.returncode == 1
    assert "not a whole backup" in refused.stderr


def test_one_of_a_newer_andon_is_refused(ours: Up, kept: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.backup"
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(newer, "w") as new:
        new.writestr("manifest.json", old.read("manifest.json").replace(b'"work.0001_initial"', b'"work.9999_later"'))
        new.writestr("database.sql", "")
    refused = ours.run("restore", "--replace", str(newer))
    assert refused.returncode == 1
    assert "newer Andon" in refused.stderr


def test_it_is_refused_while_andon_runs(ours: Up, kept: Path) -> None:
    running = FileLock(ours.home / "andon.lock")
    running.take()
    refused = ours.run("restore", "--replace", str(kept))
    running.release()
    assert refused.returncode == 1
    assert "Stop it first" in refused.stderr


UPGRADE = """
import sys
from django.conf import settings
sys.path.insert(0, {folder!r})
settings.MIGRATION_MODULES = {{"work": "newer_work"}}
from andon.project.first_start import alone
from andon.project.upgrading import UpgradeFailed, upgrade
from django.db import connection
try:
    with alone(): print(upgrade().exists())
except UpgradeFailed as failed: print(failed)
print(sorted(name for name in connection.introspection.table_names() if name.startswith("newer")))
"""
NEWER_TABLES = """
from django.db import connection
print([name for name in connection.introspection.table_names() if name.startswith("newer")])
"""
MIGRATIONS = str(Path(andon.work.__file__).parent / "migrations")
MIGRATION = """
from django.db import migrations
class Migration(migrations.Migration):
    dependencies = [("work", {after!r})]
    operations = [migrations.RunSQL({sql!r})]
"""


def newer_version(folder: Path, ours: str, *statements: str) -> str:
    """The migrations of `work` as they are, and one more per statement."""
    package = folder / "newer_work"
    package.mkdir()
    (package / "__init__.py").touch()
    names = sorted(file.stem for file in Path(ours).glob("0*.py"))
    for name in names:
        shutil.copy(Path(ours) / f"{name}.py", package)
    for number, sql in enumerate(statements, 1):
        name = f"09{number:02}_newer"
        (package / f"{name}.py").write_text(MIGRATION.format(after=names[-1], sql=sql))
        names.append(name)
    return UPGRADE.format(folder=str(folder))


def test_an_upgrade_that_fails_half_way_leaves_all_as_it_was_and_a_backup(ours: Up, tmp_path: Path) -> None:
    failing = newer_version(tmp_path, MIGRATIONS, "CREATE TABLE newer_one (n int)", "SELECT 1 / 0")
    said = ours.python(failing)
    assert "Nothing was changed" in said
    assert said.endswith("[]")
    assert len(list((ours.home / "backups").glob("before-upgrade-*.backup"))) == 1
    assert ours.run("upgrade").stdout.startswith("Nothing to do")
    assert "ada@example.com" in ours.python(SHOW)


def test_an_upgrade_makes_a_backup_and_migrates(ours: Up, kept: Path, tmp_path: Path) -> None:
    said = ours.python(newer_version(tmp_path, MIGRATIONS, "CREATE TABLE newer_one (n int)"))
    assert said == "True\n['newer_one']"
    # Back to the version before, whose restore knows nothing of the new table.
    assert ours.run("restore", "--replace", str(kept)).returncode == 0
    assert ours.python(NEWER_TABLES) == "[]"
