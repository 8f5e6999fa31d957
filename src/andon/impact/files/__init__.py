"""Customers, schema, reports and weights as files: what `andon impact explain` reads. No database, no settings."""

from .bad_file import BadFile
from .question import FromFiles, read_question

__all__ = ["BadFile", "FromFiles", "read_question"]
