from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from andon.impact.facts import CurveTurned, FixJudged, SliceRising
from andon.impact.models import Outlook
from andon.impact.reads.answers_after import answers_after
from andon.impact.reads.fix_of import fixed_at
from andon.impact.reads.slices import slices_of
from andon.impact.reads.usual_delays import usual_delays
from andon.impact.reported import Reported, first_of_each, reports_of
from andon.impact.rules.fix_verdict import Evidence, judge_fix
from andon.impact.rules.report_curve import EARLY, draw_curve, rising_slices
from andon.impact.watching import EVERY, QUIET, look_in, look_no_more
from andon.incidents.models import Incident
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import record

SYSTEM = Actor.system("impact")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Minutes:
    """Instants as minutes from the first report."""

    zero: datetime

    def of(self, at: datetime) -> float:
        return (at - self.zero) / timedelta(minutes=1)

    def back(self, minutes: float) -> datetime:
        return self.zero + timedelta(minutes=minutes)


@transaction.atomic
def judge_reports(incident_id: UUID) -> Outlook | None:
    """Look at an incident's reports: where they go, whether a fix works, where they rise; and plan the next look while
    it stands. What it says is recorded when it says something else. Repeating it changes nothing."""
    incident = Incident.objects.filter(id=incident_id).first()
    if incident is None:
        return None
    if not incident.is_standing:
        look_no_more(incident)
        return Outlook.objects.filter(incident=incident).first()
    reports = reports_of(incident.subject)
    before = Outlook.objects.filter(incident=incident).first()
    outlook = _judged(incident, reports, before)
    outlook.save()
    _record(outlook, before)
    now, last = clock.now(), reports[-1].at if reports else incident.declared_at
    look_in(incident, EVERY if now - last < _DAY or outlook.fix_word in ("early", "probable") else QUIET)
    return outlook


def _judged(incident: Incident, reports: Sequence[Reported], before: Outlook | None) -> Outlook:
    now = clock.now()
    firsts = sorted(one.at for one in first_of_each(reports).values())
    outlook = Outlook(incident=incident, since=now, seen_at=now, reporters=len(firsts))
    if not firsts:
        return outlook
    minutes = _Minutes(firsts[0])
    times = [minutes.of(at) for at in firsts]
    curve = draw_curve(times, now=minutes.of(now), affected=len(times))
    outlook.word = curve.word
    kept = before is not None and before.word == curve.word
    outlook.since = before.since if before and kept else minutes.back(curve.since)
    outlook.rising = _rising(reports, minutes, now)
    _judge_fix(outlook, incident, reports, times, minutes)
    return outlook


def _judge_fix(
    outlook: Outlook, incident: Incident, reports: Sequence[Reported], times: list[float], minutes: _Minutes
) -> None:
    fixed = fixed_at(incident)
    if fixed is None:
        return
    broken, works = answers_after(reports, fixed)
    verdict = judge_fix(
        Evidence(
            reports=times,
            fixed_at=minutes.of(fixed),
            now=minutes.of(outlook.seen_at),
            still_broken=broken,
            works=works,
            usual=usual_delays(incident),
        )
    )
    outlook.fix_word, outlook.fix_at, outlook.fix_chance = verdict.word, fixed, verdict.chance
    outlook.fix_seen, outlook.fix_expected = verdict.seen, verdict.expected
    outlook.still_broken, outlook.works = broken, works
    outlook.possible_at = minutes.back(verdict.possible_at) if verdict.possible_at is not None else None


def _rising(reports: Sequence[Reported], minutes: _Minutes, now: datetime) -> list[dict[str, object]]:
    firsts = list(first_of_each(reports).values())
    slices = {slice: [minutes.of(at) for at in times] for slice, times in slices_of(firsts).items()}
    named = {"\n".join(slice): times for slice, times in slices.items()}
    found = []
    for one in rising_slices(named, now=minutes.of(now)):
        attribute, value = one.slice.split("\n", 1)
        began = minutes.back(one.began).isoformat()
        found.append({"attribute": attribute, "value": value, "reports": one.reports, "began": began})
    return found


def _record(outlook: Outlook, before: Outlook | None) -> None:
    subject = outlook.subject
    was = before.word if before else EARLY
    if outlook.word not in (was, EARLY):
        record(CurveTurned(word=outlook.word, was=was), subject=subject, by=SYSTEM)
    fix_was = before.fix_word if before and before.fix_at == outlook.fix_at else ""
    if outlook.fix_word not in (fix_was, "", EARLY):
        chance = round(outlook.fix_chance * 100)
        record(FixJudged(word=outlook.fix_word, was=fix_was, chance=chance), subject=subject, by=SYSTEM)
    known = {(one["attribute"], one["value"]) for one in (before.rising if before else [])}
    for one in outlook.rising:
        if (one["attribute"], one["value"]) not in known:
            rising = SliceRising(attribute=one["attribute"], value=one["value"], reports=one["reports"])
            record(rising, subject=subject, by=SYSTEM)
