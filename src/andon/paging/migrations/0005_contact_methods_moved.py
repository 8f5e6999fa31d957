from django.db import migrations


class Migration(migrations.Migration):
    """They are kept by the room `notifications` now, which took the tables over."""

    dependencies = [("paging", "0004_phone_numbers"), ("notifications", "0001_contact_methods")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel("ContactMethod"), migrations.DeleteModel("PhoneCheck")]
        )
    ]
