"""One installation: where its data are and where it listens. All its processes share this environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from andon.project.embedded.run_folder import short_run_folder
from andon.project.locks import FileLock
from andon.project.place import andon_home
from andon.project.postgres import EmbeddedPostgres

_LISTEN = "127.0.0.1:8000"
_MAIL_LISTEN = "127.0.0.1:8025"
_STATUS_LISTEN = "127.0.0.1:8001"
_SOURCES = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """`further` is any other ANDON_* setting, such as ANDON_MAIL_RELAY. Without `database_url`, its own PostgreSQL.

    `status_listen`: of the status pages' own server; "off" starts none.
    """

    home: Path
    listen: str = _LISTEN
    mail_listen: str = _MAIL_LISTEN
    status_listen: str = _STATUS_LISTEN
    base_url: str = ""
    database_url: str = ""
    further: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_environment(cls) -> "Installation":
        return cls(
            home=andon_home().absolute(),
            listen=os.environ.get("ANDON_LISTEN", _LISTEN),
            mail_listen=os.environ.get("ANDON_MAIL_LISTEN", _MAIL_LISTEN),
            status_listen=os.environ.get("ANDON_STATUS_LISTEN", _STATUS_LISTEN),
            base_url=os.environ.get("ANDON_BASE_URL", "").rstrip("/"),
            database_url=os.environ.get("DATABASE_URL", ""),
        )

    @property
    def url(self) -> str:
        """Where people open it. A name, not an address: passkeys need one."""
        return self.base_url or f"http://localhost:{address(self.listen)[1]}"

    @property
    def dsn_file(self) -> Path:
        """Where the embedded PostgreSQL answers; by it the other commands find the database."""
        return self.home / "database.url"

    @property
    def processes_file(self) -> Path:
        """The process ids of a running set, as JSON: {"postgres": 17, "web": 23, ...}."""
        return self.home / "processes.json"

    @property
    def status_folder(self) -> Path | None:
        """Where the status pages are written; None for nowhere."""
        given = self.further.get("ANDON_STATUS_FOLDER") or os.environ.get("ANDON_STATUS_FOLDER", "")
        return None if given == "off" else Path(given or self.home / "status")

    @property
    def serves_status(self) -> bool:
        return self.status_listen != "off" and self.status_folder is not None

    def lock(self) -> FileLock:
        """Held by `andon up`, and by a command that needs the database to itself."""
        return FileLock(self.home / "andon.lock")

    def server(self, *, durable: bool = True) -> EmbeddedPostgres:
        return EmbeddedPostgres(self.home / "postgres", short_run_folder(self.home), durable=durable)

    def environment(self) -> dict[str, str]:
        """This process's environment, with this installation in it."""
        ours = {
            "ANDON_HOME": str(self.home),
            "ANDON_LISTEN": self.listen,
            "ANDON_MAIL_LISTEN": self.mail_listen,
            "ANDON_STATUS_LISTEN": self.status_listen,
            "ANDON_BASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "andon.project.settings",
            "PYTHONPATH": os.pathsep.join(filter(None, [str(_SOURCES), os.environ.get("PYTHONPATH")])),
            "PYTHONUNBUFFERED": "1",
        }
        merged = {**os.environ, **self.further, **ours}
        if self.database_url:
            merged["DATABASE_URL"] = self.database_url
        else:
            merged.pop("DATABASE_URL", None)
        return merged

    def attach(self) -> None:
        """Make this process speak with this installation's database. Before anything of Django is loaded."""
        self.enter()
        import django

        django.setup()

    def enter(self) -> None:
        """Put the installation into this process's environment, for what it loads or starts."""
        environment = self.environment()
        os.environ.update(environment)
        if "DATABASE_URL" not in environment:
            os.environ.pop("DATABASE_URL", None)


def address(listen: str) -> tuple[str, int]:
    """Host and port of "host:port", "[::1]:8000" or "lmtp:host:port"."""
    host, _, port = listen.removeprefix("lmtp:").rpartition(":")
    if not port.isdigit():
        raise ValueError(f"{listen!r} is not an address such as 127.0.0.1:8000")
    return host.strip("[]") or "127.0.0.1", int(port)


def write_private(file: Path, text: str) -> None:
    """Whole or not at all, for our own eyes."""
    beside = file.with_name(file.name + ".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(text)
    beside.replace(file)
