"""Rows that go over as one text arrive as the ORM would have written them."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import DataError, IntegrityError, transaction

from andon.customers.models import Account
from andon.kit.insert_rows import insert_rows
from andon.kit.subject import Subject
from andon.work.models import Blob, DueWork, IdempotencyKey

pytestmark = pytest.mark.django_db
HOSTILE = 'it\'s "one" \\ and\nmore: {x} é 漢 \U0001f600 %s %(a)s :name $1 NULL'
AT = datetime(2026, 11, 17, 9, 0, 0, 123456, tzinfo=UTC)


def account(name: str, **more: object) -> Account:
    attributes = {"a": [1, 2.5, None, {"ü": HOSTILE}]}
    return Account(
        external_id=name, name=HOSTILE, yearly_value=Decimal("640000.55"), attributes=attributes, put_at=AT, **more
    )


def test_they_are_what_the_orm_would_have_written() -> None:
    insert_rows([account("ours")])
    Account.objects.bulk_create([account("theirs")])
    ours, theirs = (Account.objects.get(external_id=name).__dict__ for name in ("ours", "theirs"))
    apart = ("id", "external_id", "_state")
    assert {n: v for n, v in ours.items() if n not in apart} == {n: v for n, v in theirs.items() if n not in apart}


def test_what_the_database_fills_is_its_own() -> None:
    insert_rows([DueWork(task="t", lane="page", args={"n": HOSTILE}, run_at=AT) for _ in range(3)])
    rows = list(DueWork.objects.order_by("id"))
    assert len({row.id for row in rows}) == 3
    assert [(row.args, row.run_at, row.key) for row in rows] == [({"n": HOSTILE}, AT, None)] * 3
    insert_rows([IdempotencyKey(caller="c", route="r", key="k", body_digest="", answer=b"\0\xff\\x", made_at=AT)])
    assert bytes(IdempotencyKey.objects.get().answer) == b"\0\xff\\x"


def test_what_is_known_is_left_out_when_asked() -> None:
    first, second = Blob(sha256="a" * 64, content=b"1", size=1), Blob(sha256="b" * 64, content=b"2", size=1)
    assert insert_rows([first]) == [first]
    assert insert_rows([first, second], skip_known=True) == [second]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows([second])


def test_a_row_that_was_inserted_is_saved_as_one_that_is_there() -> None:
    (row,) = insert_rows([account("a")])
    row.name = "Acme"
    row.save()
    assert Account.objects.get().name == "Acme"
    assert insert_rows([]) == []
    with pytest.raises(DataError), transaction.atomic():
        insert_rows([account("b", region="too long")])
    with pytest.raises(TypeError):
        insert_rows([account("c", currency=Subject("a", row.id))])
