from django.db import models

from andon.kit.ids import new_id
from andon.kit.subject import Subject


class DkimKey(models.Model):
    """Signs what leaves from addresses of a domain (RFC 6376). `private` is sealed; `public` stands in the DNS record.

    It signs from `signs_since` on: before its record is published, a signature would do harm.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    domain = models.CharField(max_length=253, unique=True)
    selector = models.CharField(max_length=63)
    private = models.TextField()
    public = models.TextField()
    made_at = models.DateTimeField()
    signs_since = models.DateTimeField(null=True)

    class Meta:
        ordering = ["domain"]

    @property
    def subject(self) -> Subject:
        return Subject("dkim_key", self.id)

    @property
    def record_name(self) -> str:
        return f"{self.selector}._domainkey.{self.domain}"

    @property
    def record(self) -> str:
        """What to publish there as TXT."""
        return f"v=DKIM1; k=rsa; p={self.public}"
