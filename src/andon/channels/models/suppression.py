from django.db import models
from django.utils.translation import gettext_lazy as _

from andon.kit.ids import new_id
from andon.kit.subject import Subject


class Reason(models.TextChoices):
    BOUNCE = "bounce", _("Mail to it comes back")
    COMPLAINT = "complaint", _("She reported a mail of ours as spam")
    BY_HAND = "by_hand", _("Set by hand")


class Suppression(models.Model):
    """An address that is not written to, until somebody lifts it. `why`: what its server said, or a person."""

    id = models.UUIDField(primary_key=True, default=new_id)
    address = models.CharField(max_length=254, unique=True)
    reason = models.CharField(max_length=10, choices=Reason)
    why = models.CharField(max_length=500, default="", blank=True)
    since = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        ordering = ["-since", "-id"]

    @property
    def subject(self) -> Subject:
        return Subject("suppression", self.id)
