"""The embedded PostgreSQL: a direct child of this process that ends with it, reachable by a socket of its own."""

import contextlib
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

import psycopg

from .death import dies_with_parent
from .embedded.account import account_for
from .embedded.binaries import Binaries, binaries_for
from .embedded.cluster import SUPERUSER, ensure_cluster, lent
from .embedded.leftovers import clear_leftovers
from .embedded.run_folder import prepare_run_folder
from .locks import FileLock

NAME = "andon"
_MOST_LOG_BYTES = 10 * 1024 * 1024
_ALWAYS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
    "log_checkpoints": "off",
}
_FOR_TESTS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class EmbeddedPostgres:
    """`start()` from the main thread: the server's life is bound to the thread that starts it."""

    def __init__(self, data: Path, run: Path, durable: bool = True) -> None:
        self.data = data
        self.log = data.with_name(data.name + ".log")
        self.process: subprocess.Popen[bytes] | None = None
        self.binaries: Binaries | None = None
        self._wanted_run = run
        self._run = run
        self._durable = durable
        self._lock = FileLock(data.with_name(data.name + ".lock"))

    @property
    def url(self) -> str:
        """Andon's own role and database."""
        return self._url(NAME, NAME)

    @property
    def superuser_url(self) -> str:
        return self._url(SUPERUSER, NAME)

    def start(self, *, seconds: float = 120) -> None:
        """Return when it answers; after a crash that includes recovery. Raises locks.Taken when it runs already."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        self._lock.take()
        try:
            self._start(seconds)
        except BaseException:
            self.stop()
            raise

    def stop(self, *, seconds: float = 60) -> None:
        """A fast shutdown: open transactions are rolled back, nothing acknowledged is lost."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None
        with contextlib.suppress(OSError):
            self._run.rmdir()
        self._lock.release()

    def _start(self, seconds: float) -> None:
        account = account_for(self.data)
        self.binaries = binaries_for(account)
        ensure_cluster(self.data, self.binaries, account, durable=self._durable)
        clear_leftovers(self.data)
        self._run = prepare_run_folder(self._wanted_run, self.data, account)
        settings = _ALWAYS | {"unix_socket_directories": str(self._run)} | ({} if self._durable else _FOR_TESTS)
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        if self.log.exists() and self.log.stat().st_size > _MOST_LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log, lent(self.data, account) as (name, popen_options):
            self.process = subprocess.Popen(  # noqa: S603
                [self.binaries["postgres"], "-D", name, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C in a terminal reaches the whole group; the supervisor alone says when the database ends.
                start_new_session=True,
                preexec_fn=dies_with_parent(signal.SIGINT),
                **popen_options,
            )
        self._wait(self.process, seconds)
        self._ensure_database()

    def _wait(self, process: "subprocess.Popen[bytes]", seconds: float) -> None:
        end = time.monotonic() + seconds
        while True:
            if process.poll() is not None:
                raise RuntimeError(f"PostgreSQL did not start. The end of {self.log}:\n{self._end_of_log()}")
            try:
                psycopg.connect(self._url(SUPERUSER, "postgres"), connect_timeout=5).close()
            except psycopg.OperationalError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.02)
            else:
                return

    def _ensure_database(self) -> None:
        """A role that is no superuser: what the product asks for must work on anybody's PostgreSQL."""
        with psycopg.connect(self._url(SUPERUSER, "postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [NAME]).fetchone():
                connection.execute(f"CREATE ROLE {NAME} LOGIN CREATEDB")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
                connection.execute(f"CREATE DATABASE {NAME} OWNER {NAME}")

    def _url(self, role: str, database: str) -> str:
        return f"postgresql://{role}@/{database}?host={quote(str(self._run.absolute()), safe='')}"

    def _end_of_log(self) -> str:
        return self.log.read_text(errors="replace")[-2000:]
