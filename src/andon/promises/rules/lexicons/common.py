"""Words for times that are the same in all languages, and those that differ by a word only."""

from andon.promises.rules.lexicon import Word

ISO = Word("date", r"\b(?P<y>20\d\d)-(?P<mm>\d\d)-(?P<d>\d\d)\b")
DAY_FIRST = Word("date", r"\b(?P<d>[0-3]?\d)/(?P<mm>[01]?\d)(?:/(?P<y>20\d\d|\d\d))?\b(?![/\d])")
H_M = Word(
    "clock", r"(?<![\d.:,])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)\b(?!:)(?:\s?(?:h\b|uhr\b|horas\b|heures\b))?", half="24"
)
H_H_M = Word("clock", r"(?<![\d.:,])(?P<h>[01]?\d|2[0-4])\s?h(?:\s?(?P<m>[0-5]\d))?\b", half="24")


def spans(before: str, article: str = "") -> list[Word]:
    """ "in 2 hours", "within the next three days"."""
    return [Word("span", rf"\b(?:{before})\s(?:{article})?<num>\s?(?:<unit>)\b")]


def parts(**patterns: str) -> list[Word]:
    return [Word("part", pattern, unit=unit) for unit, pattern in patterns.items()]


def days(*patterns: tuple[int, str]) -> list[Word]:
    return [Word("day", pattern, n=n) for n, pattern in patterns]


def weeks(*patterns: tuple[int, str, str]) -> list[Word]:
    """Which week from now, which part of it, and the words."""
    return [Word("week", pattern, n=n, unit=unit) for n, unit, pattern in patterns]
