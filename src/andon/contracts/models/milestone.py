from django.db import models
from django.utils.translation import gettext as _

from andon.kit.ids import new_id

from .contract import Contract
from .terms import Terms


class Milestone(models.Model):
    """A rung or a credit that was passed in a period, so that it is told once. `what`: “rung:75”, “credit:99.9”.

    `period` is its first day; of rolling ones the day on which it was passed.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="milestones")
    terms = models.ForeignKey(Terms, on_delete=models.CASCADE, related_name="+")
    period = models.DateField()
    what = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["terms", "period", "what"], name="milestone_once")]

    @property
    def words(self) -> str:
        kind, _colon, value = self.what.partition(":")
        text = _("%(value)s %% of the minutes used") if kind == "rung" else _("below %(value)s %%, a credit is owed")
        return text % {"value": value}
