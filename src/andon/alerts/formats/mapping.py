"""Any JSON, read by the expressions that the integration key holds (`rules/mapping.py`)."""

from django.utils.translation import gettext_lazy as _

from andon.alerts.rules.mapping import apply_mapping
from andon.alerts.told import Format, Reading, Told


def read(told: Told) -> Reading:
    if not told.mapping:
        return Reading(faults=["mapping: this integration key holds none yet"])
    made = apply_mapping(told.mapping, told.raw)
    faults = [f"[{number}].{name}: {said}" for number, one in enumerate(made) for name, said in one.faults.items()]
    events = [one.event for one in made if one.event]
    return Reading(events=events, faults=faults, ignored="" if made else "the payload holds no event")


FORMAT = Format(
    name="mapping",
    title="Any JSON, by a mapping",
    where=_("Whatever posts JSON. Then say with the mapping where in it the summary, the severity and so on stand."),
    example="""curl -sS {address} \\
  -H 'Content-Type: application/json' \\
  -d '{"title": "A first try", "level": "warning"}'""",
    read=read,
    position=90,
    takes_mapping=True,
)
