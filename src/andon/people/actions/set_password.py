from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from andon.kit.errors import Invalid
from andon.people.facts import PasswordSet
from andon.people.models import User
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def set_password(user: User, *, password: str, by: Actor) -> User:
    """A new password, refused with the reasons when it is weak. Other sessions of the user end."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid({"password": " ".join(error.messages)}) from None
    user.set_password(password)
    user.save(update_fields=["password"])
    record(PasswordSet(), subject=user.subject, by=by)
    return user
