from django.db import models


class SendRate(models.Model):
    """When the next mail to a domain may leave, if all leave evenly. A row a domain, so that all workers agree."""

    domain = models.CharField(max_length=253, primary_key=True)
    free_at = models.DateTimeField()
