from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.facts_own import CaseFieldDefined
from andon.cases.models import CaseField
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def archive_case_field(field: CaseField, *, by: Actor) -> CaseField:
    """Ask it no more; what cases say stays readable. One that others depend on stays. Twice changes nothing."""
    field = CaseField.objects.select_for_update(of=("self",)).select_related("case_type").get(id=field.id)
    if field.archived_at is not None:
        return field
    if other := field.case_type.fields.filter(archived_at=None, shown_if_key=field.key).first():
        raise Conflict(_("“%(label)s” depends on it.") % {"label": other.label})
    field.archived_at = clock.now()
    field.save(update_fields=["archived_at"])
    fact = CaseFieldDefined(case_type=field.case_type.slug, key=field.key, kind=field.kind, what="archived")
    record(fact, subject=field.case_type.subject, by=by)
    return field
