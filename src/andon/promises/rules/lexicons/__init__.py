"""The languages whose promises are recognised."""

from functools import cache
from importlib import import_module

from andon.promises.rules.lexicon import Read, read

LANGUAGES = ("de", "en", "es", "fr", "it", "pt")


def lexicon_of(locale: str) -> Read | None:
    """ "pt-br" is read as "pt"; None for a language that has none."""
    return _of(locale.lower().replace("_", "-").partition("-")[0])


@cache
def _of(language: str) -> Read | None:
    if language not in LANGUAGES:
        return None
    return read(import_module(f"{__name__}.{language}").LEXICON)
