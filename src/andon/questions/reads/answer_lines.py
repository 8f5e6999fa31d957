"""A question's cases line by line, as they are exported: what was answered, by whom, when; and who has not."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.people.access import Access
from andon.questions.models import Ask, Question
from andon.questions.rules.answers import TEXT

from .answers_given import answers_given

COLUMNS = ("case", "account", "owner", "state", "answer", "by", "via", "at")


def heads() -> dict[str, str]:
    return {
        "case": _("Case"),
        "account": _("Account"),
        "owner": _("Owner"),
        "state": _("State"),
        "answer": _("Answer"),
        "by": _("Answered by"),
        "via": _("Way"),
        "at": _("Answered at"),
    }


def answer_lines(question: Question, access: Access) -> list[Mapping[str, object]]:
    """Four queries for any number of cases. A case that the reader does not see has no names."""
    asks = list(Ask.objects.counting().filter(question=question).related())
    through = [ask.through.id for ask in asks]
    seen = set(Case.objects.visible_to(access).filter(id__in=through).order_by().values_list("id", flat=True))
    given = answers_given([ask for ask in asks if ask.answer is not None])
    lines: list[Mapping[str, object]] = []
    for ask in asks:
        case, shows = ask.through, ask.through.id in seen
        stands = next((one for one in given.get(ask.id, []) if one.stands), None)
        lines.append(
            {
                "case": case.ref if shows else "–",
                "account": case.account.name if shows and case.account else "",
                "owner": case.owner.name if shows and case.owner else "",
                "state": ask.state_words,
                "answer": stands.words if stands and (shows or question.kind != TEXT) else None,
                "by": stands.by if stands and shows else None,
                "via": stands.answer.via if stands else None,
                "at": stands.answer.given_at if stands else None,
            }
        )
    return lines
