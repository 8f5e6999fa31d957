from django.db import models

from andon.cases.models import Case


class SaidCode(models.Model):
    """An error code that a case names: by it the others that name it are found, in whatever language."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "code"], name="said_code_once")]
        indexes = [models.Index(fields=["code", "-case"], name="said_code_newest")]
