from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.cases.models import Case, Merge
from andon.cases.notices import MERGED
from andon.notifications.actions.notify import notify
from andon.notifications.notice_in import NoticeIn
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
    notify([_notice(case, into, person, key, stands, by) for person in owners.values()])


def _notice(case: Case, into: Case, person: User, key: str, stands: bool, by: Actor) -> NoticeIn:
    said = {"ref": case.ref, "title": case.title, "into": into.ref, "other": into.title}
    with translation.override(person.locale):
        headline = _("%(ref)s was merged into %(into)s") if stands else _("%(ref)s is no longer merged into %(into)s")
        text = (
            _("%(ref)s, %(title)s, was merged into %(into)s, %(other)s. Everything stands there now.")
            if stands
            else _("%(ref)s, %(title)s, was taken out of %(into)s, %(other)s, again. Both stand for themselves.")
        )
        return NoticeIn(
            key=f"merge:{key}:{person.id}",
            kind=MERGED,
            person=person,
            subject=into.subject,
            by=by,
            headline=headline % said,
            text=text % said,
            path=reverse("cases:case", args=[into.ref]),
        )
