from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access
from andon.people.models import User


class Notices(models.QuerySet["Notice"]):
    def visible_to(self, access: Access) -> Self:
        """Nobody reads what others are told."""
        return self.filter(user_id=access.user_id) if access.user_id else self.none()

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def about(self, subject: Subject) -> Self:
        return self.filter(subject_kind=subject.kind, subject_id=subject.id)

    def of_messages(self, keys: "list[str]") -> Self:
        """Those whose messages have these keys in the ledger."""
        return self.filter(key__in={key.rpartition(":")[0] for key in keys})


class Notice(models.Model):
    """Something that one person is told: it stands in her list, and messages go by her ways until she has read it.

    `key` makes twice impossible; the messages' keys in the ledger begin with it. `messages` are all of them, a digest
    among them. `path`: where it is opened. `stands_in_for`: whose notice it was, while she is away.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    key = models.TextField(unique=True)
    kind = models.CharField(max_length=40)
    urgency = models.CharField(max_length=4)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    stands_in_for: "models.ForeignKey[User | None, User | None]" = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    subject_kind = models.TextField()
    subject_id = models.UUIDField()
    headline = models.CharField(max_length=300)
    path = models.TextField(default="")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    messages: Any = ArrayField(models.TextField(), default=list)

    objects = Notices.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user", "-at", "-id"], name="notice_of_user"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["subject_kind", "subject_id"], name="notice_about"),
            models.Index(fields=["at"], name="notice_at"),
        ]

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id)
