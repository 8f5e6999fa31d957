"""All attributes side by side, and all predicates about them, so that whom each holds for is counted in one sweep."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .choices import Binned, Codes, Floats, Predicate

Mask = NDArray[np.bool_]
_SET = 4
# Rows among which the search counts; what it finds is counted again among all of the sample.
MOST_SEARCHED = 32_768
Words = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Counts:
    """For each predicate."""

    base: Codes
    reports: Codes


class Plane:
    """Predicates are numbered: those that are runs of bins first, then the sets."""

    def __init__(self, attributes: Sequence[Binned], size: int) -> None:
        self.size, self.attributes = size, list(attributes)
        offsets = np.concatenate([[0], np.cumsum([one.bins for one in attributes])]).astype(np.int64)
        self._offsets, self.bins = offsets, int(offsets[-1])
        every = -(-len(attributes[0].base) // MOST_SEARCHED)
        self._base = np.column_stack([one.base[::every] + at for one, at in zip(attributes, offsets, strict=False)])
        self._told = np.column_stack([one.reports + at for one, at in zip(attributes, offsets, strict=False)])
        self.rows, self.reports = self._base.shape[0], self._told.shape[0]
        numbered = list(enumerate(attributes))
        self._starts = np.array([offsets[n] + at for n, one in numbered for at in one.starts], np.int64)
        self._stops = np.array([offsets[n] + at for n, one in numbered for at in one.stops], np.int64)
        sets = [(n, members) for n, one in numbered for members, _prior, _name in one.sets]
        self._members = np.full((len(sets), _SET), self.bins, np.int64)
        for at, (n, members) in enumerate(sets):
            self._members[at, : len(members)] = np.array(members) + offsets[n]
        self.of = np.array([n for n, one in numbered for _ in one.starts] + [n for n, _members in sets], np.int64)
        priors = [prior for one in attributes for prior in one.priors]
        self.priors = np.array(priors + [prior for one in attributes for _m, prior, _v in one.sets], np.float64)
        names = [(one.attr, *name) for one in attributes for name in one.names]
        names += [(one.attr, *name) for one in attributes for _m, _p, name in one.sets]
        self.predicates = [Predicate(*name) for name in names]
        families = {family: at for at, family in enumerate(dict.fromkeys(one.family for one in attributes))}
        self._families = np.array([families[one.family] for one in attributes], np.int64)
        self.family = self._families[self.of]
        self._masks: dict[int, tuple[Mask, Mask]] = {}
        self._packed: dict[int, Words] = {}

    def is_run(self, predicate: int) -> bool:
        return predicate < len(self._starts)

    def masks(self, predicate: int) -> tuple[Mask, Mask]:
        """For whom it holds: in the sample, and of the reports."""
        if predicate not in self._masks:
            column, wanted = self.of[predicate], self._wanted(predicate)
            self._masks[predicate] = wanted[self._base[:, column]], wanted[self._told[:, column]]
        return self._masks[predicate]

    def _wanted(self, predicate: int) -> Mask:
        """By bin."""
        wanted = np.zeros(self.bins + 1, np.bool_)
        if self.is_run(predicate):
            wanted[self._starts[predicate] : self._stops[predicate]] = True
        else:
            wanted[self._members[predicate - len(self._starts)]] = True
        return wanted

    def packed(self, predicate: int) -> Words:
        """For whom of the whole sample it holds, a bit each."""
        if predicate not in self._packed:
            column = int(self.of[predicate])
            mask = self._wanted(predicate)[self._offsets[column] :][self.attributes[column].base]
            bits = np.packbits(mask)
            self._packed[predicate] = np.pad(bits, (0, -len(bits) % 8)).view(np.uint64)
        return self._packed[predicate]

    def masks_of(self, predicates: Sequence[int]) -> tuple[Mask, Mask]:
        base, told = np.ones(self.rows, np.bool_), np.ones(self.reports, np.bool_)
        for one in predicates:
            in_base, in_told = self.masks(one)
            base, told = base & in_base, told & in_told
        return base, told

    def count(self, base: Mask | None = None, told: Mask | None = None) -> Counts:
        """How many of those each predicate holds for."""
        return Counts(self._counted(self._base, base), self._counted(self._told, told))

    def _counted(self, codes: Codes, mask: Mask | None) -> Codes:
        chosen = codes if mask is None else codes[np.flatnonzero(mask)]
        each = np.bincount(chosen.ravel(), minlength=self.bins + 1)
        upto = np.concatenate([[0], np.cumsum(each)])
        runs = upto[self._stops] - upto[self._starts]
        return np.concatenate([runs, each[self._members].sum(axis=1)])

    def share(self, counts: Counts) -> Floats:
        """Of all contacts; never less than the reporters themselves are of the customers."""
        return np.asarray(np.maximum(counts.base / self.rows, counts.reports / self.size))
