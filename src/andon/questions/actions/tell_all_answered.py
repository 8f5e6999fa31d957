from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from andon.notifications.actions.notify import notify
from andon.notifications.notice_in import NoticeIn
from andon.people.models import User
from andon.questions.models import Ask, Question
from andon.questions.notices import ANSWERED
from andon.timeline.actor import Actor


@transaction.atomic
def tell_all_answered(question: Question) -> None:
    """Tell whoever asked that nobody is missing any more; once for so many cases. Repeating it changes nothing."""
    asks = Ask.objects.counting().filter(question=question)
    asker = Actor.parse(question.asked_by).user_id
    if asker is None or asks.filter(answer=None).exists():
        return
    person = User.objects.select_related("stand_in").filter(id=asker, is_active=True).first()
    if person is None:
        return
    count = asks.count()
    with translation.override(person.locale):
        said = {"ref": question.incident.ref, "n": count}
        notice = NoticeIn(
            key=f"answered:{question.id}:{count}:{person.id}",
            kind=ANSWERED,
            person=person,
            subject=question.subject,
            headline=_("All %(n)s answers are there (%(ref)s)") % said,
            text=_("Everybody whom you asked has answered:") + f"\n{question.words(person.locale)}",
            path=reverse("questions:question", args=[question.incident.ref, question.id]),
        )
    notify([notice])
