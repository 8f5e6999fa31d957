"""What of a case is guessed."""

from django.utils.translation import gettext_lazy as _

TEAM, SERVICE, CAPABILITY, PRIORITY = "team", "service", "capability", "priority"
FIELDS = (CAPABILITY, SERVICE, TEAM, PRIORITY)
WORDS = {TEAM: _("Team"), SERVICE: _("Service"), CAPABILITY: _("Capability"), PRIORITY: _("Priority")}
