from django.db import models
from django.db.models import Q

from andon.kit.ids import new_id
from andon.kit.subject import Subject

from .connection import Connection


class ExternalLink(models.Model):
    """Something at a vendor and something of ours that are the same, or belong together.

    One thing over there has one of ours. `sole`: ours has one over there of that kind too (an issue of a case); without
    it there may be several (messages of a thread). `version`: the last one seen, to leave out what is older; `ours`:
    whether we made it over there.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="+")
    external_kind = models.CharField(max_length=40)
    external_id = models.CharField(max_length=255)
    local_kind = models.CharField(max_length=40)
    local_id = models.UUIDField()
    url = models.TextField(default="")
    version = models.CharField(max_length=64, default="")
    ours = models.BooleanField(default=False)
    sole = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "external_kind", "external_id"], name="external_link_one_of_ours"
            ),
            models.UniqueConstraint(
                fields=["connection", "external_kind", "local_kind", "local_id"],
                condition=Q(sole=True),
                name="external_link_one_of_theirs",
            ),
        ]
        indexes = [models.Index(fields=["local_kind", "local_id"], name="external_link_local")]

    @property
    def local(self) -> Subject:
        return Subject(self.local_kind, self.local_id)
