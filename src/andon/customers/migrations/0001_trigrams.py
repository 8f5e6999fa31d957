from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Names are found by any part of them."""

    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [TrigramExtension()]
