"""Why a line counts or not, in words."""

from django.utils.translation import gettext as _

from andon.contracts.rules import explain
from andon.contracts.rules.explain import Line


def reason_words(line: Line) -> str:
    if line.counted:
        return _("counted") if line.hurt else _("added by hand")
    return {
        explain.OVERLAP: _("counted once already"),
        explain.SEVERITY: _("not of a severity that counts"),
        explain.SERVICE: _("hits no service that is covered"),
        explain.NOT_REPORTED: _("not reported by the account"),
        explain.HOURS: _("outside of the hours that count"),
        explain.TAKEN_AWAY: _("taken away by hand"),
    }[line.reason]
