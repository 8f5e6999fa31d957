from django.db import models

from andon.kit.ids import new_id

from .csv_import import CsvImport

MOST_FAULTS = 10_000
"""Of one import are kept; the rest is counted."""


class ImportFault(models.Model):
    """Why a line was refused. `column` as the file names it, "" for the whole line."""

    id = models.UUIDField(primary_key=True, default=new_id)
    of = models.ForeignKey(CsvImport, on_delete=models.CASCADE, related_name="faults")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=200, default="")
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ["line", "id"]
        indexes = [models.Index(fields=["of", "line", "id"], name="import_fault_in_order")]
