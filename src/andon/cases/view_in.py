"""What `save_view` and `change_view` take."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid, NotAllowed
from andon.kit.text import clean
from andon.people.access import Access
from andon.people.models import Team

from .models.saved_view import Audience
from .reads.filtered import read_filter
from .rules.filters import written
from .rules.view_order import ORDERS, USUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewIn:
    """A list to keep. `team` for the audience "team"."""

    name: str
    filter: str = ""
    order: str = USUAL
    audience: str = Audience.PRIVATE
    team: Team | None = None

    def checked(self, access: Access) -> "ViewIn":
        """With its texts trimmed; Invalid by the name of the field, NotAllowed for an audience that is not hers."""
        if self.order not in ORDERS:
            raise Invalid({"order": _("An order is one of %(orders)s.") % {"orders": ", ".join(ORDERS)}})
        if self.audience not in Audience.values:
            raise Invalid({"audience": _("Whose it is: private, team or everybody.")})
        found, _names = read_filter(self.filter)
        team = self.team if self.audience == Audience.TEAM else None
        self._refuse_audience(access)
        return replace(self, name=clean(self.name, "name", 60, required=True), filter=written(found), team=team)

    def _refuse_audience(self, access: Access) -> None:
        if self.audience == Audience.PRIVATE and access.user_id is None:
            raise Invalid({"audience": _("A program has nothing private.")})
        if self.audience == Audience.TEAM:
            if self.team is None:
                raise Invalid({"team": _("Say which team.")})
            if not access.in_team(self.team.id, "agent", "lead"):
                raise NotAllowed(_("You do not work in %(team)s.") % {"team": self.team.name})
        if self.audience == Audience.EVERYBODY and not access.has("lead"):
            raise NotAllowed(_("Only a lead keeps a view for everybody."))
