"""What falls due here: another look at the reports of an incident; whom a subject's reports come from."""

from datetime import timedelta
from uuid import UUID

from andon.kit import clock
from andon.kit.subject import Subject
from andon.work.sweeps import delete_some, sweep
from andon.work.tasks import task

FORGOTTEN_AFTER = timedelta(days=30)


@task("impact.look_at_reports")
def look_at_reports(*, incident: str) -> None:
    from .actions.bring_more_people import bring_more_people
    from .actions.judge_reports import judge_reports

    outlook = judge_reports(UUID(incident))
    if outlook is not None:
        bring_more_people(outlook.incident)


@task("impact.find_blast_radius")
def find_whom(*, subject: str) -> None:
    from .actions.find_blast_radius import find_blast_radius

    find_blast_radius(Subject.parse(subject))


@sweep("impact.forget_selections")
def forget_selections(most: int) -> int:
    from .models import BlastRadius, Selection

    over = Selection.objects.filter(at__lt=clock.now() - FORGOTTEN_AFTER)
    BlastRadius.objects.filter(subject_kind="selection", subject_id__in=over.values("id")[:most]).delete()
    return delete_some(over, most)
