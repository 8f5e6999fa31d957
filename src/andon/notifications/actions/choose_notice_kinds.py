from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.notifications.kinds import kinds_to_choose
from andon.notifications.models import Choice, KindChoice
from andon.people.models import User


@transaction.atomic
def choose_notice_kinds(user: User, *, choices: Mapping[str, str]) -> dict[str, str]:
    """How she wants these kinds of notices: not at all, in the list only, when it suits, or urgently.

    What is usual anyway is not kept, so that it follows when the usual changes. Returns all her choices. Repeating it
    changes nothing; a personal preference: no fact.
    """
    usual = {kind.key: kind.usual for kind in kinds_to_choose()}
    for key, choice in choices.items():
        if key not in usual:
            raise Invalid({"choices": _("There is no kind of notice %(key)s to choose about.") % {"key": key[:40]}})
        if choice not in Choice.values:
            raise Invalid({"choices": _("Choose off, list, low or high.")})
    User.objects.select_for_update().get(pk=user.pk)
    KindChoice.objects.filter(user=user, kind__in=choices).delete()
    KindChoice.objects.bulk_create(
        [KindChoice(user=user, kind=key, choice=choice) for key, choice in choices.items() if choice != usual[key]]
    )
    return dict(KindChoice.objects.filter(user=user).values_list("kind", "choice"))
