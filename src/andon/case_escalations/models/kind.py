from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.paging.models import Policy
from andon.people.models import Team
from andon.targets.models import BusinessCalendar

MOST_MINUTES = 10_080
"""A week."""


class EscalationKind(models.Model):
    """Whom a case can be escalated to. One that is switched off is offered no more; what stands of it stays.

    `policy` None: the leads of the case's team are told. `team`: whoever works there may accept too. `calendar`: whose
    open minutes count until somebody must have accepted; None: every minute does.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    policy = models.ForeignKey(Policy, null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    answer_minutes = models.PositiveIntegerField(
        default=60, validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)]
    )
    calendar = models.ForeignKey(BusinessCalendar, null=True, on_delete=models.SET_NULL, related_name="+")
    is_active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_minutes__gte=1, answer_minutes__lte=MOST_MINUTES), name="escalation_kind_minutes"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("escalation_kind", self.id)
