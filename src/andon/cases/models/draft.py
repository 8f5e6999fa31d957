from django.db import models
from django.db.models import Q

from andon.people.models import User

from .case import Case

KINDS = ("customer", "agents")


class Draft(models.Model):
    """What somebody is typing into a case, for whom; hers alone. `version` grows with each change.

    Once it is sent the body is empty, and `sent` its digest, so that a window which still keeps it brings nothing back.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8)
    body = models.TextField(default="")
    version = models.PositiveIntegerField(default=0)
    sent = models.CharField(max_length=64, default="")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "case", "kind"], name="draft_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="draft_kind"),
        ]
        indexes = [models.Index(fields=["kept_at"], name="draft_kept")]
