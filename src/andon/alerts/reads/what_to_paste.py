"""Which address goes where in a monitor's settings, with an example that can be copied."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from andon.alerts.registry import all_formats


@dataclass(frozen=True, slots=True)
class Paste:
    title: str
    where: Any
    address: str
    example: str
    takes_mapping: bool


def what_to_paste(format: str, key: str) -> Paste:
    known = all_formats()[format]
    address = known.address(settings.BASE_URL, key)
    example = known.example
    for name, text in (("{base}", settings.BASE_URL), ("{address}", address), ("{key}", key)):
        example = example.replace(name, text)
    return Paste(known.title, known.where, address, example, known.takes_mapping)
