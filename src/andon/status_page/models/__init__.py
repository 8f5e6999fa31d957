from .component import Component
from .post import Post, PostText
from .publication import Publication
from .spell import Spell
from .status_page import StatusPage

__all__ = ["Component", "Post", "PostText", "Publication", "Spell", "StatusPage"]
