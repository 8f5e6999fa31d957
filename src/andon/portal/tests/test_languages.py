"""Whoever writes to us in one of our languages reads the portal in it."""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client

PORTAL = Path(__file__).resolve().parents[1]
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
_TRANSLATE = re.compile(r'{%\s*translate\s+"([^"]*)"')
_BLOCK = re.compile(r"{%\s*blocktranslate[^%]*%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)


def texts() -> Iterator[str]:
    """What a customer may read of this room and of its frame."""
    for path in [*PORTAL.glob("templates/portal/*.html"), PORTAL.parent / "ui/templates/ui/portal.html"]:
        source = path.read_text()
        yield from _TRANSLATE.findall(source)
        yield from (re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", text) for text in _BLOCK.findall(source))
    for path in PORTAL.rglob("*.py"):
        if "tests" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                    assert isinstance(node.args[0], ast.Constant)
                    yield node.args[0].value


def catalog(language: str) -> Catalog:
    return read_po(BytesIO((PORTAL / f"locale/{language}/LC_MESSAGES/django.po").read_bytes()), locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there_with_its_placeholders(language: str) -> None:
    known = {str(message.id): str(message.string) for message in catalog(language) if message.id}
    assert set(texts()) - set(known) == set()
    for text, said in known.items():
        assert said, text
        assert sorted(re.findall(r"%\(\w+\)s", text)) == sorted(re.findall(r"%\(\w+\)s", said)), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    """`pybabel compile -D django -d src/andon/portal/locale` compiles."""
    with (PORTAL / f"locale/{language}/LC_MESSAGES/django.mo").open("rb") as file:
        compiled = {message.id: message.string for message in read_mo(file) if message.id}
    assert compiled == {message.id: message.string for message in catalog(language) if message.id}


@pytest.mark.django_db
def test_the_screen_speaks_it() -> None:
    shown = Client().get("/help/?language=de").content.decode()
    assert '<html lang="de"' in shown
    assert "Was funktioniert nicht?" in shown
    assert "What" not in shown
