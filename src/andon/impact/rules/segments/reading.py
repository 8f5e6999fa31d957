"""Columns as they are given, read into bins."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from .choices import Binned
from .coded import Coded, code_values
from .ranged import bin_numbers, bin_versions
from .schema import Attribute
from .valued import Above, bin_flag, bin_values
from .values import Column, as_numbers

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]


class Sampled:
    """The sample's rows, and behind them the reports', of each column: read once for all causes."""

    def __init__(
        self, attributes: Sequence[Attribute], columns: Mapping[str, Column], rows: Rows, reports: Rows
    ) -> None:
        self.attributes, self._rows, self._place = attributes, len(rows), {int(r): at for at, r in enumerate(reports)}
        both = np.concatenate([rows, reports])
        self._coded = {one.name: code_values(columns[one.name][both]) for one in attributes if one.kind != "num"}
        self._numbers = {one.name: as_numbers(columns[one.name][both]) for one in attributes if one.kind == "num"}

    def binned(self, reports: Rows, least: int) -> list[Binned]:
        """`reports`: some of them; `least`: how many of these a predicate must hold for. In order of name."""
        told = np.array([self._place[int(row)] for row in reports], np.int64) + self._rows
        found = {one.name: self._alone(one, told, least) for one in self.attributes if one.kind != "cat"}
        found |= self._hierarchies([one for one in self.attributes if one.kind == "cat"], told, least)
        return [found[name] for name in sorted(found)]

    def _alone(self, attribute: Attribute, told: Rows, least: int) -> Binned:
        if attribute.kind == "num":
            numbers = self._numbers[attribute.name]
            return bin_numbers(attribute, numbers[: self._rows], numbers[told], least)
        bin_it = bin_flag if attribute.kind == "bool" else bin_versions
        return bin_it(attribute, *self._parts(attribute, told), least)

    def _parts(self, attribute: Attribute, told: Rows) -> tuple[Coded, Coded]:
        coded = self._coded[attribute.name]
        return Coded(coded.values, coded.codes[: self._rows]), Coded(coded.values, coded.codes[told])

    def _hierarchies(self, attributes: Sequence[Attribute], told: Rows, least: int) -> dict[str, Binned]:
        many = {one.name: len(self._coded[one.name].values) for one in attributes}
        found: dict[str, Binned] = {}
        for one in sorted(attributes, key=lambda one: (many[one.name], one.name)):
            above = [
                Above(found[other.name].reports, many[other.name])
                for other in attributes
                if other.family == one.family and other.name in found and 1 < many[other.name] < many[one.name]
            ]
            found[one.name] = bin_values(one, *self._parts(one, told), least, above)
        return found
