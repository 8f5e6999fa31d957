import pytest

from andon.meaning.language import UNKNOWN, language_of_text

from .sentences import SAID


@pytest.mark.parametrize("language", SAID)
def test_most_sentences_are_known_and_none_is_taken_for_another_language(language: str) -> None:
    found = [language_of_text(text) for text in SAID[language]]
    assert set(found) <= {language, UNKNOWN}
    assert language_of_text(" ".join(SAID[language])) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "PIN?",
        "iPhone 14 Pro",
        "!!!",
        "12 345",
        "E-1042",
        "https://example.org/login?next=/en",
        "\0",
        "\ud800",
    ],
)
def test_what_says_no_language_is_unknown(text: str) -> None:
    assert language_of_text(text) == UNKNOWN


def test_addresses_and_traces_do_not_hide_the_language() -> None:
    text = "Beim Bezahlen kommt ein Fehler java.lang.NullPointerException at com.acme.Pay:12 für max@acme.example"
    assert language_of_text(text) == "de"


def test_a_hundred_thousand_letters_cost_no_more_than_a_long_mail() -> None:
    assert language_of_text("Die Karte geht nicht. " * 5000) == "de"
