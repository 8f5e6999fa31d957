from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from andon.catalog.facts import BrandPut
from andon.catalog.models import Brand
from andon.catalog.models.brand import all_locales
from andon.catalog.rules.slugs import check_slug
from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def put_brand(
    *,
    slug: str,
    name: str,
    by: Actor,
    portal_name: str = "",
    mail_name: str = "",
    signature: str = "",
    hue: int = 264,
    locales: Sequence[str] = (),
) -> Brand:
    """Add a brand or change the one of the same slug. Without locales it has all. The first is the default."""
    if not 0 <= hue < 360:
        raise Invalid({"hue": _("A hue is a whole number from 0 to 359.")})
    known = all_locales()
    if set(locales) - set(known):
        raise Invalid({"locales": _("Choose among these languages: %(known)s.") % {"known": " ".join(known)}})
    name = clean(name, "name", 120, required=True)
    said = {
        "name": name,
        "portal_name": clean(portal_name, "portal_name", 120) or name,
        "mail_name": clean(mail_name, "mail_name", 120),
        "signature": clean(signature, "signature", 200),
        "hue": hue,
        "locales": [locale for locale in known if locale in (locales or known)],
    }
    first = {"is_default": not Brand.objects.filter(is_default=True).exists()}
    brand, __ = Brand.objects.update_or_create(slug=check_slug(slug), defaults=said, create_defaults=said | first)
    record(BrandPut(slug=brand.slug), subject=brand.subject, by=by)
    return brand
