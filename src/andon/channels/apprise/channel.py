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
    if service is None or _lacks_topic(service):
        raise WillNot("this is not a complete Apprise URL")
    if host := _host_called(service):
        try:
            check_host(host)
        except Refused as refused:
            raise WillNot(refused.message) from None
    return service


def _lacks_topic(service: apprise.NotifyBase) -> bool:
    """ntfys://ntfy.example is a topic of that name at ntfy.sh to the library, though no topic may have a dot."""
    return getattr(service, "topics", None) == []


def _host_called(service: apprise.NotifyBase) -> str:
    """Empty where the URL names none: the library keeps a token or a topic under the same name, and calls the service's
    own address."""
    names_one = "{host}" in " ".join(map(str, service.templates))
    return str(getattr(service, "host", None) or "") if names_one and _mode(service) not in _OWN_ADDRESS else ""


_OWN_ADDRESS = ("cloud", "t2bot")


def _mode(service: apprise.NotifyBase) -> str:
    mode = getattr(service, "mode", None)
    return str(getattr(mode, "value", mode) or "")


class AnyService:
    def hand_over(self, delivery: Delivery) -> Accepted:
        sender = apprise.Apprise(asset=_ASSET)
        sender.add(check_url(unseal(delivery.address)))
        if not sender.notify(title=delivery.headline, body=delivery.text):
            raise TryLater("the service did not take it")
        return Accepted(receipt=False)
