"""Ways that people had before this room was there are kept, and nothing of the old names is left."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from andon.kit.ids import new_id
from andon.notifications.models import ContactMethod
from andon.people.models import User


@pytest.mark.django_db
def test_rows_of_the_version_before_are_kept(omar: User) -> None:
    with connection.cursor() as cursor:
        # No table may be changed while checks of its new rows are put off.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        MigrationExecutor(connection).migrate([("notifications", None)])
        new = "INSERT INTO paging_contactmethod (id, user_id, channel, address, label) VALUES (%s, %s, %s, %s, %s)"
        cursor.execute(new, [new_id(), omar.id, "email", "omar@home.example", "Home"])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
        kept = ContactMethod.objects.get()
        assert (kept.user_id, kept.address, kept.label) == (omar.id, "omar@home.example", "Home")
        cursor.execute("SELECT to_regclass('paging_contactmethod'), to_regclass('paging_phonecheck')")
        assert cursor.fetchone() == (None, None)


@pytest.mark.django_db
def test_views_of_the_old_names_go(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        MigrationExecutor(connection).migrate([("notifications", "0002_notices")])
        cursor.execute("CREATE VIEW paging_contactmethod AS SELECT * FROM notifications_contactmethod")
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
        cursor.execute("SELECT to_regclass('paging_contactmethod')")
        assert cursor.fetchone() == (None,)
