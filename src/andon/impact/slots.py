"""What this room shows on the screens of incidents: one call for all subjects, a few queries each."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from andon.contracts.models.contract import READ
from andon.contracts.reads.restore_order import restore_order
from andon.incidents.models import Incident
from andon.kit.subject import Subject
from andon.people.access import Access

from .forms import FixForm
from .models import FiredRule
from .reads.blast_radius_of import blast_radii
from .reads.changes_near import changes_near
from .reads.curve_of import CurveOf, curve_of
from .reads.fix_of import fixes_of
from .reads.numbers_of import numbers_of
from .reads.severity_advice import severity_advice
from .screens.curve_chart import STATES, chart_of
from .words import CURVE, FIX, chance_words, fix_words, labels

Shown = Mapping[Subject, Mapping[str, Any]]
FIX_STATES = {"verified": "ok", "probable": "watch", "early": "none", "failed": "broken"}


def curve(subjects: Sequence[Subject], access: Access) -> Shown:
    """The report curve, what is marked on it, what it says of the fix, and what was changed before."""
    return {incident.subject: _curve(incident, access) for incident in _incidents(subjects)}


def _curve(incident: Incident, access: Access) -> dict[str, Any]:
    drawn = curve_of(incident)
    context: dict[str, Any] = {
        "incident": incident,
        "drawn": drawn,
        "changes": changes_near(incident, access),
        "fixes": fixes_of(incident),
        "may_work": access.has("agent", "responder", "lead") and incident.is_standing,
        "reads_changes": access.has("agent", "responder", "lead", "administrator"),
    }
    return context | _said(drawn) if drawn else context


def _said(drawn: CurveOf) -> dict[str, Any]:
    outlook = drawn.outlook
    said: dict[str, Any] = {
        "chart": chart_of(drawn),
        "word": CURVE[drawn.curve.word],
        "word_state": STATES.get(drawn.curve.word, "none"),
        "is_known": drawn.curve.word != "early",
    }
    if outlook and outlook.fix_word:
        said |= {
            "fix": FIX[outlook.fix_word],
            "fix_state": FIX_STATES[outlook.fix_word],
            "fix_chance": chance_words(outlook.fix_chance) if outlook.fix_word != "early" else "",
            "fix_why": fix_words(outlook),
        }
    if outlook and outlook.rising:
        names = labels()
        said["rising"] = [
            _("%(attribute)s %(value)s")
            % {"attribute": names.get(one["attribute"], one["attribute"]), "value": one["value"]}
            for one in outlook.rising
        ]
    return said


def acts(subjects: Sequence[Subject], access: Access) -> Shown:
    """Noting that a fix is out, while it stands."""
    if not access.has("agent", "responder", "lead"):
        return {}
    return {
        incident.subject: {"incident": incident, "form": FixForm(auto_id="fix-%s")}
        for incident in _incidents(subjects)
        if incident.is_standing
    }


def numbers(subjects: Sequence[Subject], access: Access) -> Shown:
    """Reported, inferred, confirmed; and what is at stake."""
    return {incident.subject: _numbers(incident, access) for incident in _incidents(subjects)}


def _numbers(incident: Incident, access: Access) -> dict[str, Any]:
    order = access.once((restore_order, incident.id), lambda: restore_order(incident))
    numbers = numbers_of(incident, order)
    may_work = access.has("agent", "responder", "lead")
    return {
        "incident": incident,
        "numbers": numbers,
        "sees_contracts": access.has(*READ),
        "advice": severity_advice(incident, numbers) if may_work else None,
    }


def of_page(subjects: Sequence[Subject], access: Access) -> Shown:
    """On a page of a rule: the incident, and which rule it reached."""
    fired = FiredRule.objects.select_related("rule", "incident").in_bulk(
        [subject.id for subject in subjects if subject.kind == "fired_rule"]
    )
    return {subject: {"fired": fired[subject.id]} for subject in subjects if subject.id in fired}


def radius(subjects: Sequence[Subject], access: Access) -> Shown:
    """Whom the reports come from. Of an incident that is too young nothing was looked for yet; its place is there, so
    that it comes without a reload."""
    found = blast_radii(subjects)
    return {subject: {"subject": subject, "radius": found.get(subject), "access": access} for subject in subjects}


def ask_of_selection(subjects: Sequence[Subject], access: Access) -> Shown:
    """Below a list of cases: whom those that are ticked come from."""
    return {subject: {} for subject in subjects} if access.has("agent", "lead") else {}


def tabs(subjects: Sequence[Subject], access: Access) -> Shown:
    """On a phone: where the curve stands on the screen. No query."""
    return {subject: {} for subject in subjects}


def _incidents(subjects: Sequence[Subject]) -> list[Incident]:
    return list(Incident.objects.filter(id__in=[subject.id for subject in subjects if subject.kind == "incident"]))
