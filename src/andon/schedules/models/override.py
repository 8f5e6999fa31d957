from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from andon.kit.ids import new_id
from andon.people.models import User

from .schedule import Schedule


class Mode(models.TextChoices):
    REPLACE_ALL = "replace_all", _("instead of everybody")
    REPLACE = "replace", _("instead of one person")
    ADD = "add", _("as well")
    REMOVE = "remove", _("is not on call")


class Override(models.Model):
    """Somebody comes in, goes out, or both, for a while. Of equal priority the one made last wins."""

    id = models.UUIDField(primary_key=True, default=new_id)
    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="overrides")
    mode = models.CharField(max_length=12, choices=Mode, default=Mode.REPLACE_ALL)
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    remove = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    priority = models.SmallIntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["priority", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="override_lasts"),
            models.CheckConstraint(
                condition=Q(mode__in=["replace_all", "add"], user__isnull=False, remove=None)
                | Q(mode="replace", user__isnull=False, remove__isnull=False)
                | Q(mode="remove", user=None, remove__isnull=False),
                name="override_people",
            ),
        ]
        indexes = [models.Index(fields=["schedule", "ends_at"], name="override_over")]
