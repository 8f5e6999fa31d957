"""What falls due here: the next lines of an import, and forgetting its file."""

from datetime import timedelta
from uuid import UUID

from andon.kit import clock
from andon.timeline.actor import Actor
from andon.work.tasks import task

from .forgetting import plan_forgetting
from .models import CsvImport

_LATER = timedelta(days=1)


@task("imports.chunk")
def chunk(*, of: str) -> None:
    from .actions.take_next_lines import take_next_lines

    take_next_lines(CsvImport.objects.get(id=UUID(of)))


@task("imports.forget")
def forget(*, of: str) -> None:
    from .actions.forget_import_file import AGE, forget_import_file

    found = CsvImport.objects.get(id=UUID(of))
    if found.is_at_work:
        found.forget_at = clock.now() + _LATER
        plan_forgetting(found)
        return
    forget_import_file(found, by=Actor.system("imports"), why=AGE)
