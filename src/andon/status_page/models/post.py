from django.db import models

from andon.comms.models import Update
from andon.kit.ids import new_id

from .publication import Publication, Stage


class Post(models.Model):
    """What the page says of an incident at a time. Without texts it is the sentence of its stage, in each language.

    `changes`: of components, as codes: [{"component", "old", "new"}]. `update`: the one to customers that it shows.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    of = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="posts")
    stage = models.CharField(max_length=13, choices=Stage)
    at = models.DateTimeField()
    changes = models.JSONField(default=list)
    update_shown = models.ForeignKey(Update, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["of", "update_shown"], name="post_of_update_once")]


class PostText(models.Model):
    """The words in one language."""

    id = models.BigAutoField(primary_key=True)
    of = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="texts")
    locale = models.CharField(max_length=12)
    body = models.TextField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["of", "locale"], name="post_text_once")]
