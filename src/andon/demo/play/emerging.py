"""Step 3, the first half: five customers and a monitor tell the same, and it stands on the board as one."""

from collections.abc import Sequence

from andon.alerts.models import Alert
from andon.cases.models import Case
from andon.customers.models import Account
from andon.emerging.models import EmergingIssue, Report
from andon.impact.models import BlastRadius
from andon.impact.reads.affected_of import reporters
from andon.impact.reads.blast_radius_of import blast_radii
from andon.meaning.reads.languages_of import languages_of
from andon.people.models import User

from . import script
from .browser import Unexpected
from .stage import Stage

_TO_READ = 60.0
_ENOUGH = 4


def sees_one_problem(stage: Stage, cases: Sequence[Case]) -> EmergingIssue | None:
    """Once all were read: the issue that most of them are reports of; None where this machine's model sees none."""
    told = [case.subject for case in cases]
    told += [alert.subject for alert in Alert.objects.filter(opened_at__gte=stage.begun)]
    ids = [one.id for one in told]
    heard = Report.objects.filter(subject_id__in=ids)
    try:
        stage.wait(lambda: heard.count() == len(ids), "all that was told to be read", seconds=_TO_READ)
    except Unexpected:
        return None
    issues = EmergingIssue.objects.undecided().filter(reports__subject_id__in=ids).distinct()
    issue = max(issues, key=lambda one: one.reports.filter(subject_id__in=ids).count(), default=None)
    if issue is None or issue.reports.filter(subject_id__in=ids).count() < _ENOUGH:
        return None
    mine = list(issue.reports.all())
    languages = sorted({language for language in languages_of([one.subject for one in mine]).values() if language})
    stage.issue = issue
    stage.issue_reports, stage.issue_languages = len(mine), len(languages)
    stage.narrator.say(
        f"Nobody named it, and yet it stands on the board as one: {issue.ref} “{issue.name}”, {len(mine)} reports in "
        f"{len(languages)} languages ({', '.join(languages)})"
        + (", the monitor among them." if any(one.subject_kind == "alert" for one in mine) else "."),
        ("why it is thought to be one", stage.at(f"/emerging/{issue.ref}/")),
        ("the board", stage.at("/board/")),
    )
    return issue


def call_silent(stage: Stage, agent: User) -> None:
    """Two that match and have not written are called; what they say makes them confirmed."""
    known = reporters(stage.the_incident)
    matching = Account.objects.filter(attributes__platform="Android/5/5.1", region__in=script.SOUTH)
    called = list(matching.exclude(id__in=known).order_by("-yearly_value", "name")[:2])
    if not called:
        return
    path = f"{stage.incident_path}affected/"
    browser = stage.browser_of(agent)
    browser.look(path)
    for account in called:
        browser.press(f"{stage.incident_path}say_who_is_hit/{account.id}/", {"how": "confirmed"})
    names = " and ".join(account.name for account in called)
    stage.called = len(called)
    stage.narrator.say(
        f"{agent.name.split()[0]} calls {names}, who match and had not written: they are hit, and hear of it before their "
        "customers do. They are confirmed now, and counted apart.",
        ("affected and silent", stage.at(path)),
        pause=0.6,
    )


def say_whom_it_hits(stage: Stage) -> None:
    """The blast radius of the incident, as the product says it; and the accounts that match and keep silent."""
    subject = stage.the_incident.subject
    known = BlastRadius.objects.filter(subject_kind=subject.kind, subject_id=subject.id, reports__gte=_ENOUGH)
    try:
        stage.wait(known.exists, "the blast radius")
    except Unexpected:
        return
    found = blast_radii([subject])[subject]
    if found.said is None:
        stage.narrator.say("Whom it hits: no specific segment yet.", ("the incident", stage.at(stage.incident_path)))
        return
    hint = "A first hint, from few reports" if found.said.is_hint else "Whom it hits"
    stage.silent = found.row.silent
    stage.narrator.say(
        f"{hint}: {found.said.whole} Of {found.row.accounts} accounts that match, {found.row.silent} have not written.",
        ("whom it hits", stage.at(stage.incident_path)),
    )
