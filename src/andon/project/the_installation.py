"""The installation itself, as what facts and links are about."""

from uuid import UUID

from andon.kit.subject import Subject

INSTALLATION = Subject("installation", UUID(int=0))
