"""/andon status"""

from django.utils.translation import gettext as _

from andon.incidents.models import Incident
from andon.incidents.reads.rows import Row, rows_of
from andon.incidents.reads.state_words import state_words
from andon.integrations.slack.reads.head_of import url_of
from andon.integrations.slack.rules.mrkdwn import escaped, link, moment

from .asked import Asked

MOST = 15


def status(asked: Asked) -> str:
    """The incidents that stand, as far as she sees them."""
    standing = Incident.objects.visible_to(asked.access).standing().order_by("-number")[:MOST]
    rows = rows_of(list(standing))
    return "\n".join(map(_line, rows)) or _("No incident stands.")


def _line(row: Row) -> str:
    incident = row.incident
    expected = _(", a fix is expected %(at)s") % {"at": moment(row.eta.expected_at)} if row.eta else ""
    named = link(url_of(incident), f"{incident.ref} {incident.title}")
    return f"{named}: {escaped(state_words(incident))}{expected}"
