"""What an installation had before layers says the same afterwards: the migration, on the tables as they were."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.executor import MigrationExecutor

from andon.people.models import Team, User
from andon.schedules.models import LayerVersion, Schedule
from andon.schedules.reads.people_on_call import people_on_call

MIGRATION = import_module("andon.schedules.migrations.0002_layers")
BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)


@pytest.fixture
def before(transactional_db: None) -> Iterator[Any]:
    """The models as they are where the rows are carried over: the old tables beside the new ones."""
    loader = MigrationExecutor(connection).loader
    state = loader.project_state(("schedules", "0001_initial"))
    for operation in loader.get_migration("schedules", "0002_layers").operations:
        if isinstance(operation, RunPython):
            break
        operation.state_forwards("schedules", state)
    old = [state.apps.get_model("schedules", name) for name in ("Rotation", "RotationMember")]
    with connection.schema_editor() as editor:
        for model in old:
            editor.create_model(model)
    yield state.apps
    with connection.schema_editor() as editor:
        for model in reversed(old):
            editor.delete_model(model)


def test_they_say_what_they_said(before: Any, checkout_team: Team, omar: User, mei: User, ada: User) -> None:
    schedule = Schedule.objects.create(slug="old", name="Old", team=checkout_team, time_zone="America/Chicago")
    rotation, member = (before.get_model("schedules", name) for name in ("Rotation", "RotationMember"))
    first = rotation.objects.create(schedule_id=schedule.id, starts_at=BEGAN, turn_days=7, position=0)
    over = rotation.objects.create(
        schedule_id=schedule.id, starts_at=BEGAN + timedelta(days=100), turn_days=3, position=1
    )
    for place, user in enumerate((omar, mei)):
        member.objects.create(rotation=first, user_id=user.id, position=place)
    member.objects.create(rotation=over, user_id=ada.id, position=0)
    with connection.schema_editor() as editor:
        MIGRATION.rotations_become_layers(before, editor)
    versions = LayerVersion.objects.order_by("priority")
    assert [(one.unit, one.every, one.time_zone, one.valid_from) for one in versions] == [
        ("week", 1, "America/Chicago", None),
        ("day", 3, "America/Chicago", None),
    ]

    def who(at: datetime) -> list[User]:
        return people_on_call([schedule], at)[schedule]

    assert who(BEGAN - timedelta(seconds=1)) == []
    assert [who(BEGAN + timedelta(weeks=week, hours=1)) for week in range(3)] == [[omar], [mei], [omar]]
    # Summer time has come to Chicago: its wall clock is kept.
    handover = BEGAN + timedelta(weeks=10) - timedelta(hours=1)
    assert [who(handover - timedelta(seconds=1)), who(handover)] == [[mei], [omar]]
    # A later rotation that has somebody wins over an earlier one.
    assert who(BEGAN + timedelta(days=101)) == [ada]


def test_there_is_no_silent_way_back(db: None) -> None:
    executor = MigrationExecutor(connection)
    migration = executor.loader.get_migration("schedules", "0002_layers")
    assert not all(one.reversible for one in migration.operations)
    with pytest.raises(IrreversibleError):
        migration.unapply(executor.loader.project_state(("schedules", "0001_initial")), connection.schema_editor())
