"""Hold a case together with the one through which it is read, however merges run meanwhile."""

from django.db import connection, transaction

from .models import Case


def held(*cases: Case) -> dict[object, Case]:
    """By key: these cases and their survivors as they are now, locked in the order in which everybody locks cases.

    One that is merged while we wait is let go, and held again with its new survivor, so that nobody blocks another.
    """
    given = [case.pk for case in cases]
    while True:
        into = Case.objects.filter(pk__in=given, merged_into__isnull=False).order_by()
        wanted = {*given, *into.values_list("merged_into_id", flat=True)}
        before = transaction.savepoint()
        found = Case.objects.locked(*(Case(pk=pk) for pk in wanted), merged=True)
        rows: dict[object, Case] = {row.pk: row for row in found}
        if {row.merged_into_id for row in rows.values()} <= {None, *wanted}:
            transaction.savepoint_commit(before)
            return rows
        transaction.savepoint_rollback(before)


def survivor_among(case: Case, rows: dict[object, Case]) -> Case:
    """Through which of the held cases this one is read."""
    home = rows[case.pk]
    return rows[home.merged_into_id] if home.merged_into_id else home


def one_merge_at_a_time() -> None:
    """Until the transaction ends. Merges are rare; so no two of them can build a chain."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('cases:merge', 0))")
