"""The vendor."""

from andon.connections.vendor import register_vendor

from .vendor import GitHub

register_vendor(GitHub())
