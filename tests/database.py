"""A database server for the tests: ANDON_TEST_DATABASE_URL, else an embedded PostgreSQL of this test run."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def database_url(worker_id: str) -> Iterator[str]:
    """One server a worker, so that nobody waits for another's checkpoint."""
    if given := os.environ.get("ANDON_TEST_DATABASE_URL"):
        yield given
        return
    from andon.project.postgres import EmbeddedPostgres

    with tempfile.TemporaryDirectory(prefix="andon-test-", ignore_cleanup_errors=True) as place:
        server = EmbeddedPostgres(Path(place) / "data", Path(place) / "run", durable=False)
        server.start()
        try:
            yield server.url
        finally:
            server.stop()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_url: str, worker_id: str) -> None:
    """Point Django at that server; the test database bears the checkout's name."""
    from django.db import connections

    from andon.project.database import settings_of_url

    wanted: dict[str, Any] = settings_of_url(database_url)
    # Django made the alias's settings at start-up, from the environment of an installation.
    alias = connections["default"].settings_dict
    alias.update({key: wanted[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")})
    alias["CONN_MAX_AGE"] = 0
    suffix = "" if worker_id == "master" else f"_{worker_id}"
    alias["TEST"]["NAME"] = f"test_{CHECKOUT.name}{suffix}"


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    return str(getattr(request.config, "workerinput", {}).get("workerid", "master"))


@pytest.fixture(scope="session", autouse=True)
def _patient_flush() -> Iterator[None]:
    """A process that still works on the tests' database may hold a row that emptying it waits for, and the other way
    round; PostgreSQL then ends one of the two, and it may be ours."""
    from django.db import OperationalError
    from django.db.backends.postgresql.operations import DatabaseOperations
    from psycopg.errors import DeadlockDetected

    flush = DatabaseOperations.execute_sql_flush

    def again_after_deadlock(self: DatabaseOperations, sql_list: list[str]) -> None:
        for _try in range(4):
            try:
                return flush(self, sql_list)
            except OperationalError as error:
                if not isinstance(error.__cause__, DeadlockDetected):
                    raise
        return flush(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", again_after_deadlock)
        yield
