from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from andon.customers.facts import AttributeDefined
from andon.customers.models import AttributeDefinition
from andon.customers.models.attribute_definition import KINDS
from andon.kit.errors import Invalid
from andon.kit.subject import Subject
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record

_INSTALLATION = Subject.parse("installation:00000000-0000-0000-0000-000000000000")


@transaction.atomic
def define_attribute(
    *,
    key: str,
    label: str,
    kind: str,
    by: Actor,
    many: bool = False,
    hierarchy: bool = False,
    searchable: bool = False,
    choices: Sequence[str] = (),
) -> AttributeDefinition:
    """Define what an attribute of accounts and contacts means, or change it. Values already stored stay as they are."""
    if kind not in KINDS:
        raise Invalid({"kind": _("A kind is one of %(kinds)s.") % {"kinds": ", ".join(KINDS)}})
    if kind == "ord" and not choices:
        raise Invalid({"choices": _("Name the values in their order, lowest first.")})
    if hierarchy and kind != "cat":
        raise Invalid({"hierarchy": _("Only a category has levels.")})
    definition, __ = AttributeDefinition.objects.update_or_create(
        key=clean(key, "key", 60, required=True),
        defaults={
            "label": clean(label, "label", 120, required=True),
            "kind": kind,
            "many": many,
            "hierarchy": hierarchy,
            "searchable": searchable,
            "choices": [clean(choice, "choices", 120, required=True) for choice in choices],
        },
    )
    record(AttributeDefined(key=definition.key, kind=kind), subject=_INSTALLATION, by=by)
    return definition
