"""The slice's rules, as tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from andon.integrations.slack.rules.channel_name import MOST, channel_name
from andon.integrations.slack.rules.command import Declared, read_declared, read_verb
from andon.integrations.slack.rules.manifest import SCOPES, missing_scopes
from andon.integrations.slack.rules.mrkdwn import calling, escaped, people_in, plain
from andon.integrations.slack.rules.readers import meant_for


@pytest.mark.parametrize(
    ("title", "attempt", "name"),
    [
        ("Cards are refused", 0, "inc-12-cards-are-refused"),
        ("Cards are refused", 1, "inc-12-cards-are-refused-2"),
        ("  Ärger: mit §Kasse_2!  ", 0, "inc-12-arger-mit-kasse-2"),
        ("決済が失敗", 0, "inc-12-決済が失敗"),
        ("!!!", 0, "inc-12"),
        ("Customers in southern Europe cannot pay with any card", 0, "inc-12-customers-in-southern-europe-cannot-pay"),
        ("x" * 200, 7, "inc-12-" + "x" * 40 + "-8"),
    ],
)
def test_a_channels_name(title: str, attempt: int, name: str) -> None:
    assert channel_name(12, title, attempt) == name


@given(some.integers(1, 10**9), some.text(max_size=300), some.integers(0, 7))
def test_every_name_may_be_one(number: int, title: str, attempt: int) -> None:
    name = channel_name(number, title, attempt)
    assert len(name) <= MOST
    assert name == name.lower()
    assert not set(name) & set(" .,:;<>#@|/")


@given(some.text())
def test_what_we_write_comes_back_as_it_was(text: str) -> None:
    assert plain(escaped(text), {}) == text
    assert "<" not in escaped(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<@U1> look", "@Omar Haddad look"),
        ("<@U2|mei> look", "@mei look"),
        ("<@U3>", "@U3"),
        ("<#C1|shop> <#C2>", "#shop #C2"),
        ("<!here> <!channel> <!subteam^S1|@sre>", "@here @channel @sre"),
        ("<https://a.example/?x=1&amp;y=2>", "https://a.example/?x=1&y=2"),
        ("<https://a.example|here>", "here (https://a.example)"),
        ("<mailto:a@b.example|a@b.example>", "mailto:a@b.example"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("&amp;lt;", "&lt;"),
        ("<", "<"),
        ("<>", ""),
    ],
)
def test_slacks_markup_becomes_plain_words(text: str, words: str) -> None:
    assert plain(text, {"U1": "Omar Haddad"}) == words
    assert people_in("<@U1> <@U2|x> <@U1>") == ["U1", "U2"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@Omar Haddad look", "<@U1> look"),
        ("@omar haddad, look", "<@U1>, look"),
        ("@Omar Haddadin look", "@Omar Haddadin look"),
        ("@Omar look", "@Omar look"),
        ("@A&amp;B", "<@U2>"),
    ],
)
def test_who_is_called(text: str, said: str) -> None:
    assert calling(text, {"Omar Haddad": "U1", "A&B": "U2"}) == said


ALL = frozenset({"customer", "agents", "engineering"})


@pytest.mark.parametrize(
    ("text", "classes", "meant"),
    [
        ("hello", ALL, ("engineering", "hello")),
        (":lock: hello", ALL, ("agents", "hello")),
        ("🔒hello", ALL, ("agents", "hello")),
        (" Agents: hello", ALL, ("agents", "hello")),
        ("the agents: hello", ALL, ("engineering", "the agents: hello")),
        # Who does not read engineering does not write it.
        ("hello", ALL - {"engineering"}, ("agents", "hello")),
    ],
)
def test_for_whom_a_message_is_meant(text: str, classes: frozenset[str], meant: tuple[str, str]) -> None:
    assert meant_for(text, classes) == meant


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Slow", Declared("", "", "Slow", "Slow")),
        ("critical Slow", Declared("critical", "", "Slow", "Slow")),
        ("Critical checkout: Slow: very", Declared("critical", "checkout", "Slow: very", "checkout: Slow: very")),
        ("critical", Declared("", "", "critical", "critical")),
        ("checkout:", Declared("", "", "checkout:", "checkout:")),
        ("", Declared("", "", "", "")),
    ],
)
def test_what_is_declared(typed: str, read: Declared) -> None:
    assert read_declared(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"), [("", ("help", "")), ("  STATUS ", ("status", "")), ("link I-1  C-2", ("link", "I-1  C-2"))]
)
def test_the_verb(typed: str, read: tuple[str, str]) -> None:
    assert read_verb(typed) == read


def test_scopes_that_lack() -> None:
    assert missing_scopes("") == []
    assert missing_scopes(", ".join(SCOPES)) == []
    assert missing_scopes("chat:write") == [scope for scope in SCOPES if scope != "chat:write"]
