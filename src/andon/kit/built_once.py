"""Statements that take longer to build than to run, built once for each kind of asker."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from . import clock

MOST = 500


class BuiltOnce:
    """`rows(key, build)` runs the statement that `build` made when `key` was new.

    Whatever decides the statement stands in the key: who asks, by which roles. The only instants in it are "now", and
    are set anew with each run.
    """

    def __init__(self) -> None:
        self._built: OrderedDict[Hashable, tuple[str, tuple[Any, ...]]] = OrderedDict()

    def rows(self, key: Hashable, build: Callable[[], "QuerySet[Any, Any]"]) -> list[tuple[Any, ...]]:
        sql, given = self._statement(key, build)
        now = clock.now()
        with connection.cursor() as cursor:
            cursor.execute(sql, [now if isinstance(one, datetime) else one for one in given])
            return list(cursor.fetchall())

    def _statement(self, key: Hashable, build: Callable[[], "QuerySet[Any, Any]"]) -> tuple[str, tuple[Any, ...]]:
        found = self._built.get(key)
        if found is None:
            found = self._built[key] = build().query.sql_with_params()
            while len(self._built) > MOST:
                self._built.popitem(last=False)
        return found
