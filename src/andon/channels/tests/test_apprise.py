"""The way out by somebody else's URL: one allowed service, no private host, nothing smuggled along."""

import pytest

from andon.channels.apprise import channel
from andon.channels.apprise.channel import check_url
from andon.channels.registry import WillNot


def test_what_follows_a_comma_or_a_space_is_no_second_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "check_host", lambda host: host)
    service = check_url("json://hooks.example/a , json://127.0.0.1:8080/, syslog://")
    assert service.url().startswith("json://hooks.example/")
    assert len(channel.apprise.Apprise([service])) == 1


def test_redirects_are_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "check_host", lambda host: host)
    assert check_url("json://hooks.example/a").redirects is False
    with pytest.raises(WillNot):
        check_url("json://hooks.example/a?Redirect=yes")


@pytest.mark.parametrize(
    "url",
    [
        "ntfys://my-topic",
        "ntfy://my-topic",
        "tgram://123456789:abcdefg_hijklmnop/lead2gold/",
        "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js",
        "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ",
    ],
)
def test_a_token_or_a_topic_is_no_host(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """These go to their service's own address: nothing of the URL is looked up."""
    monkeypatch.setattr(channel, "check_host", lambda host: pytest.fail(f"{host} is no host"))
    assert check_url(url)


@pytest.mark.parametrize("url", ["ntfys://ntfy.example", "ntfys://", "ntfys://127.0.0.1"])
def test_ntfy_needs_a_topic(url: str) -> None:
    with pytest.raises(WillNot, match="complete"):
        check_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "ntfys://127.0.0.1/x",
        "ntfys://user:pw@127.0.0.1/x?mode=private",
        "matrixs://u:p@127.0.0.1/",
        "json://127.0.0.1/",
        "json://[::1]/",
        "json://169.254.169.254/",
        "syslog://",
        "file:///",
    ],
)
def test_private_hosts_and_other_services_are_refused(url: str) -> None:
    with pytest.raises(WillNot):
        check_url(url)
