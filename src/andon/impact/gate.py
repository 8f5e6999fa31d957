"""The gate of the report curve: an incident is resolved when its reports say that the fix works, or a named person says
why it is over all the same. With fewer reporters than five the curve says nothing, and holds nothing back."""

from django.utils.translation import gettext as _

from andon.incidents.gates import Held
from andon.incidents.models import Incident
from andon.ui.templatetags.ui import day_time

from .models import Outlook
from .reads.fix_of import fixed_at
from .reported import first_of_each, reports_of
from .rules.fix_verdict import FAILED, FEWEST, PROBABLE
from .words import chance_words


def curve_gate(incident: Incident) -> list[Held]:
    """A few queries."""
    outlook = Outlook.objects.filter(incident=incident).first()
    if _reporters(incident, outlook) < FEWEST:
        return []
    fixed = fixed_at(incident)
    if fixed is None:
        return [Held("no_fix", _("No fix is noted, so the reports cannot say whether it works."))]
    if outlook is None or outlook.fix_at != fixed:
        return [Held("fix_unseen", _("The reports since the fix have not been looked at yet."))]
    return [] if outlook.says_fixed(fixed) else [_held(outlook)]


def _reporters(incident: Incident, outlook: Outlook | None) -> int:
    return outlook.reporters if outlook else len(first_of_each(reports_of(incident.subject)))


def _held(outlook: Outlook) -> Held:
    said = {"chance": chance_words(outlook.fix_chance)}
    if outlook.fix_word == FAILED:
        return Held("fix_failed", _("The reports say that the fix does not work (%(chance)s).") % said)
    if outlook.possible_at is None:
        return Held("fix_early", _("The reports alone cannot say whether the fix works: ask customers."))
    said["at"] = day_time(outlook.possible_at)
    if outlook.fix_word == PROBABLE:
        text = _("The fix probably works (%(chance)s); it is certain enough at about %(at)s at the earliest.")
        return Held("fix_probable", text % said)
    text = _("It is too early to say whether the fix works; it can be told at about %(at)s at the earliest.")
    return Held("fix_early", text % said)
