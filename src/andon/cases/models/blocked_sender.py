from django.db import models

from andon.kit.ids import new_id


class BlockedSender(models.Model):
    """An address whose mails open no case. They are kept and counted, never lost."""

    id = models.UUIDField(primary_key=True, default=new_id)
    address = models.CharField(max_length=254, unique=True)
    why = models.CharField(max_length=300, default="")
    blocked_by = models.CharField(max_length=80)
    blocked_at = models.DateTimeField()
    kept_count = models.PositiveIntegerField(default=0)
    last_kept_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["address"]
