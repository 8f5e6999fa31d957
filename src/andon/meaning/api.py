"""Search by meaning, for programs: asked by a POST, because a worker has to answer, and then fetched. And how far texts
are understood."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Router, Schema
from pydantic import Field

from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import read_all_again as reading_again
from .actions import search_by_meaning as searching
from .models import Search
from .reads.found_by_meaning import found_by
from .reads.progress import Progress, progress

router = Router(tags=["Search"])
STAFF = ("agent", "responder", "lead", "stakeholder", "administrator")


class SearchBody(Schema):
    q: str = Field(description="what is looked for, in any language; 3 to 200 characters")


class FoundOut(Schema):
    kind: str = Field(description="case, incident or signal")
    id: UUID
    title: str
    detail: str
    at: datetime | None
    similarity: float = Field(description="cosine of what both mean; compare it only within one answer")


class SearchOut(Schema):
    id: UUID
    state: str = Field(description="waiting or answered")
    asked_at: datetime
    answered_at: datetime | None
    hits: list[FoundOut]


@router.post("/searches/search_by_meaning", response={202: SearchOut})
def search_by_meaning(request: ApiRequest, body: SearchBody) -> dict[str, Any]:
    """Look for what says the same in other words. Read the answer at /searches/{id}, in a moment and for an hour."""
    only_for(request.access, *STAFF)
    return _out(searching.search_by_meaning(body.q, by=request.access), request)


@router.get("/searches/{ref}", response=SearchOut)
def read_search(request: ApiRequest, ref: UUID) -> dict[str, Any]:
    """What the caller may see of what was found, best first. Only who asked may read it."""
    only_for(request.access, *STAFF)
    return _out(by_ref(Search.objects.visible_to(request.access), str(ref)), request)


def _out(search: Search, request: ApiRequest) -> dict[str, Any]:
    hits = [
        {"kind": one.kind, "similarity": one.similarity, **{key: getattr(one.shown, key) for key in _SHOWN}}
        for one in found_by(search, request.access)
    ]
    known = {"id": search.id, "asked_at": search.asked_at, "answered_at": search.answered_at}
    return known | {"state": "answered" if search.answered_at else "waiting", "hits": hits}


_SHOWN = ("id", "title", "detail", "at")


class ModelOut(Schema):
    id: str
    in_use: bool
    began_at: datetime
    texts: int
    share: float = Field(description="0 to 1; 1 once it has read all")
    complete: bool
    back_to: datetime | None = Field(description="what was said before it came is read newest first, so far")


class LanguageOut(Schema):
    language: str
    texts: int


class ProgressOut(Schema):
    models: list[ModelOut]
    waiting: int
    set_aside: int = Field(description="texts that ended the worker again and again")
    alive: bool = Field(description="whether a worker reads texts")
    languages: list[LanguageOut]


@router.get("/reading", response=ProgressOut)
def read_reading(request: ApiRequest) -> dict[str, Any]:
    """How far texts are understood, and by which model."""
    only_for(request.access, "administrator")
    return _progress_out(progress())


@router.post("/reading/read_all_again", response=ProgressOut)
def read_all_again(request: ApiRequest) -> dict[str, Any]:
    """By the model in use, the newest first; answers stay what they are meanwhile."""
    only_for(request.access, "administrator")
    reading_again.read_all_again(by=request.access.actor)
    return _progress_out(progress())


def _progress_out(found: Progress) -> dict[str, Any]:
    said = {name: getattr(found, name) for name in ("models", "waiting", "set_aside", "alive")}
    return said | {"languages": [{"language": code, "texts": count} for code, count in found.languages]}
