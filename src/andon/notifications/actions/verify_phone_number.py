from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.secret import signed
from andon.notifications.models import ContactMethod, PhoneCheck
from andon.notifications.models.contact_method import PHONES
from andon.notifications.models.phone_check import MOST_TRIES

from .send_phone_code import PURPOSE


@dataclass(frozen=True, slots=True)
class Verdict:
    """`why` it was not verified. No exception, because a wrong try must be counted, and an error undoes its count."""

    verified: bool
    why: str = ""


@transaction.atomic
def verify_phone_number(method: ContactMethod, *, code: str) -> Verdict:
    """Whether this is the code that was sent to the number: then pages go to it, by each way she added it for.

    After ten minutes or five wrong tries a code counts no longer. A personal preference: no fact.
    """
    if method.verified_at is not None:
        return Verdict(True)
    check = PhoneCheck.objects.select_for_update().filter(user=method.user_id, number=method.address).first()
    if check is None or not check.is_open(clock.now()):
        return Verdict(False, _("This code is over. Have another one sent."))
    if not _is_right(check, code):
        check.tries += 1
        check.save(update_fields=["tries"])
        left = MOST_TRIES - check.tries
        return Verdict(False, _("This is not the code. Tries left: %(left)s.") % {"left": left})
    same = ContactMethod.objects.filter(user=method.user_id, address=method.address, channel__in=PHONES)
    same.filter(verified_at=None).update(verified_at=clock.now())
    check.delete()
    return Verdict(True)


def _is_right(check: PhoneCheck, code: str) -> bool:
    digits = "".join(code.split())
    given = f"{check.user_id}:{check.number}:{digits}"
    # A lone surrogate is no digit, and has no bytes to compare.
    return digits.isascii() and digits.isdecimal() and signed(PURPOSE, given, check.tag)
