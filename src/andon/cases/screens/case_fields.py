"""The form of a case's own fields, as it stands beside the case."""

from typing import Any

from andon.cases.fields_form import CaseFieldsForm
from andon.cases.models import Case
from andon.cases.reads.case_types import case_types


def fields_form(case: Case, data: Any = None) -> CaseFieldsForm:
    """Two queries. Its own type stays to be chosen once that is archived."""
    types = case_types(archived=True)
    types = [one for one in types if one.archived_at is None or one.id == case.case_type_id]
    return CaseFieldsForm(
        data,
        auto_id="own_%s",
        types=types,
        values=case.fields,
        chosen=next((one for one in types if one.id == case.case_type_id), None),
        choose=True,
        may_have_none=case.case_type_id is None,
    )
