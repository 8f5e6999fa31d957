"""One spelling for each address: e-mail and handle in lower case, phones as E.164 (ITU-T, by the account's country)."""

import re

import phonenumbers
from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.kit.text import clean

_EMAIL = re.compile(r"[^@\s<>,;:\"]+@[^@\s<>,;:\"]+")


def normalise(kind: str, value: str, *, region: str = "") -> str:
    """Raises Invalid by the name of the kind."""
    value = clean(value, kind, 254, required=True)
    if kind == "email":
        if not _EMAIL.fullmatch(value):
            raise Invalid({"email": _("This is not an e-mail address.")})
        return value.lower()
    if kind == "phone":
        return _phone(value, region)
    return value.lower().lstrip("@")


def _phone(value: str, region: str) -> str:
    try:
        number = phonenumbers.parse(value, region or None)
    except phonenumbers.NumberParseException:
        raise Invalid({"phone": _("Write this number with its country, such as +351 21 000 0142.")}) from None
    if not phonenumbers.is_possible_number(number):
        raise Invalid({"phone": _("This number has too few or too many digits.")})
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
