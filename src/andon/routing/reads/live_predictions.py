from datetime import timedelta

from andon.kit import clock
from andon.routing.models import Prediction

LIVE_DAYS, MOST_LIVE = 90, 20_000


def live_predictions(field: str) -> list[Prediction]:
    """What was guessed in the last ninety days, the newest first, without words; one query."""
    since = clock.now() - timedelta(days=LIVE_DAYS)
    made = Prediction.objects.filter(field=field, made_at__gte=since).order_by("-made_at", "-id")
    wanted = ("label", "confidence", "accepted", "belonging", "outcome", "truth", "made_at")
    return list(made.only(*wanted)[:MOST_LIVE])
