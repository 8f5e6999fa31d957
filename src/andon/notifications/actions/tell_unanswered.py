from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.notifications.models import Notice, SelfTest
from andon.notifications.notice_in import NoticeIn
from andon.notifications.roster import all_posts
from andon.people.models import User

from .notify import notify

UNANSWERED = "notifications.unanswered_test"


@transaction.atomic
def tell_unanswered(test_id: UUID) -> list[Notice]:
    """Nobody confirmed the weekly test in time: the leads of her teams are told, once each. A confirmed one: nobody."""
    test = SelfTest.objects.select_related("user").filter(id=test_id).first()
    if test is None or not test.is_unanswered(clock.now()):
        return []
    return notify([_notice(test, lead) for lead in _leads(test.user)])


def _leads(user: User) -> list[User]:
    teams = {post.team for post in all_posts() if post.user == user.id and post.team}
    leads = User.objects.select_related("stand_in").filter(
        is_active=True, memberships__role="lead", memberships__team__in=teams
    )
    return list(leads.exclude(id=user.id).distinct().order_by("id"))


def _notice(test: SelfTest, lead: User) -> NoticeIn:
    with translation.override(lead.locale):
        return NoticeIn(
            key=f"unanswered:{test.id}:{lead.id}",
            kind=UNANSWERED,
            person=lead,
            subject=test.user.subject,
            headline=_("%(name)s did not confirm the weekly test") % {"name": test.user.name},
            text=_("%(name)s may not be reached tonight. See why, and talk to each other.") % {"name": test.user.name},
            path=reverse("notifications:readiness"),
        )
