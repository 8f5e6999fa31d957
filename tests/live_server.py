"""The product as it runs: a web server and a worker, each a process of its own, on the tests' database.

`product.url` is where it answers; `product.session(alice)` is a session cookie, so that a test need not sign in.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from httpx._config import DEFAULT_TIMEOUT_CONFIG

from andon.people.models import User
from andon.work.models import DueWork

SOURCES = Path(__file__).resolve().parent.parent / "src"
# The five seconds of httpx are too few for a first answer on a busy machine.
DEFAULT_TIMEOUT_CONFIG.read = DEFAULT_TIMEOUT_CONFIG.connect = 60
_WORKER = """
import signal, threading
import django
django.setup()
from andon.work.engine.side_by_side import run_side_by_side
from andon.work.lanes import LANES
stop = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
run_side_by_side(LANES, threads=4, calls=8, stop=stop)
"""


def wait_until(true: Callable[[], object], *, seconds: float = 60, what: str = "") -> None:
    """Wait for a condition, never for a time."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s in vain: {what or true}")
        time.sleep(0.02)


@dataclass
class Product:
    url: str
    web: "subprocess.Popen[bytes]"
    worker: "subprocess.Popen[bytes]"

    def session(self, user: User) -> str:
        """The value of a session cookie of this user."""
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        assert session.session_key
        return session.session_key

    def cookie(self, user: User) -> dict[str, str]:
        """The same as `page.context.add_cookies([...])` of a browser wants it."""
        return {"name": settings.SESSION_COOKIE_NAME, "value": self.session(user), "url": self.url}

    def client(self, user: User | None = None) -> httpx.Client:
        """A plain HTTP client, signed in as this user."""
        cookies = {settings.SESSION_COOKIE_NAME: self.session(user)} if user else None
        return httpx.Client(base_url=self.url, cookies=cookies, timeout=60)


@contextmanager
def running_product(home: Path, **more: str) -> Iterator[Product]:
    """Starts the web server and the worker, with `more` in their environment, and stops them."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # A name, not an address: passkeys need one.
    url = f"http://localhost:{port}"
    environment = os.environ | environment_of(home, url) | more
    serve = ["-m", "granian", "--interface", "asgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws"]
    web = _start([*serve, "--workers-kill-timeout", "5", "andon.project.asgi:application"], environment, home / "web")
    worker = _start(["-c", _WORKER], environment, home / "worker")
    product = Product(url, web, worker)
    try:
        wait_until(lambda: _is_well(product), seconds=180, what=f"{url}/healthz; see {home}")
        yield product
    finally:
        for process in (web, worker):
            process.send_signal(signal.SIGTERM)
        for process in (web, worker):
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def start_worker(home: Path) -> "subprocess.Popen[bytes]":
    """A worker alone, on the tests' database; whoever starts it ends it."""
    home.mkdir()
    return _start(["-c", _WORKER], os.environ | environment_of(home, "http://localhost"), home / "worker")


@pytest.fixture(scope="module")
def one_product(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running_product(tmp_path_factory.mktemp("home")) as product:
        yield product


@pytest.fixture
def product(one_product: Product, transactional_db: None) -> Iterator[Product]:
    """The running product on an empty database; its worker has finished when the database is emptied again."""
    yield one_product
    wait_for_worker()


def wait_for_worker() -> None:
    """What a test left to do is forgotten, and what is being done ends."""
    wait_until(_worker_is_idle, seconds=120, what="the worker to finish")


def _worker_is_idle() -> bool:
    DueWork.objects.filter(lease=None).delete()
    return not DueWork.objects.filter(parked_at=None).exists()


def _start(command: list[str], environment: dict[str, str], log: Path) -> "subprocess.Popen[bytes]":
    with log.with_suffix(".log").open("wb") as out:
        return subprocess.Popen([sys.executable, *command], env=environment, stdout=out, stderr=out)


def _is_well(product: Product) -> bool:
    for process in (product.web, product.worker):
        assert process.poll() is None, "a process of the product ended"
    try:
        return httpx.get(f"{product.url}/healthz", timeout=5).status_code == 200
    except httpx.TransportError:
        return False


def environment_of(home: Path, url: str) -> dict[str, str]:
    """What makes a process of the product speak with the tests' database."""
    at = connection.settings_dict
    place = f"?host={quote(str(at['HOST']), safe='')}" + (f"&port={at['PORT']}" if at["PORT"] else "")
    (home / "static").mkdir()
    return {
        "PYTHONPATH": str(SOURCES),
        "DJANGO_SETTINGS_MODULE": "andon.project.settings",
        "ANDON_MEANING_MODEL": "lexical",
        "DATABASE_URL": f"postgresql://{quote(at['USER'])}:{quote(at['PASSWORD'])}@/{quote(at['NAME'])}{place}",
        "ANDON_HOME": str(home),
        "ANDON_BASE_URL": url,
        "ANDON_SECRET_KEY": ",".join(settings.SECRET_KEYS),
        "ANDON_LOG_LEVEL": "INFO",
    }
