"""Monitors' words for severities, and lengths of time in ours."""

import pytest

from andon.alerts.rules.lengths import in_words
from andon.alerts.rules.words import action_of, severity_of


@pytest.mark.parametrize(
    ("word", "severity"),
    [("CRITICAL", "critical"), (" page ", "critical"), ("P3", "error"), ("Average", "error"), ("warn", "warning"),
     ("notice", "info"), ("none", "info"), ("", "error"), (None, "error"), ("purple", "error"), ({"a": 1}, "error")],
)  # fmt: skip
def test_severities(word: object, severity: str) -> None:
    assert severity_of(word) == severity


@pytest.mark.parametrize(
    ("word", "action"),
    [("Firing", "trigger"), ("OK", "resolve"), ("acked", "acknowledge"), ("", "trigger"), (7, "trigger")],
)
def test_actions(word: object, action: str) -> None:
    assert action_of(word) == action


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(1, "1 min"), (60, "1 h"), (70, "1 h 10 min"), (1500, "25 h"), (2880, "2 days"), (45000, "31 days 6 h")],
)
def test_lengths(minutes: int, said: str) -> None:
    assert in_words(minutes) == said
