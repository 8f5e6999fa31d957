"""Questions, asks and answers as the API reads and writes them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from .question_in import QuestionIn, Translation


class TranslationIn(Schema):
    text: str = ""
    choices: list[str] = Field([], description="in the order of the question's own, or none", max_length=20)


class QuestionBody(Schema):
    text: str
    kind: str = Field(description="yes_no, choice, choices, number, version or text")
    choices: list[str] = Field([], max_length=20)
    attribute: str = Field("", description="key of the attribute that answers can become")
    attribute_of: str = Field("account", description="account or contact")
    customers: bool = Field(False, description="agents may pass it on to customers")
    open_until: datetime | None = None
    translations: dict[str, TranslationIn] = Field({}, description="by language, such as de")

    def given(self) -> QuestionIn:
        said = {code: Translation(text=one.text, choices=one.choices) for code, one in self.translations.items()}
        return QuestionIn(**self.dict(exclude={"translations"}), translations=said)


class ChoiceOut(Schema):
    code: str
    labels: dict[str, str]


class QuestionOut(Schema):
    id: UUID
    key: str
    incident_id: UUID
    text: str = Field(description="as it was asked")
    translations: dict[str, str]
    kind: str
    choices: list[ChoiceOut]
    attribute: str
    attribute_of: str
    customers: bool
    open_until: datetime | None
    status: str
    asked_by: str
    asked_at: datetime
    closed_at: datetime | None

    @staticmethod
    def resolve_text(question: Any) -> str:
        return str(question.texts[""])

    @staticmethod
    def resolve_translations(question: Any) -> dict[str, str]:
        return {code: text for code, text in question.texts.items() if code}


class RowOut(Schema):
    words: str
    count: int = Field(description="cases")
    accounts: int
    share: int = Field(description="of the cases that answered, in per cent")


class TallyOut(Schema):
    question: QuestionOut
    asked: int
    answered: int
    passed: int = Field(description="cases whose customer was asked and has not answered")
    rows: list[RowOut]


class AnswerOut(Schema):
    value: Any
    cannot_tell: bool
    erased: bool
    given_by: str
    via: str
    given_at: datetime


class AskOut(Schema):
    id: UUID
    question_id: UUID
    question: str = Field(alias="question.text")
    kind: str = Field(alias="question.kind")
    choices: list[str] = Field(alias="question.codes")
    case_id: UUID = Field(description="through which it is read", alias="through.id")
    case: str = Field(alias="through.ref")
    state: str = Field(description="waits, passed, answered, cannot_tell or withdrawn")
    answer: AnswerOut | None
    asked_at: datetime
    passed_at: datetime | None


class AnswerBody(Schema):
    value: Any = Field(None, description="true or false, a choice, a list of choices, a number, a version or a text")
    cannot_tell: bool = False


class PassBody(Schema):
    body: str = Field("", description="the answer to her; empty: the one proposed", max_length=100_000)


class ReopenBody(Schema):
    open_until: datetime | None = None


class KeptOut(Schema):
    changed: int


class BrandAskingBody(Schema):
    brand: str = Field(description="its slug")
    customers: bool


class BrandAskingOut(Schema):
    brand: str
    customers: bool
