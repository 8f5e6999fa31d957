"""What engineers were told when they asked: answers that speak of an attribute of accounts sharpen a blast radius."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from andon.kit.subject import Subject
from andon.questions.models import Question
from andon.questions.reads.answers_of import answers_of, questions_of


def answers_told(subject: Subject) -> Mapping[UUID, Mapping[str, Any]]:
    """Of an incident's reporters, by account: the attributes that they were asked for. Two queries."""
    asked = questions_of(subject.id)
    found: dict[UUID, dict[str, Any]] = defaultdict(dict)
    for key, answers in answers_of(subject.id).items():
        question = asked.get(key)
        if question is None or not question.attribute or question.attribute_of != "account":
            continue
        for id, value in answers.items():
            found[id][question.attribute] = value
    return found


def asked_attributes() -> set[str]:
    """Those that were ever asked for: known of reporters first, so no sign where few others have them. One query."""
    return set(Question.objects.exclude(attribute="").values_list("attribute", flat=True).distinct())
