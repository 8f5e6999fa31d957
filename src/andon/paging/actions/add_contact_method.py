from django.db import transaction
from django.utils.translation import gettext as _

from andon.channels.apprise.channel import check_url
from andon.channels.registry import WillNot
from andon.kit.errors import Invalid
from andon.kit.secret import seal
from andon.kit.text import clean
from andon.paging.models import ContactMethod
from andon.people.models import User


@transaction.atomic
def add_contact_method(user: User, *, url: str, label: str = "") -> ContactMethod:
    """Another way to summon a person, by an Apprise URL; its secrets are sealed. A personal preference: no fact."""
    url = clean(url, "url", 2000, required=True)
    try:
        check_url(url)
    except WillNot as error:
        raise Invalid({"url": _("It cannot be used: %(why)s.") % {"why": error}}) from None
    name = clean(label, "label", 120) or url.partition("://")[0]
    return ContactMethod.objects.create(user=user, channel="apprise", address=seal(url), label=name)
