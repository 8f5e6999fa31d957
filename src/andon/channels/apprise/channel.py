"""Any of Apprise's services by one URL: gone without a receipt, so it never counts as told."""

import apprise

from andon.channels.models import Delivery
from andon.channels.registry import Accepted, TryLater, WillNot
from andon.kit.errors import Refused
from andon.kit.http import check_host
from andon.kit.secret import unseal

ALLOWED = frozenset(
    {
        "ntfy",
        "ntfys",
        "gotify",
        "gotifys",
        "tgram",
        "slack",
        "discord",
        "msteams",
        "workflows",
        "matrix",
        "matrixs",
        "mmost",
        "mmosts",
        "rocket",
        "rockets",
        "pover",
        "pushover",
        "signal",
        "signals",
        "twilio",
        "zulip",
        "json",
        "jsons",
    }
)


def check_url(url: str) -> str:
    """The URL if its schema is allowed and its host is no private one; raises WillNot with the reason."""
    schema = url.partition("://")[0].lower()
    if schema not in ALLOWED:
        raise WillNot(f"“{schema}” is not one of the allowed services")
    plugin = apprise.Apprise.instantiate(url)
    if plugin is None:
        raise WillNot("this is not a complete Apprise URL")
    host = getattr(plugin, "host", None)
    if host:
        try:
            check_host(host)
        except Refused as refused:
            raise WillNot(refused.message) from None
    return url


class AnyService:
    def hand_over(self, delivery: Delivery) -> Accepted:
        url = check_url(unseal(delivery.address))
        sender = apprise.Apprise()
        sender.add(url)
        if not sender.notify(title=delivery.headline, body=delivery.text):
            raise TryLater("the service did not take it")
        return Accepted(receipt=False)
