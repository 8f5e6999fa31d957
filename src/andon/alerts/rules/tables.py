"""A table as people write it: a row a line, `word = what it means`."""

from collections.abc import Mapping


class BadRow(Exception):
    """A line that is no row; `number` from 1."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def read_table(text: str) -> dict[str, str]:
    """Empty lines are left out; the last row of a word holds. Raises BadRow."""
    rows: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        word, equals, meaning = (part.strip() for part in line.partition("="))
        if equals and word and meaning:
            rows[word] = meaning
        elif line.strip():
            raise BadRow(number)
    return rows


def write_table(rows: Mapping[str, str]) -> str:
    return "\n".join(f"{word} = {meaning}" for word, meaning in rows.items())
