from django.db import transaction

from andon.cases.bulk_progress import begin
from andon.cases.models import BulkRun


@transaction.atomic
def run_bulk(run: BulkRun) -> BulkRun:
    """Do what was tried, by whoever prepared it; each case by itself. A run that was started already goes its way."""
    return begin(run, "checked", "running")
