"""Update many rows, each to its own values, in one statement: like `insert_rows`, they go over as one text."""

import json
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Model


def update_rows(rows: Sequence[Model], names: Collection[str]) -> None:
    """Store these attributes (such as `owner_id`) of rows of one model, which are found by their keys."""
    if not rows:
        return
    statement, key, fields = _statement(type(rows[0]), tuple(names))
    values = [{key: row.pk, **{column: row.__dict__[name] for column, name in fields}} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(values, ensure_ascii=False, allow_nan=False, default=_plain)])


@lru_cache(maxsize=64)
def _statement(model: type[Model], names: tuple[str, ...]) -> tuple[str, str, list[tuple[str, str]]]:
    """The statement, the key's column, and (column, attribute) of what is handed over."""
    quoted = connection.ops.quote_name
    table, key = quoted(model._meta.db_table), str(model._meta.pk.column)
    columns = {field.attname: str(field.column) for field in model._meta.concrete_fields}
    fields = [(columns[name], name) for name in names]
    new = ", ".join(f"{quoted(column)} = given.{quoted(column)}" for column, _name in fields)
    given = f"json_populate_recordset(NULL::{table}, %s::json) AS given"
    where = f"row.{quoted(key)} = given.{quoted(key)}"
    return f"UPDATE {table} AS row SET {new} FROM {given} WHERE {where}", key, fields  # noqa: S608  names of ours


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
