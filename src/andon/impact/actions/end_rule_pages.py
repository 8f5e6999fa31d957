from django.db import transaction

from andon.impact.models import FiredRule
from andon.incidents.models import Incident
from andon.paging.actions.end_escalation import end_escalation
from andon.timeline.actor import Actor


@transaction.atomic
def end_rule_pages(incident: Incident, *, by: Actor) -> None:
    """It is over: whom its rules have paged are paged no more. Repeating it changes nothing."""
    for fired in FiredRule.objects.filter(incident=incident, rule__policy__isnull=False):
        end_escalation(fired.subject, by=by)
