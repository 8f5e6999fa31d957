from .brand import Brand
from .capability import Capability
from .dependency import Dependency
from .service import Service

__all__ = ["Brand", "Capability", "Dependency", "Service"]
