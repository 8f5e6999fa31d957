from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.kit.zones import time_zones
from andon.people.facts import UserCreated
from andon.people.models import User
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def create_user(*, email: str, name: str, by: Actor, time_zone: str = "UTC", locale: str = "en") -> User:
    """A new user without any role and without a password; she signs in first by a link. An address is taken once."""
    email = clean(email, "email", 254, required=True).lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Invalid({"email": _("This is not an e-mail address.")}) from None
    if User.objects.filter(email__iexact=email).exists():
        raise Invalid({"email": _("Somebody with this address is here already.")})
    if time_zone not in time_zones():
        raise Invalid({"time_zone": _("There is no such time zone.")})
    user = User(
        email=email,
        name=clean(name, "name", 120, required=True),
        time_zone=time_zone,
        locale=clean(locale, "locale", 12),
        made_at=clock.now(),
    )
    user.set_unusable_password()
    user.save(force_insert=True)
    record(UserCreated(), subject=user.subject, by=by)
    return user
