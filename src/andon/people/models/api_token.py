from django.contrib.postgres.fields import ArrayField
from django.db import models

from andon.kit.ids import new_id

from .user import User


class ApiToken(models.Model):
    """A key to the API. It acts for its user within his rights, or as an integration; its scopes only narrow.

    Scopes are "read", "write" and "<room>:read", "<room>:write"; the token itself is shown once and kept as a digest.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=120)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    scopes = ArrayField(models.CharField(max_length=40))
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
