from typing import Any, Self

from django.db import models
from django.db.models import Q

from andon.cases.models import Case
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access
from andon.suggestions.rules.kinds import DUPLICATE, KINDS, OPEN, STATES


class Suggestions(models.QuerySet["Suggestion"]):
    def visible_to(self, access: Access) -> Self:
        """Those of which staff may see both sides; a merged case through its survivor."""
        if not access.has("agent", "lead", "responder"):
            return self.none()
        seen = Case.objects.visible_to(access).order_by()
        return self.filter(_through("case", seen)).filter(_targets(access, _homes(seen)))

    def workable_by(self, access: Access) -> Self:
        """Those that she may decide on: she may change the case."""
        if not access.has("agent", "lead"):
            return self.none()
        able = Case.objects.workable_by(access).order_by()
        return self.visible_to(access).filter(_through("case", able))

    def of_case(self, *cases: Any) -> Self:
        """Whichever of the two it is."""
        return self.filter(Q(case__in=cases) | Q(target_kind="case", target_id__in=cases))


class Suggestion(models.Model):
    """What the words of a case suggest about it and one other subject; a person decides.

    Of two cases the later one is `case`. `score`: how much nearer than usual, in standard deviations. `reasons`: what
    both have in common, as codes and a few words; the words go when a person is erased. `how`: what accepting did.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=9)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    target_kind = models.CharField(max_length=24)
    target_id = models.UUIDField()
    score = models.FloatField()
    reasons = models.JSONField(default=dict)
    state = models.CharField(max_length=9, default=OPEN)
    how = models.CharField(max_length=6, default="")
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, default="")
    undone_at = models.DateTimeField(null=True)

    objects = Suggestions.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "target_kind", "target_id"], name="suggestion_once_a_pair"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="suggestion_kind"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="suggestion_state"),
        ]
        indexes = [
            models.Index(fields=["target_kind", "target_id", "state"], name="suggestion_of_target"),
            models.Index(fields=["made_at"], name="suggestion_by_time"),
            models.Index(fields=["-decided_at"], condition=~Q(decided_at=None), name="suggestion_decided"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def subject(self) -> Subject:
        return Subject("suggestion", self.id)

    @property
    def target(self) -> Subject:
        return Subject(self.target_kind, self.target_id)

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    @property
    def is_duplicate(self) -> bool:
        return self.kind == DUPLICATE


def _through(name: str, seen: "models.QuerySet[Case]") -> Q:
    return Q(**{f"{name}__in": seen}) | Q(**{f"{name}__merged_into__in": seen})


def _homes(seen: "models.QuerySet[Case]") -> Q:
    homes = Case.objects.filter(Q(id__in=seen) | Q(merged_into__in=seen)).order_by().values("id")
    return Q(target_kind="case", target_id__in=homes)


def _targets(access: Access, cases: Q) -> Q:
    from andon.suggestions.linkable import linkables

    which = cases
    for one in linkables():
        which |= Q(target_kind=one.kind, target_id__in=one.visible_ids(access))
    return which
