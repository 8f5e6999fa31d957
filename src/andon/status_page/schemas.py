"""What programs give and get of status pages."""

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from .models import Post, PostText, Publication

BY_LANGUAGE = "by language, such as en or de"
STATES = "of components, by slug: operational, degraded_performance, partial_outage, major_outage"
STAGES = "investigating, identified, monitoring or resolved"


class StatusPageIn(Schema):
    slug: str
    name: str
    brand: str = Field("", description="by slug or id; empty: the default brand")
    time_zone: str = "UTC"
    address: str = Field("", description="where people open it, if it has an address of its own")


class StatusPageOut(Schema):
    id: UUID
    slug: str
    name: str
    brand_id: UUID | None
    time_zone: str
    address: str


class ComponentIn(Schema):
    slug: str
    name: str
    names: dict[str, str] = Field({}, description=BY_LANGUAGE)
    group: str = ""
    capability: str = Field("", description="by slug or id")
    service: str = Field("", description="by slug or id, where no capability fits")
    position: int = Field(100, ge=0, le=32_000)
    hidden: bool = False


class ComponentOut(Schema):
    id: UUID
    slug: str
    name: str
    names: dict[str, str]
    group: str
    capability_id: UUID | None
    service_id: UUID | None
    position: int
    hidden: bool
    since: datetime


class PostIn(Schema):
    stage: str = Field(description=STAGES)
    texts: dict[str, str] = Field({}, description=f"{BY_LANGUAGE}; none: the sentence of the stage")
    states: dict[str, str] = Field({}, description=STATES)


class PublishIn(PostIn):
    page: str = Field(description="by slug or id")
    titles: dict[str, str] = Field(description=f"{BY_LANGUAGE}; en is needed. Everybody may read them.")
    stage: str = Field("investigating", description=STAGES)
    follows: bool = Field(False, description="updates to customers, and its end, appear by themselves")
    started_at: datetime | None = None


class CorrectIn(Schema):
    titles: dict[str, str] | None = None
    follows: bool | None = None


class PostOut(Schema):
    id: UUID
    stage: str
    at: datetime
    texts: dict[str, str]

    @staticmethod
    def resolve_texts(obj: Post) -> dict[str, str]:
        texts: list[PostText] = list(obj.texts.all())
        return {text.locale: text.body for text in texts}


class PublicationOut(Schema):
    id: UUID
    page: str = Field(alias="page.slug")
    titles: dict[str, str]
    stage: str
    follows: bool
    started_at: datetime
    resolved_at: datetime | None
    posts: list[PostOut]

    @staticmethod
    def resolve_posts(obj: Publication) -> list[Post]:
        return list(obj.posts.filter(withdrawn_at=None))
