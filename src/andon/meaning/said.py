"""What subjects say, ready to be read: cut, without what no database takes, none that says nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from andon.kit.text import scrub

from .readable import LONGEST, Readable, Said


def said_by(readable: Readable, ids: Sequence[UUID]) -> dict[UUID, Said]:
    found = readable.texts_of(ids)
    cut = {id: replace(said, text=scrub(said.text[:LONGEST]).strip()) for id, said in found.items()}
    return {id: said for id, said in cut.items() if said.text}


def digest_of(said: Said) -> str:
    return hashlib.sha256(said.text.encode()).hexdigest()
