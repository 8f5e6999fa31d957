"""Signing in to a relay: a password goes through TLS, or nowhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.peers.asking_relay import AskingRelay
from tests.peers.tls import made_context

from andon.channels.email.relay import NoTls, open_relay


@pytest.fixture
def plain() -> Iterator[AskingRelay]:
    made = AskingRelay(None)
    yield made
    made.stop()


def test_no_password_in_the_clear(plain: AskingRelay) -> None:
    with pytest.raises(NoTls, match="no TLS"):
        open_relay(f"smtp://me:secret@127.0.0.1:{plain.port}")
    assert plain.passwords == []
    open_relay(f"smtp://127.0.0.1:{plain.port}").quit()


def test_but_to_this_machine_where_it_is_asked_for(plain: AskingRelay) -> None:
    url = f"smtp://me:secret@127.0.0.1:{plain.port}?plain=yes"
    open_relay(url).quit()
    assert plain.passwords == [b"secret"]
    with pytest.raises(NoTls):
        open_relay(url.replace("yes", "no"))


def test_a_password_through_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, certificate = made_context(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    made = AskingRelay(context)
    try:
        open_relay(f"smtp://me:secret@localhost:{made.port}").quit()
    finally:
        made.stop()
    assert made.passwords == [b"secret"]
