from django.db import models


class Bucket(models.Model):
    """A token bucket that processes share: when it will be full again. `name` is a digest of whose it is.

    The table is not logged: after a crash of the database all buckets are full.
    """

    name = models.CharField(max_length=64, primary_key=True)
    full_at = models.DateTimeField(db_index=True)
