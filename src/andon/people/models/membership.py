from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.kit.ids import new_id

from .team import Team
from .user import User


class Role(models.TextChoices):
    AGENT = "agent", _("Agent")
    RESPONDER = "responder", _("Responder")
    STAKEHOLDER = "stakeholder", _("Stakeholder")
    LEAD = "lead", _("Lead")
    ADMINISTRATOR = "administrator", _("Administrator")


class Membership(models.Model):
    """A role of a user in a team; without a team it holds everywhere."""

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "team", "role"], name="membership_once", nulls_distinct=False),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role"),
        ]
