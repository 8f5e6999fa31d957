from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.cases.rules.view_order import ORDERS, USUAL
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access
from andon.people.models import Team, User


class Audience(models.TextChoices):
    PRIVATE = "private", _("Only me")
    TEAM = "team", _("My team")
    EVERYBODY = "everybody", _("Everybody")


class SavedViews(models.QuerySet["SavedView"]):
    def visible_to(self, access: Access) -> "SavedViews":
        """For who answers customers: her own, her teams', everybody's. Which cases it lists is asked of each reader."""
        if not access.has("agent", "lead"):
            return self.none()
        teams = Q(audience=Audience.TEAM)
        if not access.everywhere("agent", "lead"):
            teams &= Q(team_id__in=access.teams("agent", "lead"))
        hers = Q(made_by_id=access.user_id) if access.user_id else Q(pk__in=[])
        return self.filter(Q(audience=Audience.EVERYBODY) | teams | hers)

    def changeable_by(self, access: Access) -> "SavedViews":
        """Her own; leads their teams', and everybody's."""
        hers = Q(made_by_id=access.user_id) if access.user_id else Q(pk__in=[])
        if access.has("lead"):
            teams = Q(audience=Audience.TEAM)
            if not access.everywhere("lead"):
                teams &= Q(team_id__in=access.teams("lead"))
            hers |= Q(audience=Audience.EVERYBODY) | teams
        return self.visible_to(access).filter(hers)


class SavedView(models.Model):
    """A list of cases that somebody described and kept: a filter in our language, an order, and who sees the list."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=60)
    filter = models.CharField(max_length=1000, default="", blank=True)
    order = models.CharField(max_length=8, default=USUAL)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.PRIVATE)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()

    objects = SavedViews.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(order__in=list(ORDERS)), name="saved_view_order"),
            models.CheckConstraint(condition=~Q(audience="team") | ~Q(team=None), name="saved_view_of_team"),
            models.CheckConstraint(condition=~Q(audience="private") | ~Q(made_by=None), name="saved_view_of_somebody"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("view", self.id)
