"""How secrets of a connection are kept, and what a vendor's name means."""

from collections.abc import Mapping
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.secret import seal

from .models import Connection, ConnectionSecret
from .vendor import Field, Vendor, find_vendor

MOST_CHARACTERS = 4000


def vendor_named(slug: str) -> Vendor:
    """Raises Invalid for one that nobody registers."""
    if (vendor := find_vendor(slug)) is None:
        raise Invalid({"vendor": _("No such vendor can be connected.")})
    return vendor


def secret_field(vendor: Vendor, name: str) -> Field:
    for field in vendor.fields:
        if field.secret and field.name == name:
            return field
    raise Invalid({name or "field": _("%(vendor)s has no such secret.") % {"vendor": vendor.title}})


def keep_secrets(
    connection: Connection, vendor: Vendor, given: Mapping[str, str], *, needed: bool = False
) -> dict[str, str]:
    """Keep what was given, and make what is to be made; returns what was made. `needed`: refuse what is missing."""
    for name in given:
        secret_field(vendor, name)
    made: dict[str, str] = {}
    for field in vendor.fields:
        if not field.secret:
            continue
        if text := checked(vendor, field.name, given.get(field.name, "")):
            keep_secret(connection, field.name, text)
        elif field.made and needed:
            made[field.name] = vendor.make_secret(field.name)
            keep_secret(connection, field.name, made[field.name])
        elif field.required and needed:
            raise Invalid({field.name: _("This is needed.")})
    return made


def checked(vendor: Vendor, field: str, text: str) -> str:
    """A secret as it was pasted, without the blanks around it. Lines may break inside: some are keys in PEM."""
    text = text.strip()
    if len(text) > MOST_CHARACTERS:
        raise Invalid({field: _("At most %(limit)s characters.") % {"limit": MOST_CHARACTERS}})
    if any((letter < " " and letter not in "\r\n\t") or "\ud800" <= letter <= "\udfff" for letter in text):
        raise Invalid({field: _("This text contains control characters; remove them and try again.")})
    if text:
        vendor.check_secret(field, text)
    return text


def keep_secret(connection: Connection, name: str, text: str, *, overlap: timedelta = timedelta()) -> None:
    """The newest of its name; the ones before end now, or after the overlap."""
    now = clock.now()
    before = ConnectionSecret.objects.filter(Q(ends_at=None) | Q(ends_at__gt=now + overlap), connection=connection)
    before.filter(name=name).update(ends_at=now + overlap)
    ConnectionSecret.objects.filter(connection=connection, ends_at__lte=now).delete()
    ConnectionSecret.objects.create(connection=connection, name=name, sealed=seal(text), made_at=now)
