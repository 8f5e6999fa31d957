from uuid import UUID

import pytest

from andon.conversations.rules.file_names import safe_name, served_as
from andon.conversations.rules.mentions import find_mentions

BOB, BOBBY, ANNA = UUID(int=1), UUID(int=2), UUID(int=3)
NAMES = {BOB: "Bob Keller", BOBBY: "Bobby Keller", ANNA: "Anna Müller"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@bob look", [BOB]),
        ("@Bob Keller, @Anna!", [BOB, ANNA]),
        ("@bobby", [BOBBY]),
        ("mail me at x@bob.example", []),
        ("@anna müller @ANNA", [ANNA]),
        ("@bobcat", []),
        ("nobody", []),
    ],
)
def test_who_is_called(text: str, expected: list[UUID]) -> None:
    assert find_mentions(text, NAMES) == expected


def test_a_first_name_of_two_calls_neither() -> None:
    assert find_mentions("@bob", {BOB: "Bob Keller", ANNA: "Bob Other"}) == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a.txt", "a.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\y.doc", "y.doc"),
        ("\r\nSet-Cookie: a", "Set-Cookie: a"),
        ("", "file"),
        ("..", "file"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_file_name_is_only_a_name(name: str, kept: str) -> None:
    assert safe_name(name) == kept


def test_active_types_are_served_as_bytes() -> None:
    assert served_as("image/png") == "image/png"
    assert served_as("image/svg+xml") == "application/octet-stream"
    assert served_as("TEXT/HTML; charset=utf-8") == "application/octet-stream"
