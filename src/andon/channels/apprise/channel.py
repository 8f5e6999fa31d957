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


# Where a service redirects to was never checked.
_ASSET = apprise.AppriseAsset(http_redirects=False)


def check_url(url: str) -> apprise.NotifyBase:
    """The one service that the URL names, if it is allowed and its host is no private one; raises WillNot with why.

    Only what is returned here may be notified: the library reads several URLs out of a text with commas or spaces.
    """
    schema = url.partition("://")[0].lower()
    if schema not in ALLOWED:
        raise WillNot(f"“{schema}” is not one of the allowed services")
    # Before the library's own option, which could switch redirects on again.
    if "redirect=" in url.lower():
        raise WillNot("it may not follow redirects")
    service = apprise.Apprise.instantiate(url, asset=_ASSET)
    if service is None:
        raise WillNot("this is not a complete Apprise URL")
    host = getattr(service, "host", None)
    if host:
        try:
            check_host(host)
        except Refused as refused:
            raise WillNot(refused.message) from None
    return service


class AnyService:
    def hand_over(self, delivery: Delivery) -> Accepted:
        sender = apprise.Apprise(asset=_ASSET)
        sender.add(check_url(unseal(delivery.address)))
        if not sender.notify(title=delivery.headline, body=delivery.text):
            raise TryLater("the service did not take it")
        return Accepted(receipt=False)
