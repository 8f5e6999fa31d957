from django.db import models

WATCH, EMERGING, BUDGET = -13.0, -17.0, 0.5


class ScanState(models.Model):
    """One row: how sure the scan must be, and what tells a worker that its memory is behind.

    `version` rises with each batch that was heard, `decisions` with each thing that people decided. `budget`: false
    alarms a day that are bearable. `likeness`: how alike reports are that have nothing to do with each other, measured
    for one model of texts.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.PositiveBigIntegerField(default=0)
    decisions = models.PositiveBigIntegerField(default=0)
    watch = models.FloatField(default=WATCH)
    emerging = models.FloatField(default=EMERGING)
    budget = models.FloatField(default=BUDGET)
    likeness = models.JSONField(default=dict)
    likeness_at = models.DateTimeField(null=True)
