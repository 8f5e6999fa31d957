from django.db import models


class Blob(models.Model):
    """Bytes kept once, by their sha256 (hex)."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
