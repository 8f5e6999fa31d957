"""Which language a text is in: ISO 639-1, or `UNKNOWN`, which is better than a wrong one."""

import re
from functools import cache
from typing import TYPE_CHECKING

from .encoders.tame import tame

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNKNOWN = ""
LONGEST = 600
# Below these nobody could tell either: "ok", "PIN?", "iPhone 14".
_LETTERS, _LETTERS_OF_SYLLABLES = 12, 4
_SURE = 0.8
_NO_LANGUAGE = "zxx"
_NOT_WORDS = re.compile(r"\S*[\d@/\\_<>{}=]\S*|\S*\.\S+\S*")
_HAN, _KANA, _HANGUL = re.compile("[\u4e00-\u9fff]"), re.compile("[\u3040-\u30ff]"), re.compile("[\uac00-\ud7af]")


def language_of_text(text: str) -> str:
    """Addresses, numbers and names of files say nothing of a language and are not looked at."""
    words = " ".join(_NOT_WORDS.sub(" ", tame(text, LONGEST)).split())
    letters = sum(letter.isalpha() for letter in words)
    if _HAN.search(words) or _KANA.search(words) or _HANGUL.search(words):
        return _east_asian(words) if letters >= _LETTERS_OF_SYLLABLES else UNKNOWN
    if letters < _LETTERS:
        return UNKNOWN
    language, sure = _identifier().classify(words)
    return str(language) if sure >= _SURE and language != _NO_LANGUAGE else UNKNOWN


def _east_asian(words: str) -> str:
    """Their letters say it: a few thousand of one script, and kana among them are Japanese."""
    counts = {
        "ja": 3 * len(_KANA.findall(words)),
        "ko": len(_HANGUL.findall(words)),
        "zh": len(_HAN.findall(words)),
    }
    return max(counts, key=lambda language: counts[language])


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import LanguageIdentifier

    return LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)
