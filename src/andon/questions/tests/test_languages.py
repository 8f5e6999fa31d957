"""What customers read of questions is there in each of our languages, written and compiled, and so is the mail."""

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
READ_BY_HER = ("rules/answers.py", "actions/answer_question.py", "actions/answer_as_customer.py")


def catalog(language: str) -> Catalog:
    return read_po(BytesIO((ROOM / f"locale/{language}/LC_MESSAGES/django.po").read_bytes()), locale=language)


def texts() -> set[str]:
    return set(re.findall(r'\b_\("([^"]+)"', "\n".join((ROOM / path).read_text() for path in READ_BY_HER)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there(language: str) -> None:
    known = {str(message.id): str(message.string) for message in catalog(language) if message.id}
    assert len(texts()) > 8
    assert texts() - set(known) == set()
    for text, said in known.items():
        assert said, text
        assert sorted(re.findall(r"%\(\w+\)s", text)) == sorted(re.findall(r"%\(\w+\)s", said)), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    with (ROOM / f"locale/{language}/LC_MESSAGES/django.mo").open("rb") as file:
        compiled = {message.id: message.string for message in read_mo(file) if message.id}
    assert compiled == {message.id: message.string for message in catalog(language) if message.id}


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_the_mail_is_there(language: str) -> None:
    text = (ROOM / f"templates/questions/mail/{language}/pass.txt").read_text()
    assert "{{ question }}" in text
    assert "{{ option }}" in text
