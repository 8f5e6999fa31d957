"""PagerDuty's Events API v2: what nearly every monitor speaks already. Its own address is /v2/enqueue."""

from django.utils.translation import gettext_lazy as _

from andon.alerts.rules.event import read_event
from andon.alerts.told import Format, Reading, Told

_ANY_KEY = "0" * 32


def read(told: Told) -> Reading:
    """One event; the routing key may stand in the address instead of in it."""
    raw = {"routing_key": _ANY_KEY, **told.raw} if isinstance(told.raw, dict) else told.raw
    event = read_event(raw)
    return Reading(faults=event) if isinstance(event, list) else Reading(events=[event])


FORMAT = Format(
    name="pagerduty",
    title="PagerDuty Events API v2",
    where=_(
        "Wherever a monitor asks for PagerDuty’s address, give it ours; the key is the integration or routing key."
    ),
    example="""curl -sS {address} \\
  -H 'Content-Type: application/json' \\
  -d '{"routing_key": "{key}",
       "event_action": "trigger",
       "dedup_key": "first-try",
       "payload": {"summary": "A first try",
                   "source": "my terminal",
                   "severity": "warning"}}'

# Alertmanager
receivers:
  - name: andon
    pagerduty_configs:
      - routing_key: {key}
        url: {address}""",
    read=read,
    path="/v2/enqueue",
    position=10,
)
