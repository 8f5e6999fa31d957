from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.kit.subject import Subject
from andon.targets.facts import TargetSettingsChanged
from andon.targets.models import TargetSettings
from andon.targets.models.target_settings import WhenChanged
from andon.timeline.actor import Actor
from andon.timeline.record import record

SUBJECT = Subject("target_settings", UUID(int=1))


@transaction.atomic
def change_target_settings(*, when_calendar_changes: str, by: Actor) -> TargetSettings:
    """Whether clocks that run are judged by new hours or keep theirs, from the next change of hours on."""
    if when_calendar_changes not in WhenChanged.values:
        raise Invalid({"when_calendar_changes": _("Say judge_again or freeze.")})
    found, _made = TargetSettings.objects.select_for_update().get_or_create(id=1)
    if found.when_calendar_changes != when_calendar_changes:
        found.when_calendar_changes = when_calendar_changes
        found.save(update_fields=["when_calendar_changes"])
        record(TargetSettingsChanged(when_calendar_changes=when_calendar_changes), subject=SUBJECT, by=by)
    return found
