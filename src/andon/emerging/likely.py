"""What an issue is likely about: the service that its reports name already, else the capability whose name is nearest
in meaning to what they tell. A guess, shown as one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from andon.catalog.models import Capability, Service
from andon.meaning.loaded import encoder_of
from andon.meaning.reads.understood import Understood

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

MOST = 200
_CLEAR = 1.5
"""By so many standard deviations of all capabilities the best one must stand out."""


@dataclass(frozen=True, slots=True)
class Likely:
    service: Service | None = None
    capability: Capability | None = None


def likely_about(reports: Sequence[Understood], model: str) -> Likely:
    """Two queries. Only in workers."""
    named = _named(reports)
    if named is not None:
        return Likely(named)
    capabilities = list(Capability.objects.select_related("service")[:MOST])
    found = _nearest(reports, capabilities, model)
    return Likely(found.service, found) if found else Likely()


def _named(reports: Sequence[Understood]) -> Service | None:
    codes = Counter(code for one in reports for code in one.codes)
    services = {service.slug: service for service in Service.objects.filter(slug__in=list(codes))}
    known = [(count, slug) for slug, count in codes.items() if slug in services]
    return services[max(known)[1]] if known else None


def _nearest(reports: Sequence[Understood], capabilities: Sequence[Capability], model: str) -> Capability | None:
    import numpy

    told = [one.vector for one in reports if one.vector.any()]
    if len(capabilities) < 2 or not told:
        return capabilities[0] if len(capabilities) == 1 else None
    names = _read(tuple(f"{one.name}. {one.service.name}" for one in capabilities), model)
    if names is None:
        return None
    middle = numpy.mean(told, axis=0) - names.mean(axis=0)
    near = (names - names.mean(axis=0)) @ middle
    best = int(near.argmax())
    others = numpy.delete(near, best)
    clear = float(near[best] - others.mean()) >= _CLEAR * max(float(others.std()), 1e-6)
    return capabilities[best] if clear and near[best] > 0 else None


@lru_cache(maxsize=4)
def _read(names: tuple[str, ...], model: str) -> "NDArray[numpy.float32] | None":
    encoder = encoder_of(model)
    return encoder.encode(list(names)) if encoder else None
