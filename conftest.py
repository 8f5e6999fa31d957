"""The tests' database server, the cast, the clock, and due work run by the real engine."""

import os
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from pytest_django.plugin import blocking_manager_key

HERE = Path(__file__).resolve().parent
pytest_plugins = ["tests.database", "tests.cast", "tests.doors", "tests.live_server"]


# How fast a machine draws examples says nothing about the code.
settings.register_profile("andon", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("andon")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="run the slow tests too")
    parser.addoption("--no-skips", action="store_true", help="a test that skips fails the run, for want of a program")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--all"):
        slow = [item for item in items if item.get_closest_marker("slow")]
        if slow:
            config.hook.pytest_deselected(items=slow)
            items[:] = [item for item in items if item not in slow]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and item.config.getoption("--no-skips") and not isinstance(report.longrepr, str):
        _, _, reason = report.longrepr or ("", 0, "")
        # No program helps here: the vendors' payloads are no part of a checkout, not everybody is root, and a registry
        # that is away is no fault of ours.
        if not any(excused in str(reason) for excused in ("shared fixtures", "run as root", "a package registry")):
            report.outcome = "failed"
    return report


_first_rows: list[str] = []
"""What migrations put into the tables, such as the default calendar: a test that empties them leaves it out."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database cannot be dropped while this process still tells others of its commits."""
    from andon.work import wake

    with django_db_blocker.unblock():
        _first_rows.append(_rows_of_migrations())
    yield
    wake.hang_up()


def _rows_of_migrations() -> str:
    from django.apps import apps
    from django.core import serializers

    ours = [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("andon.") and config.name != "andon.work"
        for model in config.get_models()
        if not model._meta.proxy
    ]
    return serializers.serialize("json", [row for model in ours for row in model._base_manager.order_by("pk")])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
    """Tables that a test emptied hold again what every installation begins with."""
    yield
    if nextitem is None:
        # The database itself is gone by now.
        return
    marker = item.get_closest_marker("django_db")
    emptied = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    if _first_rows and (emptied or (marker and marker.kwargs.get("transaction"))):
        from django.core import serializers

        with item.config.stash[blocking_manager_key].unblock():
            for row in serializers.deserialize("json", _first_rows[0]):
                row.save()


class MoveClock:
    """Domain time that stands still until a test moves it."""

    def __init__(self) -> None:
        self.to(datetime(2026, 11, 17, 9, 0, tzinfo=UTC))

    def to(self, moment: datetime) -> None:
        from andon.kit import clock

        clock.set_shift(clock.Shift(wall=clock.wall(), domain=moment, rate=0.0))

    def forward(self, **by: float) -> None:
        """Move on and run what has become due."""
        from andon.kit import clock
        from andon.work.engine.inline import run_due_work

        self.to(clock.now() + timedelta(**by))
        run_due_work()


@pytest.fixture
def move_clock() -> Iterator[MoveClock]:
    from andon.kit import clock

    yield MoveClock()
    clock.set_shift(None)


@pytest.fixture
def run_due_work(db: None) -> Callable[[], int]:
    """Run reactions and timers that are due, by the real engine; errors fail the test."""
    from andon.work.engine.inline import run_due_work

    return run_due_work


@pytest.fixture(autouse=True)
def _own_place(tmp_path_factory: pytest.TempPathFactory, settings: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # WhiteNoise warns of a static folder that is missing, and reads all that is in it for every new client.
    static = tmp_path_factory.getbasetemp() / "static"
    static.mkdir(exist_ok=True)
    settings.STATIC_ROOT = str(static)
    # The others take a tenth of a second a text.
    settings.MEANING_MODEL = "lexical"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


os.environ.setdefault("ANDON_SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ.setdefault("ANDON_HOME", str(HERE / "var" / "test-home"))
