from django.db import transaction
from django.utils.translation import gettext as _

from andon.channels.email.providers.sendgrid import verification_key
from andon.channels.facts import ProviderHookPut
from andon.channels.models import Mailbox, ProviderHook
from andon.channels.models.provider_hook import Provider
from andon.kit.errors import Invalid
from andon.kit.secret import new_token, seal
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def put_provider_hook(
    mailbox: Mailbox, *, provider: str, by: Actor, signing_key: str = "", new_secret: bool = False
) -> tuple[ProviderHook, str]:
    """Which provider calls us for this mailbox; and the new password for its address, "" when the old one stays.

    Mailgun signs each call: it needs its signing key. SendGrid signs events where that is switched on there. An empty
    key leaves the one it has, unless the provider is another one.
    """
    if provider not in Provider.values:
        raise Invalid({"provider": _("Choose %(known)s.") % {"known": ", ".join(Provider.values)}})
    before = ProviderHook.objects.select_for_update().filter(mailbox=mailbox).first()
    is_same = before is not None and before.provider == provider
    key = clean(signing_key, "signing_key", 500)
    _check_key(provider, key, has_one=bool(is_same and before and before.signing_key))
    secret = new_token() if before is None or new_secret else ""
    said = {"provider": provider}
    said |= {"signing_key": seal(key) if key else ""} if key or not is_same else {}
    said |= {"secret": seal(secret)} if secret else {}
    hook, _made = ProviderHook.objects.update_or_create(mailbox=mailbox, defaults=said)
    record(ProviderHookPut(provider=provider), subject=mailbox.subject, by=by)
    return hook, secret


def _check_key(provider: str, key: str, *, has_one: bool) -> None:
    if provider == Provider.MAILGUN and not key and not has_one:
        raise Invalid({"signing_key": _("Mailgun’s “HTTP webhook signing key” is needed: by it we know who calls.")})
    if not key.isascii():
        raise Invalid({"signing_key": _("A key has plain letters and digits only.")})
    if provider == Provider.SENDGRID and key:
        try:
            verification_key(key)
        except ValueError:
            said = _("SendGrid’s “verification key”: a long line that begins with MFkw.")
            raise Invalid({"signing_key": said}) from None
