from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from andon.customers.models import Contact
from andon.customers.models.contact import may_see_contact_data
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access
from andon.signals.rules.lifecycle import DISMISSED, NEW, STATUSES, TAKEN
from andon.signals.rules.rating import HIGH, HIGH_SHARE, LOW, LOW_SHARE, MIDDLE, level_of
from andon.signals.rules.reasons import DismissReason
from andon.signals.rules.sources import source_word


class Status(models.TextChoices):
    NEW = NEW, _("New")
    TAKEN = TAKEN, _("A case")
    DISMISSED = DISMISSED, _("Dismissed")


class Signals(models.QuerySet["Signal"]):
    def visible_to(self, access: Access) -> "Signals":
        """They name people and their words: for those who answer customers."""
        return self if may_see_contact_data(access) else self.none()

    def rated(self, level: str) -> "Signals":
        """low, middle, high, or "none" without a rating."""
        low, high = F("rating_best") * LOW_SHARE, F("rating_best") * HIGH_SHARE
        return {
            LOW: lambda: self.filter(rating__lte=low),
            MIDDLE: lambda: self.filter(rating__gt=low, rating__lt=high),
            HIGH: lambda: self.filter(rating__gte=high),
            "none": lambda: self.filter(rating=None),
        }[level]()

    def with_words(self, words: str) -> "Signals":
        """Of the text, or of the author's name."""
        return self.filter(Q(text__icontains=words) | Q(author_name__icontains=words))


class Signal(models.Model):
    """Something said about us where nobody reports. `became_*`: what a higher room made of it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    source = models.CharField(max_length=40)
    external_key = models.CharField(max_length=200, default="")
    key_digest = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  NULLs do not collide
    text = models.TextField()
    author_name = models.CharField(max_length=200, default="")
    author_handle = models.CharField(max_length=254, default="")
    author_email = models.CharField(max_length=254, default="")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="+")
    url = models.CharField(max_length=2000, default="")
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    rating = models.FloatField(null=True)
    rating_best = models.FloatField(default=5)
    language = models.CharField(max_length=12, default="")
    attributes = models.JSONField(default=dict)
    verified = models.BooleanField(default=False)
    status = models.CharField(max_length=12, choices=Status, default=Status.NEW)
    became_kind = models.CharField(max_length=16, default="")
    became_id = models.UUIDField(null=True)
    dismiss_reason = models.CharField(max_length=24, choices=DismissReason, default="")
    dismiss_note = models.CharField(max_length=500, default="")
    dismissed_by = models.CharField(max_length=200, default="")
    dismissed_at = models.DateTimeField(null=True)

    objects = Signals.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="signal_status"),
            models.CheckConstraint(
                condition=Q(status=TAKEN) ^ Q(became_kind="", became_id=None), name="signal_taken_by_something"
            ),
            models.CheckConstraint(
                condition=~Q(status=DISMISSED) | ~Q(dismiss_reason=""), name="signal_dismissed_with_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["-happened_at", "-id"], name="signal_newest"),
            models.Index(fields=["-happened_at", "-id"], condition=Q(status=NEW), name="signal_newest_new"),
            models.Index(fields=["source", "-happened_at", "-id"], name="signal_newest_of_source"),
            models.Index(fields=["contact", "-happened_at"], condition=~Q(contact=None), name="signal_of_contact"),
            models.Index(fields=["author_email"], condition=~Q(author_email=""), name="signal_by_email"),
            models.Index(fields=["author_handle"], condition=~Q(author_handle=""), name="signal_by_handle"),
            models.Index(fields=["became_kind", "became_id"], condition=~Q(became_id=None), name="signal_became"),
            GinIndex(OpClass(Upper("text"), name="gin_trgm_ops"), name="signal_words"),
            GinIndex(OpClass(Upper("author_name"), name="gin_trgm_ops"), name="signal_author_words"),
        ]

    @property
    def subject(self) -> Subject:
        return Subject("signal", self.id)

    @property
    def became(self) -> Subject | None:
        return Subject(self.became_kind, self.became_id) if self.became_id else None

    @property
    def about(self) -> list[Subject]:
        """Whose screens show it."""
        if self.contact is None:
            return []
        return [self.contact.subject, *([self.contact.account.subject] if self.contact.account else [])]

    @property
    def said_by(self) -> str:
        """How its author is called; "" for one who is nameless."""
        return self.author_name or (f"@{self.author_handle}" if self.author_handle else "") or self.author_email

    @property
    def source_word(self) -> str:
        return source_word(self.source)

    @property
    def level(self) -> str:
        return level_of(self.rating, self.rating_best)
