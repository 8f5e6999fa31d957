from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Invalid, TooMuch
from andon.kit.text import clean
from andon.meaning.models import Search
from andon.people.access import Access
from andon.work.plan import plan

KEPT_FOR = timedelta(hours=1)
_SHORTEST, _LONGEST = 3, 200
_MOST_WAITING = 20


@transaction.atomic
def search_by_meaning(text: str, *, by: Access) -> Search:
    """Look for what says the same in other words: a worker answers in a moment. Forgotten after an hour.

    Asking again while the answer is still to come gives back the same search.
    """
    from andon.meaning.due import answer, forget_search

    text = " ".join(clean(text, "q", _LONGEST, required=True).split())
    if len(text) < _SHORTEST:
        raise Invalid({"q": _("Write at least three characters.")})
    waiting = list(Search.objects.filter(asked_by=by.actor.key, answered_at=None)[:_MOST_WAITING])
    if same := [search for search in waiting if search.text == text]:
        return same[0]
    if len(waiting) == _MOST_WAITING:
        raise TooMuch(_("Your last searches are still being answered. Wait a moment."), retry_after=5)
    search = Search.objects.create(text=text, asked_by=by.actor.key, asked_at=clock.now())
    plan(answer, {"search": str(search.id)})
    plan(forget_search, {"search": str(search.id)}, run_at=clock.now() + KEPT_FOR)
    return search
