from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.facts_own import CaseTypeChanged
from andon.cases.models import CaseType
from andon.cases.rules.channels import CHANNELS
from andon.cases.rules.field_shape import is_code
from andon.cases.rules.spoken import clean_labels
from andon.cases.type_in import MOST_LABEL, CaseTypeIn
from andon.kit.errors import Invalid
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def put_case_type(item: CaseTypeIn, *, by: Actor) -> CaseType:
    """Make a type of cases, or change it; one that was archived is offered again. Of defaults there is one: the last
    that was named."""
    if not is_code(item.slug):
        raise Invalid({"slug": _("A short name has small letters, digits, - and _, at most forty.")})
    if unknown := next((channel for channel in item.channels if channel not in CHANNELS), None):
        raise Invalid({"channels": _("“%(name)s” is none of our channels.") % {"name": unknown[:16]}})
    given = {
        "labels": clean_labels(item.labels, "labels", MOST_LABEL, dict(settings.LANGUAGES), required=True),
        "channels": list(dict.fromkeys(item.channels)),
        "in_portal": item.in_portal,
        "is_default": item.is_default,
        "position": item.position,
        "archived_at": None,
    }
    if item.is_default:
        CaseType.objects.exclude(slug=item.slug).filter(is_default=True).update(is_default=False)
    kind, made = CaseType.objects.update_or_create(slug=item.slug, defaults=given)
    record(CaseTypeChanged(slug=kind.slug, what="made" if made else "changed"), subject=kind.subject, by=by)
    return kind
