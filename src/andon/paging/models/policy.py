from django.db import models
from django.db.models import Q

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.models import Team, User
from andon.schedules.models import Schedule


class Policy(models.Model):
    """Who is woken next when nobody answers. `repeat`: how often it begins again after its last step."""

    id = models.UUIDField(primary_key=True, default=new_id)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    repeat = models.PositiveSmallIntegerField(default=2)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("policy", self.id)


class Step(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id)
    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    wait_minutes = models.PositiveSmallIntegerField(default=5)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "position"], name="step_once"),
            models.CheckConstraint(condition=Q(wait_minutes__gte=1), name="step_waits"),
        ]


class StepTarget(models.Model):
    """Whoever is on call for a schedule, one person, or everybody at work in a team."""

    id = models.UUIDField(primary_key=True, default=new_id)
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="targets")
    schedule = models.ForeignKey(Schedule, null=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(schedule__isnull=False, user=None, team=None)
                | Q(schedule=None, user__isnull=False, team=None)
                | Q(schedule=None, user=None, team__isnull=False),
                name="step_target_one_of",
            )
        ]
