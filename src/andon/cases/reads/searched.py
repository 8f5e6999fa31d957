"""Own fields that search looks into."""

from functools import reduce
from operator import or_

from django.db.models import Q

from andon.cases.models import CaseField


def in_searched_fields(query: str) -> Q:
    """Cases in which a searchable field holds exactly this, in any case of its letters; one query for the keys."""
    keys = set(CaseField.objects.filter(searchable=True, archived_at=None).values_list("key", flat=True))
    written = dict.fromkeys([query, query.upper(), query.lower()])
    wanted = [Q(fields__contains={key: value}) for key in sorted(keys) for value in written]
    wanted += [Q(fields__contains={key: [value]}) for key in sorted(keys) for value in written]
    return reduce(or_, wanted, Q(pk__in=[]))
