from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

KINDS = ("cat", "bool", "ord", "num", "version")


class AttributeDefinition(models.Model):
    """What a free attribute of accounts and contacts means: a category, yes or no, an order, a number or a version.

    `hierarchy`: a category's values are paths such as Android/5/5.1. `searchable`: search finds its values.
    """

    key = models.SlugField(max_length=60, primary_key=True)
    label = models.CharField(max_length=120)
    kind = models.CharField(max_length=8)
    many = models.BooleanField(default=False)
    hierarchy = models.BooleanField(default=False)
    searchable = models.BooleanField(default=False)
    choices = ArrayField(models.CharField(max_length=120), default=list, blank=True)

    class Meta:
        ordering = ["key"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=KINDS), name="attribute_definition_kind")]
