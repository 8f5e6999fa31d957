from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.emerging.attaching import ids_of
from andon.emerging.models import EmergingIssue
from andon.emerging.notices import LEADS, OWNERS
from andon.emerging.rules.levels import EMERGING
from andon.notifications.actions.notify import notify
from andon.notifications.notice_in import NoticeIn
from andon.people.models import User
from andon.timeline.actor import Actor

MOST = 200


@transaction.atomic
def tell_of_issue(issue: EmergingIssue) -> None:
    """Tell the leads, the likely owner's team and the owners of its cases that something emerges; each once."""
    if issue.level != EMERGING or not issue.is_open:
        return
    owners = set(Case.objects.filter(id__in=ids_of(issue, "case"), owner__isnull=False).values_list("owner", flat=True))
    answers = Q(memberships__role="lead")
    if issue.service:
        answers |= Q(memberships__role="responder", memberships__team=issue.service.owner)
    people = User.objects.filter(Q(id__in=owners) | answers, is_active=True).select_related("stand_in").distinct()
    leads = set(User.objects.filter(answers).values_list("id", flat=True))
    notify([_notice(issue, person, LEADS if person.id in leads else OWNERS) for person in people.order_by("id")[:MOST]])


def _notice(issue: EmergingIssue, person: User, kind: str) -> NoticeIn:
    with translation.override(person.locale):
        said = {"ref": issue.ref, "name": issue.name, "n": issue.reporter_count}
        return NoticeIn(
            key=f"emerging:{issue.id}:{person.id}",
            kind=kind,
            person=person,
            subject=issue.subject,
            by=Actor.system("emerging"),
            headline=_("%(n)s people tell the same: %(name)s (%(ref)s)") % said,
            text=_("Something seems to be wrong that nobody has named yet: %(name)s. %(n)s people told it.") % said,
            path=reverse("emerging:issue", args=[issue.ref]),
        )
