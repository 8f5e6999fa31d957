"""The types of cases with their fields, as they are offered now; two queries for all."""

from collections.abc import Iterable

from django.db.models import Prefetch

from andon.cases.models import CaseField, CaseType


def case_types(*, archived: bool = False) -> list[CaseType]:
    """In their order, each with its fields that are still asked (`live_fields`)."""
    found = CaseType.objects.all() if archived else CaseType.objects.filter(archived_at=None)
    live = CaseField.objects.filter(archived_at=None)
    return list(found.prefetch_related(Prefetch("fields", queryset=live, to_attr="live")))


def portal_types() -> list[CaseType]:
    """Those that a customer may choose."""
    return [one for one in case_types() if one.in_portal]


def default_type(channel: str, types: Iterable[CaseType]) -> CaseType | None:
    """The type of a case that names none."""
    return next((one for one in types if one.is_default and one.takes(channel)), None)


def live_fields(case_type: CaseType | None) -> list[CaseField]:
    """The fields asked of cases of this type; one query unless they were read along."""
    if case_type is None:
        return []
    read: list[CaseField] | None = getattr(case_type, "live", None)
    return list(case_type.fields.filter(archived_at=None)) if read is None else read
