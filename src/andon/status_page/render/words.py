"""What the page says by itself, in the language that is switched on."""

from django.utils.translation import gettext as _

from andon.status_page.rules.shown import PageShown, PostShown


def state_word(state: str) -> str:
    return {
        "operational": _("Works"),
        "degraded_performance": _("Slower than usual"),
        "partial_outage": _("Partly disturbed"),
        "major_outage": _("Down"),
        "under_maintenance": _("Planned work"),
    }[state]


def stage_word(stage: str) -> str:
    return {
        "investigating": _("Looking into it"),
        "identified": _("Cause found"),
        "monitoring": _("Watching the fix"),
        "resolved": _("Resolved"),
    }[stage]


def stage_sentence(stage: str) -> str:
    return {
        "investigating": _("We are looking into it."),
        "identified": _("We have found the cause and are working on it."),
        "monitoring": _("A fix is in place. We are watching it."),
        "resolved": _("This is resolved."),
    }[stage]


def says(post: PostShown, locale: str) -> tuple[str, str]:
    """Language and words of a post; without a text, the sentence of its stage."""
    written = post.says(locale)
    return written if written[1] else (locale, stage_sentence(post.stage))


def verdict(page: PageShown, locale: str) -> str:
    """The page in one sentence: the incident that stands, if there is one alone; else how many."""
    standing = page.standing
    if len(standing) == 1:
        return standing[0].called(locale)
    if standing:
        return _("Several disturbances at once")
    unwell = [one for one in page.components if one.state != "operational"]
    if unwell:
        return _("%(name)s: %(state)s") % {"name": unwell[0].called(locale), "state": state_word(unwell[0].state)}
    return _("No disturbance is known")
