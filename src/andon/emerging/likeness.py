"""How alike reports are that have nothing to do with each other: measured here, again every week."""

from datetime import timedelta
from typing import TYPE_CHECKING

from andon.kit import clock
from andon.meaning.models import TextModel, UnderstoodText
from andon.meaning.vectors import unpack

from .models import ScanState

if TYPE_CHECKING:
    from andon.impact.rules.scan.quantiles import Quantiles

ENOUGH, MOST = 200, 5000
AGAIN = timedelta(days=7)


def likeness_of(state: ScanState, model: TextModel) -> "Quantiles":
    """As it was measured; measured now where that is wanted and there are reports enough."""
    from andon.impact.rules.scan.quantiles import Quantiles

    stored = state.likeness if state.likeness.get("encoder") == model.id else {}
    if stored and state.likeness_at and clock.now() - state.likeness_at < AGAIN:
        return loaded(stored)
    texts = UnderstoodText.objects.filter(model=model.id).exclude(subject_kind="incident").order_by("-said_at", "-id")
    vectors = unpack(list(texts.values_list("vector", flat=True)[:MOST]), model.size)
    if len(vectors) < ENOUGH:
        return loaded(stored) if stored else Quantiles.unknown(model.id)
    made = Quantiles.fit(model.id, vectors[::-1])
    state.likeness, state.likeness_at = dumped(made), clock.now()
    state.save(update_fields=["likeness", "likeness_at"])
    return loaded(state.likeness)


def dumped(made: "Quantiles") -> dict[str, object]:
    return {
        "encoder": made.encoder,
        "shares": list(made.shares),
        "values": list(made.values),
        "centre": None if made.centre is None else [float(number) for number in made.centre],
    }


def loaded(stored: dict[str, object]) -> "Quantiles":
    import numpy

    from andon.impact.rules.scan.quantiles import Quantiles

    def numbers(key: str) -> list[float]:
        found = stored[key]
        return [float(one) for one in found] if isinstance(found, list) else []

    centre = numpy.array(numbers("centre"), dtype=numpy.float32) if stored.get("centre") else None
    return Quantiles(str(stored["encoder"]), tuple(numbers("shares")), tuple(numbers("values")), centre)
