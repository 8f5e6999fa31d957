"""When X happened, do Y."""

from andon.alerts.facts import AlertAcknowledged, AlertOpened, AlertResolved, AlertSnoozeEnded, AlertWorsened
from andon.channels.facts import DeliveryBounced, DeliveryFailed
from andon.notifications.actions.withdraw_notices import withdraw_notices
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.lanes import PAGE

from .actions.acknowledge import acknowledge
from .actions.hurry_after_failure import hurry_after_failure
from .actions.note_alert_resolved import note_alert_resolved
from .actions.page_after_snooze import page_after_snooze
from .actions.page_for_alert import page_for_alert
from .facts import Acknowledged, EscalationEnded, EscalationSnoozed
from .models import Escalation, JoinedAlert
from .models.escalation import State
from .page_link import KIND


def page_on_alert(fact: RecordedFact) -> None:
    page_for_alert(fact.subject_id)


def page_when_snooze_ends(fact: RecordedFact) -> None:
    page_after_snooze(fact.subject_id, by=fact.by)


def end_when_resolved(fact: RecordedFact) -> None:
    note_alert_resolved(fact.subject_id, by=fact.by)


def acknowledge_by_monitor(fact: RecordedFact) -> None:
    joined = JoinedAlert.objects.select_related("escalation").filter(alert_id=fact.subject_id).first()
    if joined is not None and joined.escalation.state != "ended":
        acknowledge(joined.escalation, by=fact.by)


def hurry_on_failure(fact: RecordedFact) -> None:
    if fact.body.purpose == "page":
        hurry_after_failure(fact.subject_id)


def take_back_pages(fact: RecordedFact) -> None:
    if not Escalation.objects.filter(id=fact.subject_id, state__in=(State.RUNNING, State.EXHAUSTED)).exists():
        withdraw_notices(fact.subject, kind=KIND)


REACTIONS = [
    Reaction(AlertOpened, page_on_alert, lane=PAGE),
    Reaction(AlertWorsened, page_on_alert, lane=PAGE),
    Reaction(AlertSnoozeEnded, page_when_snooze_ends, lane=PAGE),
    Reaction(AlertResolved, end_when_resolved, lane=PAGE),
    Reaction(AlertAcknowledged, acknowledge_by_monitor, lane=PAGE),
    Reaction(DeliveryFailed, hurry_on_failure, lane=PAGE),
    Reaction(DeliveryBounced, hurry_on_failure, lane=PAGE),
    Reaction(Acknowledged, take_back_pages, lane=PAGE),
    Reaction(EscalationEnded, take_back_pages, lane=PAGE),
    Reaction(EscalationSnoozed, take_back_pages, lane=PAGE),
]
