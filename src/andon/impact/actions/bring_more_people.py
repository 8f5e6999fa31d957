from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.impact.facts import RuleFired
from andon.impact.models import FiredRule, ImpactRule
from andon.impact.notices import MORE
from andon.impact.reads.numbers_of import Numbers, numbers_of
from andon.impact.rules.more_people import reached
from andon.incidents.changing import locked
from andon.incidents.models import Incident
from andon.incidents.reads.why_it_matters import highest_tier, why_it_matters
from andon.kit import clock
from andon.notifications.actions.notify import notify
from andon.notifications.notice_in import NoticeIn
from andon.paging.actions.start_escalation import start_escalation
from andon.people.models import Team, User
from andon.timeline.actor import Actor
from andon.timeline.record import record

SYSTEM = Actor.system("impact")


@transaction.atomic
def bring_more_people(incident: Incident) -> list[FiredRule]:
    """Do what the rules say that the impact of a standing incident has reached: each once an incident. Repeating it
    changes nothing."""
    # Whoever resolves it ends what rules began: one of both waits for the other.
    incident = locked(incident)
    fired = FiredRule.objects.filter(incident=incident).values("rule")
    rules = list(ImpactRule.objects.filter(is_active=True).exclude(id__in=fired).select_related("policy", "team"))
    if not rules or not incident.is_standing:
        return []
    numbers = numbers_of(incident)
    found = [(rule, _reached(rule, numbers)) for rule in rules]
    return [made for rule, number in found if number is not None and (made := _fire(rule, incident, number))]


def _reached(rule: ImpactRule, numbers: Numbers) -> int | None:
    kinds = {name: getattr(numbers, name).tiers for name in ("reported", "inferred", "confirmed", "everybody")}
    return reached(rule.wanted, kinds, numbers.contracts)


def _fire(rule: ImpactRule, incident: Incident, number: int) -> FiredRule | None:
    row, made = FiredRule.objects.get_or_create(
        rule=rule, incident=incident, defaults={"number": number, "at": clock.now()}
    )
    if not made:
        return None
    record(RuleFired(rule=rule.id, number=number), subject=incident.subject, by=SYSTEM, about=[rule.subject])
    if rule.policy is not None:
        why = why_it_matters(incident)
        tier = highest_tier(incident)
        start_escalation(row.subject, service=None, why=why, by=SYSTEM, policy=rule.policy, tier=tier)
    if rule.team is not None:
        _tell(rule, rule.team, incident, number)
    return row


def _tell(rule: ImpactRule, team: Team, incident: Incident, number: int) -> None:
    people = User.objects.filter(is_active=True, memberships__team=team).distinct().order_by("id")
    notify([_notice(rule, person, incident, number) for person in people])


def _notice(rule: ImpactRule, person: User, incident: Incident, number: int) -> NoticeIn:
    said = {"ref": incident.ref, "title": incident.title, "rule": rule.name, "n": number}
    path = reverse("incidents:incident", args=[incident.ref])
    with translation.override(person.locale):
        return NoticeIn(
            key=f"impact:{rule.id}:{incident.id}:{person.id}",
            kind=MORE,
            person=person,
            subject=incident.subject,
            by=SYSTEM,
            headline=_("%(ref)s has reached “%(rule)s”: %(title)s") % said,
            text=_("%(ref)s, %(title)s, has reached “%(rule)s” (%(n)s).") % said + f"\n{settings.BASE_URL}{path}",
            path=path,
        )
