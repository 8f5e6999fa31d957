from django.db import models

from andon.kit.ids import new_id

from .case import Case


class ProposedCopy(models.Model):
    """Somebody who stood in copy of a mail whose sender nothing proves: an agent puts her in copy, or does not."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="proposed_copies")
    address = models.CharField(max_length=254)
    proposed_at = models.DateTimeField()

    class Meta:
        ordering = ["proposed_at", "id"]
        constraints = [models.UniqueConstraint(fields=["case", "address"], name="proposed_copy_once")]
        indexes = [models.Index(fields=["address"], name="proposed_copy_address")]
