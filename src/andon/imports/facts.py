from dataclasses import dataclass

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ImportUploaded:
    kind: str
    size: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMapped:
    """`fields`: what its columns go to."""

    encoding: str
    fields: list[str]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCheckStarted:
    pass


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChecked:
    created: int
    changed: int
    unchanged: int
    refused: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ImportStarted:
    kind: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProgressed:
    done: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPaused:
    done: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResumed:
    done: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCancelled:
    done: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFinished:
    created: int
    changed: int
    unchanged: int
    refused: int


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFileForgotten:
    """`why`: asked, age, erasure."""

    why: str
