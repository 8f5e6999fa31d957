from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from andon.cases.rules.fields import KINDS, REQUIRED
from andon.cases.rules.spoken import spoken
from andon.kit.ids import new_id

from .case_type import CaseType


class CaseField(models.Model):
    """One own field of a type. `choices`: [{"code": …, "labels": {…}}]; one that is archived stays readable."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case_type = models.ForeignKey(CaseType, on_delete=models.PROTECT, related_name="fields")
    key = models.SlugField(max_length=40)
    labels = models.JSONField(default=dict)
    helps = models.JSONField(default=dict)
    kind = models.CharField(max_length=12)
    choices = models.JSONField(default=list)
    required = models.CharField(max_length=8, default="never")
    searchable = models.BooleanField(default=False)
    customer_sees = models.BooleanField(default=False)
    shown_if_key = models.CharField(max_length=40, default="")
    shown_if_values = ArrayField(models.CharField(max_length=40), default=list)
    position = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "key"]
        constraints = [
            models.UniqueConstraint(fields=["case_type", "key"], name="case_field_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="case_field_kind"),
            models.CheckConstraint(condition=Q(required__in=REQUIRED), name="case_field_required"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return spoken(self.labels, get_language() or "en") or self.key

    @property
    def help_text(self) -> str:
        return spoken(self.helps, get_language() or "en")

    @property
    def codes(self) -> list[str]:
        return [choice["code"] for choice in self.choices]

    @property
    def choice_labels(self) -> dict[str, str]:
        language = get_language() or "en"
        found: list[dict[str, Any]] = self.choices
        return {choice["code"]: spoken(choice["labels"], language) or choice["code"] for choice in found}
