from typing import Self

from django.db import models

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access


class Searches(models.QuerySet["Search"]):
    def visible_to(self, access: Access) -> Self:
        """Her own: what somebody looks for is nobody else's business."""
        return self.filter(asked_by=access.actor.key) if access.is_staff else self.none()


class Search(models.Model):
    """A question that is answered by meaning. The words are kept for an hour at most.

    `found`: per kind the nearest that the asker might see, best first, as [id, similarity]. Who may see them is asked
    again when they are shown.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    text = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    found = models.JSONField(default=dict)

    objects = Searches.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["asked_by", "-asked_at"], name="search_of_asker"),
            models.Index(fields=["asked_at"], name="search_over"),
        ]

    @property
    def subject(self) -> Subject:
        return Subject("search", self.id)
