"""The number that people say: E-12."""

from django.db import connection


def next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('emerging_number')")
        (number,) = cursor.fetchone() or (0,)
    return int(number)
