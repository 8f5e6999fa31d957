"""Why nothing follows from a signal. The set is fixed, so that figures can be compared."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DismissReason(models.TextChoices):
    NOTHING_TO_DO = "nothing_to_do", _("Nothing to do")
    ANSWERED_THERE = "answered_there", _("Answered where it was said")
    KNOWN_ALREADY = "known_already", _("Known already")
    NOT_ABOUT_US = "not_about_us", _("Not about us")
    SPAM = "spam", _("Spam")
    OTHER = "other", _("Another reason")


NOTE_NEEDED = frozenset({DismissReason.OTHER})
