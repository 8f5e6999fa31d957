"""A rating is a number of points out of the best there is: 4 of 5 stars, 9 of 10 of a survey.

Low is two fifths of the best or less, high is four fifths or more, so that stars and survey points compare.
"""

import math

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid

LOW, MIDDLE, HIGH = "low", "middle", "high"
LOW_SHARE, HIGH_SHARE = 0.4, 0.8
MOST = 1000


def check_rating(rating: float | None, best: float) -> tuple[float | None, float]:
    """Raises Invalid unless 0 <= rating <= best."""
    if not (math.isfinite(best) and 0 < best <= MOST):
        raise Invalid({"rating_best": _("The best rating there is: a number up to %(most)s.") % {"most": MOST}})
    if rating is not None and not (math.isfinite(rating) and 0 <= rating <= best):
        raise Invalid({"rating": _("From 0 to %(best)g.") % {"best": best}})
    return rating, best


def level_of(rating: float | None, best: float) -> str:
    """low, middle or high; "" without a rating."""
    if rating is None:
        return ""
    share = rating / best
    if share <= LOW_SHARE:
        return LOW
    return HIGH if share >= HIGH_SHARE else MIDDLE
