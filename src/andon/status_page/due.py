"""What falls due here: writing the pages after a change, and each minute, so that a page shows its age truly."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings

from andon.kit import clock
from andon.work.daily import daily
from andon.work.lanes import TELL
from andon.work.plan import plan
from andon.work.tasks import task

from .serving.fresh import RENEWED_EVERY

_KEY = "status_page.write_pages"


@task(_KEY, lane=TELL, io=True)
def write_pages() -> None:
    """Plans itself again while there is a page."""
    from django.db import transaction

    from .models import StatusPage
    from .publishing import publish

    if settings.STATUS_FOLDER is None or not StatusPage.objects.exists():
        return
    publish(settings.STATUS_FOLDER)
    with transaction.atomic():
        plan(write_pages, {}, key=_KEY, run_at=clock.now() + timedelta(seconds=RENEWED_EVERY))


@task("status_page.show_update", lane=TELL)
def show_update(*, update: str) -> None:
    from .actions.show_update import show_update as showing

    showing(UUID(update))


@daily("status_page.begin")
def begin() -> None:
    plan_pages()


def plan_pages() -> None:
    """In the transaction of the change: the pages are written again, as soon as somebody can."""
    from .models import StatusPage

    if settings.STATUS_FOLDER is not None and StatusPage.objects.exists():
        plan(write_pages, {}, key=_KEY)
