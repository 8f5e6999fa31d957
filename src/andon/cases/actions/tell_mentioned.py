from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.people.models import User


@transaction.atomic
def tell_mentioned(case: Case, people: Sequence[UUID], *, message: UUID) -> None:
    """Tell those whom a note calls by name where to look; once for each note and person, without its text."""
    deliver([_notice(case, person, message) for person in User.objects.filter(id__in=people, is_active=True)])


def _notice(case: Case, person: User, message: UUID) -> DeliveryIn:
    with translation.override(person.locale):
        return DeliveryIn(
            key=f"mention:{message}:{person.id}",
            purpose="notice",
            subject=case.subject,
            recipient=person.subject,
            recipient_name=person.name,
            address=person.email,
            headline=_("You are called in %(ref)s") % {"ref": case.ref},
            text=_("A colleague calls you in %(ref)s, %(title)s.") % {"ref": case.ref, "title": case.title}
            + f"\n\n{settings.BASE_URL}{reverse('cases:case', args=[case.ref])}",
        )
