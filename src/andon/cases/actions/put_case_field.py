from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.facts_own import CaseFieldDefined
from andon.cases.models import CaseField, CaseType
from andon.cases.rules.field_shape import checked_shape
from andon.cases.rules.fields import MOST_FIELDS
from andon.cases.type_in import CaseFieldIn
from andon.kit.errors import Conflict, Invalid
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def put_case_field(kind: CaseType, item: CaseFieldIn, *, by: Actor) -> CaseField:
    """Define a field of a type, or change it; one that was archived is asked again. Values stored already stay.

    A key means one kind of value in all types, so that lists can be filtered by it.
    """
    kind = CaseType.objects.select_for_update().get(id=kind.id)
    others = list(kind.fields.filter(archived_at=None).exclude(key=item.key))
    if len(others) >= MOST_FIELDS:
        raise Conflict(_("A type has at most %(count)s fields.") % {"count": MOST_FIELDS})
    given = checked_shape(item, others, dict(settings.LANGUAGES))
    if CaseField.objects.filter(key=item.key).exclude(kind=item.kind).exists():
        raise Invalid(
            {"kind": _("There is a field “%(key)s” of another kind. Choose another key.") % {"key": item.key}}
        )
    found, _made = CaseField.objects.update_or_create(case_type=kind, key=item.key, defaults=given)
    fact = CaseFieldDefined(case_type=kind.slug, key=found.key, kind=found.kind, what="defined")
    record(fact, subject=kind.subject, by=by)
    return found
