"""Addresses of ours: `name+anything@host` is name@host, in any case of letters."""

import re

LONGEST_NAME = 20
"""Of what stands before the @: a reply address adds 43 characters, and RFC 5321 allows 64."""

_HOST = re.compile(r"(?=.{1,190}\Z)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+")
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")


_PART = r"[^<>@\s\x00-\x1f\x7f]"
_ANY = re.compile(rf"{_PART}{{1,64}}@{_PART}{{1,190}}")


def is_address(text: str) -> bool:
    """Whether it looks like anybody's address."""
    return bool(_ANY.fullmatch(text))


def without_tag(address: str) -> str:
    """The mailbox of care+token@host: care@host."""
    name, _at, host = address.strip().lower().rpartition("@")
    return f"{name.partition('+')[0]}@{host}"


def with_tag(address: str, tag: str) -> str:
    name, _at, host = address.rpartition("@")
    return f"{name}+{tag}@{host}"


def fits(address: str) -> bool:
    """Whether it can be a mailbox of ours: plain letters, no + of its own, short enough to carry a token."""
    name, _at, host = address.rpartition("@")
    return len(name) <= LONGEST_NAME and bool(_NAME.fullmatch(name)) and bool(_HOST.fullmatch(host))
