"""Who would be woken, as words beside the service's name."""

from django.utils.translation import gettext as _

from andon.incidents.reads.would_page import WouldPage


def wakes(found: WouldPage) -> str:
    if not found.has_policy:
        return _("nobody can be woken: it has no paging policy")
    if not found.first:
        return _("nobody is on call")
    first = ", ".join(user.name for user in found.first)
    if found.running:
        return _("%(first)s is paged already, no second page") % {"first": first}
    if not found.then:
        return _("wakes %(first)s") % {"first": first}
    then = ", ".join(user.name.split()[0] for user in found.then)
    words = {"first": first, "n": found.wait_minutes, "then": then}
    return _("wakes %(first)s, after %(n)s min %(then)s") % words
