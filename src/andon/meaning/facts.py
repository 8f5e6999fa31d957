from dataclasses import dataclass

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ModelComes:
    """Texts are read by this model from now on; another may answer until it has read all."""

    model: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ModelTakesOver:
    """Answers are this model's from now on. `was`: whose they were, "" at the first."""

    model: str
    was: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingAgainAsked:
    """Somebody had everything read again by the model in use."""

    model: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswered:
    count: int
