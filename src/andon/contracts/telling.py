"""Who hears of a rung: the responders on the incident's line and by notice, and whoever owns the account's cases."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.incidents.actions.post_on_line import post_on_line
from andon.incidents.models import Duty, Incident
from andon.incidents.reads.linked_cases import linked_cases
from andon.incidents.reads.why_it_matters import why_for_account, why_it_matters
from andon.notifications.actions.notify import notify
from andon.notifications.notice_in import NoticeIn
from andon.paging.actions.page_concierge import page_concierge
from andon.paging.actions.renew_why import renew_why
from andon.paging.models import Escalation
from andon.people.models import User
from andon.timeline.actor import Actor

from .models import Contract
from .notices import MINUTES
from .rules.judge import Figure
from .said import figure_words


def tell_of_rung(contract: Contract, figure: Figure, rung: int, *, by: Actor) -> None:
    """On the line of each incident that runs up these minutes, for engineers; and each person once by notice. Who looks
    after the account is called in, unless she is already."""
    incidents = list(Incident.objects.filter(id__in=[hurt.id for hurt in figure.running]).order_by("number"))
    for incident in incidents:
        post_on_line(incident, body=_words(contract, figure, rung), seen_by="engineering", by=by)
        renew_why(incident.subject, why_it_matters(incident), by=by)
        page_concierge(
            contract.account, subject=incident.subject, why=why_for_account(incident, contract.account), by=by
        )
    told: dict[UUID, tuple[User, Incident]] = {}
    for incident in incidents:
        for user in _people(incident, contract):
            told.setdefault(user.id, (user, incident))
    notify([_notice(contract, figure, rung, user, incident) for user, incident in told.values()])


def _people(incident: Incident, contract: Contract) -> Iterable[User]:
    """Those with a duty, who answered a page of it, and who own the account's cases in it."""
    duties = Duty.objects.filter(incident=incident).values("user")
    runs = Escalation.objects.about(incident.subject).filter(Q(concierge_of=None) | Q(concierge_of=contract.account_id))
    answered = runs.exclude(acknowledged_by=None).values("acknowledged_by")
    owners = linked_cases(incident).filter(account=contract.account_id).order_by().values("owner")
    active = User.objects.filter(is_active=True)
    return active.filter(id__in=duties) | active.filter(id__in=answered) | active.filter(id__in=owners)


def _words(contract: Contract, figure: Figure, rung: int) -> str:
    said = {"account": contract.account.name, "rung": rung, "figure": figure_words(figure)}
    return _("%(account)s: %(rung)s %% of the contract’s minutes are used. %(figure)s.") % said


def _notice(contract: Contract, figure: Figure, rung: int, user: User, incident: Incident) -> NoticeIn:
    with translation.override(user.locale):
        named = {"account": contract.account.name, "rung": rung, "ref": incident.ref, "title": incident.title}
        period = f"{figure.period.first}" if figure.period.kind != "rolling" else f"{figure.forecast.now:%Y-%m-%d}"
        return NoticeIn(
            key=f"rung:{contract.id}:{period}:{rung}:{user.id}",
            kind=MINUTES,
            person=user,
            subject=contract.subject,
            headline=_("%(account)s: %(rung)s %% of the contract’s minutes are used") % named,
            text=_("%(ref)s, %(title)s, goes on.") % named + f"\n{_words(contract, figure, rung)}",
            path=reverse("incidents:incident", args=[incident.ref]),
        )
