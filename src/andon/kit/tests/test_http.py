"""The one door out: where it goes, where it does not, and what it puts up with."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from tests.peers.receiver import Receiver

from andon.kit import http
from andon.kit.errors import Refused, TooLarge


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.PRIVATE_NETWORKS_ALLOWED = ["127.0.0.0/8"]
    made = Receiver().start()
    yield made
    made.stop()


def test_a_request_goes_to_the_checked_address_under_its_own_name(receiver: Receiver) -> None:
    url = receiver.url.replace("127.0.0.1", "localhost")
    answer = http.request("PUT", f"{url}/a?b=c", content=b"x", headers={"X-Word": "w"})
    assert (answer.status_code, answer.content) == (200, b"thank you")
    (got,) = receiver.got
    assert (got.method, got.path, got.body, got.headers["x-word"]) == ("PUT", "/a?b=c", b"x", "w")
    assert got.headers["host"] == url.removeprefix("http://")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/", "http://localhost/", "http://10.1.2.3/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest", "http://0.0.0.0/", "http://224.0.0.1/", "http://[fe80::1]/", "file:///etc/x",
        "ftp://example.com/", "https://", "http://a:b:c/", "nonsense",
    ],
)  # fmt: skip
def test_where_it_does_not_go(url: str, settings: Any) -> None:
    settings.PRIVATE_NETWORKS_ALLOWED = []
    with pytest.raises(Refused):
        http.request("GET", url)


def test_a_redirect_is_an_answer_and_nothing_more(receiver: Receiver) -> None:
    receiver.behave = "redirect"
    assert http.request("POST", receiver.url).status_code == 307
    assert len(receiver.got) == 1


def test_large_answers_are_refused_or_cut(receiver: Receiver) -> None:
    receiver.behave = "accept with 2 MB"
    with pytest.raises(TooLarge):
        http.request("GET", receiver.url)
    assert len(http.request("GET", receiver.url, cut_at=10).content) == 10


@pytest.mark.parametrize("how", ["hang", "trickle", "trickle headers", "close"])
def test_who_does_not_answer_is_not_waited_for(receiver: Receiver, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "TIMEOUT", 0.3)
    receiver.behave = how
    began = time.monotonic()
    with pytest.raises(http.NoAnswer):
        http.request("GET", receiver.url)
    assert time.monotonic() - began < 2
    receiver.stop()
    with pytest.raises(http.NoAnswer, match="no connection"):
        http.request("GET", receiver.url)
