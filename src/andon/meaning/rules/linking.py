"""To which open incident a report belongs: what it says, and what is known beside the words. Suggested, never done.

Words alone are weak: an incident is written by engineers and a report by a customer. Each case that somebody confirmed
brings the incident's middle nearer to how customers say it; three of them do more than any description.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .related import technicality
from .words import Words

Rows = NDArray[np.float32]

# What engineers and customers of one house all speak of counts half.
_COMMON = 0.5
_ALERT = 0.3
# Letters: in everyday language hardly, in technical texts more.
_LETTERS, _LETTERS_OF_TECHNICAL = 0.2, 0.6


@dataclass(frozen=True, slots=True)
class Incident:
    """`fields`: vectors of title, description and alert, zeros for none. `confirmed`: vectors of cases linked to it."""

    fields: Rows
    confirmed: Rows
    text: str = ""


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a link beside the words. None: not known, which speaks neither for nor against.

    `service`: the incident's is among the three that routing thinks likeliest. `window`: the report came while the
    incident ran. `region`: they are the same. `codes`: error codes that both name.
    """

    service: bool | None = None
    window: bool | None = None
    region: bool | None = None
    codes: frozenset[str] = field(default_factory=frozenset)

    def weight(self) -> float:
        """In units of likeness. Set by hand: there is no history to learn them from before there are links."""
        return (
            _if(self.service, 0.15, -0.1)
            + _if(self.window, 0.0, -0.5)
            + _if(self.region, 0.05, -0.15)
            + min(0.4, 0.25 * len(self.codes))
        )


NO_SIGNS = Signs()


def prototype(incident: Incident, middle: Rows) -> Rows:
    """Half its own words and the mean of the confirmed cases; of a single case no more than its own words count."""
    title, description, alert = (_apart(row[None, :], middle)[0] for row in incident.fields)
    own = _unit(title + description + _ALERT * alert)
    if not len(incident.confirmed):
        return own
    share = max(0.5, 1 / len(incident.confirmed))
    return _unit(share * own + _apart(incident.confirmed, middle).mean(axis=0))


def link(
    incidents: Sequence[Incident],
    texts: Sequence[str],
    vectors: Rows,
    middle: Rows,
    signs: Sequence[Sequence[Signs]] | None = None,
) -> list[list[tuple[int, float]]]:
    """Each text's incidents and scores, best first. `middle`: of all texts of the house. `signs`: a row a text."""
    if not incidents:
        return [[] for _ in texts]
    prototypes = np.stack([prototype(one, middle) for one in incidents])
    likeness = _apart(vectors, middle) @ prototypes.T
    words = Words.of([one.text for one in incidents])
    made = []
    for place, text in enumerate(texts):
        letters = _LETTERS + (_LETTERS_OF_TECHNICAL - _LETTERS) * technicality(text)
        known = [one.weight() for one in signs[place]] if signs is not None else [0.0] * len(incidents)
        scores = np.round(likeness[place] + letters * words.likeness(text) + np.array(known), 5)
        order = np.argsort(-scores, kind="stable")
        made.append([(int(incident), float(scores[incident])) for incident in order])
    return made


def _apart(rows: Rows, middle: Rows) -> Rows:
    apart = rows - _COMMON * middle
    apart[~rows.any(axis=1)] = 0
    lengths = np.linalg.norm(apart, axis=1, keepdims=True)
    return np.asarray(apart / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _unit(row: Rows) -> Rows:
    length = float(np.linalg.norm(row))
    return np.asarray(row / (length or 1), dtype=np.float32)


def _if(sign: bool | None, yes: float, no: float) -> float:
    return 0.0 if sign is None else yes if sign else no
