from dataclasses import dataclass
from uuid import UUID

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPagePut:
    slug: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentPut:
    page: str
    slug: str


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPublished:
    page: str
    publication: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPosted:
    """`first`: with it the incident came onto the page. `by_itself`: nobody was asked, for it follows the incident."""

    page: str
    post: UUID
    stage: str
    first: bool
    by_itself: bool


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class PostTakenBack:
    page: str
    post: UUID


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationCorrected:
    page: str
    fields: list[str]


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentUnpublished:
    page: str
