"""What a page shows, as plain values: read from the rows once, drawn into every file from here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from .history import History
from .states import impact_of, indicator, worst


@dataclass(frozen=True, slots=True)
class ComponentShown:
    """`names`: by language. `changed_at`: when its state last changed."""

    id: UUID
    slug: str
    name: str
    names: Mapping[str, str]
    group: str
    position: int
    state: str
    since: datetime
    changed_at: datetime
    history: History

    def called(self, locale: str) -> str:
        return self.names.get(locale, self.name)


@dataclass(frozen=True, slots=True)
class PostShown:
    """`texts`: by language; none is the sentence of its stage. `changes`: component, old and new state."""

    id: UUID
    stage: str
    at: datetime
    texts: Mapping[str, str]
    changes: Sequence[tuple[UUID, str, str]]

    def says(self, locale: str) -> tuple[str, str]:
        """Language and words: the wanted one's, else English, else the first there is; ("", "") for no text."""
        for wanted in (locale, "en", *self.texts):
            if wanted in self.texts:
                return wanted, self.texts[wanted]
        return "", ""


@dataclass(frozen=True, slots=True)
class IncidentShown:
    """`states`: the worst that it did to each component, by id."""

    id: UUID
    titles: Mapping[str, str]
    stage: str
    started_at: datetime
    published_at: datetime
    changed_at: datetime
    resolved_at: datetime | None
    states: Mapping[UUID, str]
    posts: Sequence[PostShown]

    def called(self, locale: str) -> str:
        return self.titles.get(locale, self.titles["en"])

    @property
    def stands(self) -> bool:
        return self.resolved_at is None

    @property
    def impact(self) -> str:
        return impact_of(self.states.values())

    @property
    def state(self) -> str:
        return worst(self.states.values())

    @property
    def monitoring_at(self) -> datetime | None:
        watched = [post.at for post in self.posts if post.stage == "monitoring"]
        return min(watched, default=None)


@dataclass(frozen=True, slots=True)
class PageShown:
    """`incidents`: newest first. `url`: where people open it. `hue`: of its accent colour."""

    id: UUID
    slug: str
    name: str
    url: str
    zone: ZoneInfo
    hue: int
    locales: Sequence[str]
    made_at: datetime
    changed_at: datetime
    components: Sequence[ComponentShown] = field(default=())
    incidents: Sequence[IncidentShown] = field(default=())

    @property
    def indicator(self) -> str:
        return indicator(component.state for component in self.components)

    @property
    def state(self) -> str:
        return worst(component.state for component in self.components)

    @property
    def standing(self) -> list[IncidentShown]:
        return [one for one in self.incidents if one.stands]

    @property
    def past(self) -> list[IncidentShown]:
        return [one for one in self.incidents if not one.stands]
