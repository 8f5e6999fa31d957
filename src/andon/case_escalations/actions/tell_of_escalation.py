from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.case_escalations.models import CaseEscalation
from andon.case_escalations.notices import CALLED, WENT_ON
from andon.case_escalations.reads.leads_called import lead_everywhere, leads_called
from andon.cases.models import Case
from andon.customers.models import Account
from andon.notifications.actions.notify import notify
from andon.notifications.notice_in import NoticeIn
from andon.people.models import User
from andon.timeline.actor import Actor


@transaction.atomic
def tell_of_escalation(escalation_id: UUID, what: str, *, by: Actor) -> None:
    """Tell the people whom it concerns that it was raised, accepted, declined, is overdue or over; once each, and not
    whoever did it. The reasons stay where they may be read."""
    one = CaseEscalation.objects.related().get(id=escalation_id)
    on = (one.case.merged_into or one.case) if one.case else one.account
    assert on is not None
    people = {user.id: user for user in _whom(one, what, on)}
    notify([_notice(one, on, user, what, by) for user in people.values()])


def _whom(one: CaseEscalation, what: str, on: Case | Account) -> Iterable[User]:
    if what == "raised":
        return leads_called(on) if one.reached == "leads" else []
    asker = Actor.parse(one.asked_by).user_id
    owner = on.owner_id if isinstance(on, Case) else None
    hers = User.objects.filter(id__in=[id for id in (asker, owner) if id])
    # Where a policy pages, it goes on by itself.
    return [*hers, *(lead_everywhere() if what == "overdue" and one.reached != "policy" else [])]


def _notice(one: CaseEscalation, on: Case | Account, person: User, what: str, by: Actor) -> NoticeIn:
    name = f"{on.ref} ({on.title})" if isinstance(on, Case) else on.name
    said = {"what": on.ref if isinstance(on, Case) else on.name, "name": name}
    calls = what in ("raised", "overdue")
    with translation.override(person.locale):
        headline, text = _words(what)
        return NoticeIn(
            key=f"case_escalation:{one.id}:{what}:{person.id}",
            kind=CALLED if calls else WENT_ON,
            person=person,
            # Who has the case open is called all the same: it is she who must answer.
            subject=one.subject if calls else on.subject,
            by=by,
            headline=headline % (said | {"kind": one.kind.name}),
            text=text % said,
            path=reverse("case_escalations:escalation", args=[one.id]),
        )


def _words(what: str) -> tuple[str, str]:
    return {
        "raised": (
            _("%(what)s was escalated (%(kind)s)"),
            _("%(name)s was escalated and waits for your answer. Whoever owns it keeps it."),
        ),
        "accepted": (
            _("Escalation of %(what)s accepted (%(kind)s)"),
            _("%(name)s: somebody has accepted its escalation. What happens next stands here."),
        ),
        "declined": (
            _("Escalation of %(what)s declined (%(kind)s)"),
            _("%(name)s: its escalation was declined. Why stands here; it can be raised again with something new."),
        ),
        "overdue": (
            _("Nobody has answered for %(what)s (%(kind)s)"),
            _("%(name)s: nobody has accepted its escalation in time. Whoever reads this: take it, or call somebody."),
        ),
        "over": (
            _("Escalation of %(what)s is over (%(kind)s)"),
            _("%(name)s: it is de-escalated. What came of it stands here."),
        ),
    }[what]
