from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.cases.models import Case, Merge
from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.people.models import User
from andon.timeline.actor import Actor


@transaction.atomic
def tell_merged(case_id: UUID, into_id: UUID, *, key: str, by: Actor) -> None:
    """Tell the owners of both cases that they were merged, or no longer are; once for each `key`, and not whoever did
    it."""
    cases = Case.objects.with_people().in_bulk([case_id, into_id])
    case, into = cases[case_id], cases[into_id]
    stands = Merge.objects.filter(case=case, undone_at=None).exists()
    owners = {owner.id: owner for owner in (case.owner, into.owner) if owner and owner.is_active}
    deliver([_notice(case, into, person, key, stands) for person in owners.values() if person.actor != by])


def _notice(case: Case, into: Case, person: User, key: str, stands: bool) -> DeliveryIn:
    said = {"ref": case.ref, "title": case.title, "into": into.ref, "other": into.title}
    with translation.override(person.locale):
        headline = _("%(ref)s was merged into %(into)s") if stands else _("%(ref)s is no longer merged into %(into)s")
        text = (
            _("%(ref)s, %(title)s, was merged into %(into)s, %(other)s. Everything stands there now.")
            if stands
            else _("%(ref)s, %(title)s, was taken out of %(into)s, %(other)s, again. Both stand for themselves.")
        )
        return DeliveryIn(
            key=f"merge:{key}:{person.id}",
            purpose="notice",
            subject=into.subject,
            recipient=person.subject,
            recipient_name=person.name,
            address=person.email,
            headline=headline % said,
            text=f"{text % said}\n\n{settings.BASE_URL}{reverse('cases:case', args=[into.ref])}",
        )
