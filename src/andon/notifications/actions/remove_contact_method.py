from django.db import transaction

from andon.notifications.models import ContactMethod


@transaction.atomic
def remove_contact_method(method: ContactMethod) -> None:
    """A person is not summoned by this any more. Repeating it changes nothing; a personal preference: no fact."""
    ContactMethod.objects.filter(pk=method.pk).delete()
