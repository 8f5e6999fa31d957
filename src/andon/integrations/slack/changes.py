"""What of an incident's life is said in its channel, and where."""

from django.utils.translation import gettext as _

from andon.channels.models import Delivery
from andon.connections.actions.send_out import send_out
from andon.connections.models import ExternalLink
from andon.conversations.models import Message
from andon.incidents.facts import EtaSet
from andon.incidents.models import Incident
from andon.incidents.reads.event_words import in_words
from andon.paging.models import Escalation
from andon.timeline.models import RecordedFact

from .actions.open_slack_channel import open_slack_channel
from .homes import MESSAGE, PAGE_MESSAGE, connected, with_channel
from .planning import show_page_again, to_channel
from .rules.mrkdwn import escaped, moment


def open_by_rule(incident: Incident, fact: RecordedFact) -> None:
    """In each workspace whose rule names this severity."""
    for connection in connected():
        if incident.is_standing and incident.severity in connection.settings["severities"]:
            open_slack_channel(incident, connection, by=fact.by, rule=True)


def show_change(incident: Incident, fact: RecordedFact, *, aloud: bool) -> None:
    """The pinned message is made true; `aloud`: it is said too."""
    for connection in with_channel(incident):
        said = to_channel(connection, incident, "change", f"change:{fact.id}", {"text": words_of_change(fact)})
        edited = to_channel(connection, incident, "head edited", f"head:{fact.id}")
        send_out([said, edited] if aloud else [edited])


def mirror(incident: Incident, message: Message) -> None:
    """To each channel where its audience may stand, but the one it came from."""

    came = ExternalLink.objects.filter(external_kind=MESSAGE, local_kind="message", local_id=message.id)
    known = set(came.values_list("connection_id", flat=True))
    send_out(
        [
            to_channel(connection, incident, "line", f"line:{message.id}", {"message": str(message.id)})
            for connection in with_channel(incident)
            if connection.id not in known and message.seen_by in connection.settings["mirror"]
        ]
    )


def show_run(run: Escalation, fact: RecordedFact) -> None:
    """On each message that summoned somebody for it."""
    summons = Delivery.objects.filter(subject_kind="escalation", subject_id=run.id, channel="slack")
    links = ExternalLink.objects.filter(external_kind=PAGE_MESSAGE, local_id__in=summons.values("id"))
    for link in links.select_related("connection").order_by("id"):
        show_page_again(link.connection, run, link.external_id, key=str(fact.id))


def words_of_change(fact: RecordedFact) -> str:
    """As the incident's timeline says it; times in each reader's own zone."""
    if isinstance(fact.body, EtaSet):
        return _("A fix is expected: %(at)s") % {"at": moment(fact.body.expected_at)}
    (happened,) = in_words([fact])
    return f"_{escaped(happened.text)}_"
