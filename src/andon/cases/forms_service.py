"""What a case is about, chosen from the catalogue."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Capability, Service

Choices = list[tuple[Any, Any]]


class ServiceForm(forms.Form):
    """Its cleaned data are the arguments of `set_service`."""

    about = forms.ChoiceField(label=_("What it is about"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = about_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        return about_of(self.cleaned_data.get("about", ""))


def about_choices() -> Choices:
    """Services with their capabilities below them; two queries."""
    services = list(Service.objects.prefetch_related("capabilities"))
    found: Choices = [("", _("Nothing of these"))]
    for service in services:
        offered = [(f"capability:{one.id}", one.name) for one in service.capabilities.all()]
        found.append((service.name, [(f"service:{service.id}", service.name), *offered]))
    return found


def about_of(chosen: str) -> dict[str, Any]:
    """Of a choice that the form has checked: the service and the capability."""
    kind, _colon, key = chosen.partition(":")
    if kind == "capability":
        capability = Capability.objects.select_related("service").get(id=key)
        return {"service": capability.service, "capability": capability}
    return {"service": Service.objects.get(id=key) if kind == "service" else None, "capability": None}


def about_key(service: object, capability: object) -> str:
    """The choice that stands for these ids."""
    return f"capability:{capability}" if capability else f"service:{service}" if service else ""
