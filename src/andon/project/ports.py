"""What stands on lower rooms' screens: on the settings, how old the last backup is."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from andon.kit.subject import Subject
from andon.people.access import Access
from andon.ui.slots import fill_slot

from .backups.last import last_backup
from .work_health import work_health


def age_of_the_backup(subjects: Sequence[Subject], access: Access) -> Mapping[Subject, Mapping[str, Any]]:
    """For administrators; one query."""
    if not access.has("administrator"):
        return {}
    shown = {"last": last_backup(), "daily": settings.BACKUPS is not None}
    return dict.fromkeys(subjects, shown)


def how_work_goes(subjects: Sequence[Subject], access: Access) -> Mapping[Subject, Mapping[str, Any]]:
    """For administrators: whether anybody works, what the audit found, and the dead man's switch; three queries."""
    if not access.has("administrator"):
        return {}
    shown = {"health": work_health(), "switch": bool(settings.DEAD_MAN_URL)}
    return dict.fromkeys(subjects, shown)


fill_slot("settings.state", how_work_goes, "project/_work.html")
fill_slot("settings.state", age_of_the_backup, "project/_backup.html")
