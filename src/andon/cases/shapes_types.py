"""What the API takes and answers about types of cases and their own fields."""

from typing import Any

from ninja import Schema
from pydantic import Field

from .models import CaseField, CaseType
from .type_in import CaseFieldIn, CaseTypeIn, ChoiceIn

Labels = dict[str, str]


class CaseTypeBody(Schema):
    slug: str = Field(max_length=60)
    labels: Labels = Field(description="a language (en, de, …) to its text")
    channels: list[str] = Field([], max_length=20, description="empty: cases of any channel")
    in_portal: bool = False
    is_default: bool = Field(False, description="given to cases that name no type; there is one")
    position: int = Field(0, ge=0, le=1000)

    def given(self) -> CaseTypeIn:
        return CaseTypeIn(**self.dict())


class ChoiceBody(Schema):
    code: str
    labels: Labels = {}


class CaseFieldBody(Schema):
    key: str
    labels: Labels
    kind: str = Field(description="text, number, choice, choices, date, yes_no or reference")
    helps: Labels = {}
    choices: list[ChoiceBody] = Field([], max_length=200)
    required: str = Field("never", description="never, solving or always")
    searchable: bool = False
    customer_sees: bool = Field(False, description="asked in the portal, and shown to her there")
    shown_if_key: str = Field("", description="asked only if this field of the type …")
    shown_if_values: list[str] = Field([], max_length=200, description="… has one of these codes")
    position: int = Field(0, ge=0, le=1000)

    def given(self) -> CaseFieldIn:
        return CaseFieldIn(**(self.dict() | {"choices": [ChoiceIn(**one.dict()) for one in self.choices]}))


class CaseFieldOut(CaseFieldBody):
    archived: bool

    @staticmethod
    def resolve_archived(field: CaseField) -> bool:
        return field.archived_at is not None


class CaseTypeOut(CaseTypeBody):
    archived: bool
    fields: list[CaseFieldOut]

    @staticmethod
    def resolve_archived(kind: CaseType) -> bool:
        return kind.archived_at is not None

    @staticmethod
    def resolve_fields(kind: CaseType) -> Any:
        return kind.fields.all()


class SetFieldsBody(Schema):
    case_type: str = Field("", description="slug; empty: the type that it has")
    fields: dict[str, Any] = Field({}, description="a key to its value; null takes the value away")
