"""What customers read of own fields is there in each of our languages, written and compiled."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings

ROOM = Path(__file__).resolve().parents[1]
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
# The faults that a customer can meet, and the words around the fields.
READ_BY_HER = ("rules/fields.py", "rules/typed_fields.py", "templates/cases/_own_fields.html")
NOT_BY_HER = {
    "No field of this name is asked here.",
    "Asked only with another answer to “%(label)s”.",
    "“%(label)s” is needed before it is solved.",
}


def catalog(language: str) -> Catalog:
    return read_po(BytesIO((ROOM / f"locale/{language}/LC_MESSAGES/django.po").read_bytes()), locale=language)


def texts() -> set[str]:
    sources = "\n".join((ROOM / path).read_text() for path in READ_BY_HER)
    return set(re.findall(r'(?:\b_\(|translate )"([^"]+)"', sources)) - NOT_BY_HER


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there(language: str) -> None:
    known = {str(message.id): str(message.string) for message in catalog(language) if message.id}
    assert len(texts()) > 8
    assert texts() - set(known) == set()
    assert all(known.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    with (ROOM / f"locale/{language}/LC_MESSAGES/django.mo").open("rb") as file:
        compiled = {message.id: message.string for message in read_mo(file) if message.id}
    assert compiled == {message.id: message.string for message in catalog(language) if message.id}
