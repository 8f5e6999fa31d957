"""What is known of cases and accounts by answers: the face for rooms above, such as the blast radius."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from andon.questions.models import Ask, Question
from andon.questions.rules.lifecycle import WITHDRAWN

Answers = Mapping[str, Mapping[UUID, Any]]


def answers_of(incident_id: UUID) -> Answers:
    """By key of the question (that of its attribute, else question-<n>) the values by id of the case and by id of its
    account; one query.

    Choices stand as their asker wrote them. Of several cases of one account, and of merged ones, the newest answer
    counts. What cannot be told or was erased is left out, and so are questions that were withdrawn.
    """
    told = Ask.objects.counting().filter(
        question__incident=incident_id, answer__cannot_tell=False, answer__erased=False
    )
    rows = told.exclude(question__status=WITHDRAWN).order_by("answer__given_at", "answer__id")
    found: dict[str, dict[UUID, Any]] = defaultdict(dict)
    columns = ("question__key", "answer__value", "case_id", "case__merged_into_id")
    for key, value, case, into, account, other in rows.values_list(
        *columns, "case__account_id", "case__merged_into__account_id"
    ):
        of_account = other if into else account
        found[key][into or case] = value
        if of_account:
            found[key][of_account] = value
    return dict(found)


def questions_of(incident_id: UUID) -> dict[str, Question]:
    """By the same keys: what was asked, of which kind, and which attribute it speaks of; one query."""
    asked = Question.objects.filter(incident=incident_id).exclude(status=WITHDRAWN)
    return {question.key: question for question in asked}
