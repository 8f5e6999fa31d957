"""Why a case closes. The set is fixed, so that figures can be compared."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CloseReason(models.TextChoices):
    VERIFIED_BY_CUSTOMER = "verified_by_customer", _("The customer says that it works")
    VERIFIED_BY_CHECK = "verified_by_check", _("We checked that it works")
    NO_ANSWER = "no_answer", _("No answer after our reminders")
    DUPLICATE = "duplicate", _("The same as another case")
    SPAM = "spam", _("Spam")
    WITHDRAWN = "withdrawn", _("The customer withdrew it")
    IMPORTED = "imported", _("Closed in the system that it came from")


VERIFIED = frozenset({CloseReason.VERIFIED_BY_CUSTOMER, CloseReason.VERIFIED_BY_CHECK})
NOTE_NEEDED = frozenset({CloseReason.VERIFIED_BY_CHECK, CloseReason.DUPLICATE})
"""A check is named, and so is the other case."""
SAID_HERE = frozenset(CloseReason.values) - {CloseReason.IMPORTED}
"""What somebody who closes a case may say; old cases bring the other one, so that no figure counts it as ours."""
