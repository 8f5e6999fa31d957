"""The audit of every minute: what waits without a wake-up is found, mended where that is safe, and said once; and while
all is well a dead man's switch is called, which falls silent when work stands still."""

import logging

from django.conf import settings
from django.db import transaction

from andon.kit import clock, http
from andon.kit.errors import Refused
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all
from andon.work.audits import Audit, Orphan, all_audits
from andon.work.beats import lanes_that_stand_still
from andon.work.models import AuditState
from andon.work.plan import plan

from .facts import OrphanFound
from .the_installation import INSTALLATION

SYSTEM = Actor.system("project")
_log = logging.getLogger(__name__)


@transaction.atomic
def audit_all() -> list[Orphan]:
    """Ask every room; a fact for each orphan that was not known already."""
    state, _made = AuditState.objects.select_for_update().get_or_create(id=1)
    known = {orphan["what"] for orphan in state.orphans}
    found = [(name, orphan) for name, find in all_audits().items() for orphan in _asked(name, find)]
    record_all(
        [
            Entry(
                OrphanFound(audit=name, what=orphan.what.key, repaired=orphan.repaired),
                INSTALLATION, SYSTEM, [orphan.what],
            )
            for name, orphan in found
            if orphan.what.key not in known
        ]
    )  # fmt: skip
    state.at = clock.wall()
    state.orphans = [
        {"what": orphan.what.key, "why": orphan.why, "repaired": orphan.repaired} for _name, orphan in found[:200]
    ]
    state.save(update_fields=["at", "orphans"])
    if settings.DEAD_MAN_URL and all(orphan.repaired for _name, orphan in found) and not lanes_that_stand_still():
        from .due import call_dead_man

        plan(call_dead_man, {}, key="project.call_dead_man")
    return [orphan for _name, orphan in found]


def _asked(name: str, find: Audit) -> list[Orphan]:
    """One room's fault must not keep the others from being looked at."""
    try:
        with transaction.atomic():
            return find()
    except Exception:  # noqa: BLE001
        _log.exception("the audit %s failed", name)
        return [Orphan(INSTALLATION, f"the audit {name} failed", repaired=False)]


def call_switch() -> None:
    """Say outside that all is well. What goes wrong is noted; the next minute tries again."""
    try:
        answer = http.request("GET", settings.DEAD_MAN_URL, cut_at=1024)
        error = "" if answer.status_code < 400 else f"answered {answer.status_code}"
    except (Refused, http.NoAnswer) as failed:
        error = str(getattr(failed, "message", failed))
    changed = {"call_error": error[:500]} if error else {"call_error": "", "called_at": clock.wall()}
    AuditState.objects.filter(id=1).update(**changed)
