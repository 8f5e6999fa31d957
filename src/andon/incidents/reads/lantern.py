"""What is wrong right now, who is on it, until when: the strip at the top of every staff screen."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from andon.incidents.models import Incident

MOST = 4


@dataclass(frozen=True, slots=True)
class Light:
    """One thing that is wrong: `state` is its lamp, `word` says the lamp."""

    incident: Incident
    state: str
    word: str
    headline: str
    detail: str


def lantern() -> list[Light]:
    """The standing incidents, the worst and newest first; three queries."""
    standing = Incident.objects.standing().prefetch_related("duties__user", "etas").order_by("-declared_at")
    found = worst_first(standing[:20])
    return [
        Light(incident, incident.lamp, incident.get_severity_display(), incident.title, detail_of(incident))
        for incident in found[:MOST]
    ]


def worst_first(standing: Iterable[Incident]) -> list[Incident]:
    return sorted(standing, key=lambda incident: ("broken", "risk", "watch").index(incident.lamp))


def detail_of(incident: Incident) -> str:
    """Who is on it and when a fix is expected; reads the prefetched duties and etas."""
    leads = next((duty.user.name.split()[0] for duty in incident.duties.all() if duty.kind == "commander"), "")
    who = leads or _("nobody is on it yet")
    etas = list(incident.etas.all())
    if not etas:
        return who
    at = etas[0].words
    return _("%(who)s · fix expected %(at)s") % {"who": who, "at": at}
