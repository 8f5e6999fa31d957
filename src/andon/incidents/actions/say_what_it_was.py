from django.db import transaction
from django.utils.translation import gettext as _

from andon.incidents.changing import locked
from andon.incidents.facts import OutcomeSaid
from andon.incidents.models import Hunch, Incident
from andon.incidents.models.hunch import Outcome
from andon.incidents.rules.outcomes import DUPLICATE
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def say_what_it_was(incident: Incident, *, outcome: str, by: Actor, duplicate_of: Incident | None = None) -> Hunch:
    """What became of an agent's hunch, once it is over. It is kept kindly: nobody is blamed, a confirmed one is thanked
    for. Saying the same again changes nothing.

    Raises Invalid for an outcome or a duplicate that cannot be, Conflict while it runs.
    """
    incident = locked(incident)
    if incident.is_standing:
        raise Conflict(_("%(ref)s runs still; what it was is said when it is over.") % {"ref": incident.ref})
    return note_outcome(incident, outcome=outcome, duplicate_of=duplicate_of, by=by, derived=False)


def note_outcome(incident: Incident, *, outcome: str, duplicate_of: Incident | None, by: Actor, derived: bool) -> Hunch:
    """Of an incident that is locked."""
    hunch = Hunch.objects.filter(incident=incident).first()
    if hunch is None:
        raise Invalid({"outcome": _("It was not declared on an agent’s hunch.")})
    _check(incident, outcome, duplicate_of)
    if (hunch.outcome, hunch.duplicate_of) == (outcome, duplicate_of):
        return hunch
    hunch.outcome, hunch.duplicate_of = outcome, duplicate_of
    hunch.said_by, hunch.said_at = by.key, clock.now()
    hunch.save()
    number = duplicate_of.number if duplicate_of else None
    about = [duplicate_of.subject] if duplicate_of else []
    record(
        OutcomeSaid(outcome=outcome, duplicate_of=number, derived=derived),
        subject=incident.subject,
        by=by,
        about=about,
    )
    return hunch


def _check(incident: Incident, outcome: str, duplicate_of: Incident | None) -> None:
    if outcome not in Outcome.values:
        raise Invalid({"outcome": _("It was confirmed, a duplicate, or not_reproduced.")})
    if outcome == DUPLICATE and (duplicate_of is None or duplicate_of == incident):
        raise Invalid({"duplicate_of": _("Name the other incident that it was, such as I-12.")})
    if outcome != DUPLICATE and duplicate_of is not None:
        raise Invalid({"duplicate_of": _("Only a duplicate is the same as another incident.")})
