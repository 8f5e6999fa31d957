"""Labels and choices as an administrator types them.

Other languages stand one a line: `de: Lieferung`. A choice is a line of its code and its labels with bars between them:
`late | Came too late | de: Kam zu spät`; a code alone is its own label.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from andon.cases.type_in import ChoiceIn

MAIN = "en"


def labels_from(main: str, more: str) -> dict[str, str]:
    """A language to its text; a line without a language is a language nobody speaks, and is refused as that."""
    found = {MAIN: main.strip()} if main.strip() else {}
    for line in more.splitlines():
        code, _colon, text = line.partition(":")
        if line.strip():
            found[code.strip()] = text.strip()
    return found


def labels_shown(labels: Mapping[str, str]) -> tuple[str, str]:
    """The English one, and the lines of the others."""
    others = (f"{code}: {text}" for code, text in labels.items() if code != MAIN)
    return labels.get(MAIN, ""), "\n".join(others)


def choices_from(typed: str) -> list[ChoiceIn]:
    return [_choice(line) for line in typed.splitlines() if line.strip()]


def _choice(line: str) -> ChoiceIn:
    code, *parts = [part.strip() for part in line.split("|")]
    labels: dict[str, str] = {}
    for part in parts:
        language, colon, text = part.partition(":")
        if colon and language.strip().isalpha() and len(language.strip()) == 2:
            labels[language.strip()] = text.strip()
        elif part:
            labels[MAIN] = part
    return ChoiceIn(code=code, labels=labels)


def choices_shown(choices: Sequence[Mapping[str, Any]]) -> str:
    return "\n".join(_line(choice["code"], choice["labels"]) for choice in choices)


def _line(code: str, labels: Mapping[str, str]) -> str:
    main = [labels[MAIN]] if labels.get(MAIN) else []
    return " | ".join([code, *main, *(f"{name}: {text}" for name, text in labels.items() if name != MAIN)])
