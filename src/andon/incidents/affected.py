"""Rows of affected accounts, read and put."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from andon.kit import clock
from andon.timeline.actor import Actor

from .models import AffectedAccount, Incident


def rows_of_affected(incident: Incident) -> "QuerySet[AffectedAccount]":
    return AffectedAccount.objects.filter(incident=incident)


def put_affected(incident: Incident, accounts: Collection[UUID], how: str, by: Actor) -> None:
    now = clock.now()
    rows = [
        AffectedAccount(incident=incident, account_id=account, how=how, since=now, by_id=by.user_id)
        for account in accounts
    ]
    AffectedAccount.objects.bulk_create(
        rows,
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["incident", "account"],
        update_fields=["how", "since", "by"],
    )
