from django.db import models

from andon.kit.ids import new_id

from .connection import Connection


class ConnectionSecret(models.Model):
    """One sealed secret. While one is replaced, the one before lives on until `ends_at`."""

    id = models.UUIDField(primary_key=True, default=new_id)
    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="kept_secrets")
    name = models.CharField(max_length=32)
    sealed = models.TextField()
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["connection", "name", "-made_at"], name="connection_secret_name")]
