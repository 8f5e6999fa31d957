"""How payloads of one integration key are read: paste a sample, see what it becomes, save (administrators)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from andon.alerts.actions.put_mapping import put_mapping
from andon.alerts.forms import MappingForm
from andon.alerts.models import IntegrationKey
from andon.alerts.registry import all_formats
from andon.alerts.rules import strict_json
from andon.alerts.rules.details import details_of
from andon.alerts.rules.mapping import TABLES, TEXTS, Made, apply_mapping, mapping_faults
from andon.alerts.rules.presets import PRESETS
from andon.alerts.rules.severities import lamp_of
from andon.alerts.rules.tables import BadRow, read_table, write_table
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.ui.faults import show_refusal

_MOST_SHOWN = 20


@require_http_methods(["GET", "POST"])
@for_roles("administrator")
def mapping(request: StaffRequest, id: UUID) -> HttpResponse:
    """The form; a POST tries what was typed on the sample, and saves nothing."""
    key = _found(id)
    if request.method == "GET":
        return _show(request, key, MappingForm(initial=_typed(PRESETS.get(request.GET.get("preset", ""), key.mapping))))
    form = MappingForm(request.POST)
    made: Sequence[Made] | None = None
    if form.is_valid() and (put := _mapping(form)) is not None:
        made = _tried(form, put)
    return _show(request, key, form, made)


@require_POST
@for_roles("administrator")
def put(request: StaffRequest, id: UUID) -> HttpResponse:
    key, form = _found(id), MappingForm(request.POST)
    if form.is_valid() and (given := _mapping(form)) is not None:
        try:
            put_mapping(key, mapping=given, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("alerts:integration_keys")
    return _show(request, key, form)


def _found(id: UUID) -> IntegrationKey:
    key = get_object_or_404(IntegrationKey.objects.valid().select_related("service"), id=id)
    known = all_formats().get(key.format)
    if known is None or not known.takes_mapping:
        raise Http404
    return key


def _typed(stored: dict[str, Any]) -> dict[str, str]:
    texts = {name: stored.get(name, "") for name in TEXTS}
    return texts | {name: write_table(_in_order(stored.get(name, {}), allowed)) for name, allowed in TABLES.items()}


def _in_order(rows: dict[str, str], allowed: tuple[str, ...]) -> dict[str, str]:
    """The worst first; the database does not keep the order in which they were typed."""
    return dict(sorted(rows.items(), key=lambda row: allowed.index(row[1]) if allowed else 0))


def _mapping(form: MappingForm) -> dict[str, Any] | None:
    """What was typed; None, with each fault at its field, where it cannot be used."""
    given: dict[str, Any] = {name: form.cleaned_data[name] for name in TEXTS}
    for name in TABLES:
        try:
            given[name] = read_table(form.cleaned_data[name])
        except BadRow as bad:
            form.add_error(name, _("Line %(number)s is no “word = meaning”.") % {"number": bad.number})
    if form.errors:
        return None
    for name, said in mapping_faults(given).items():
        form.add_error(name, said)
    return None if form.errors else given


def _tried(form: MappingForm, given: dict[str, Any]) -> Sequence[Made] | None:
    try:
        raw = strict_json.load(form.cleaned_data["sample"].encode(errors="surrogatepass"))
    except ValueError as error:
        reason = str(error)
        said = _("Paste a sample first.") if not form.cleaned_data["sample"].strip() else _("This is no JSON.")
        form.add_error("sample", reason if reason == strict_json.NOT_STORABLE else said)
        return None
    made = apply_mapping(given, raw)
    for name, said in (made[0].faults if made else {"each": _("This finds nothing in the sample.")}).items():
        form.add_error(name, said)
    return made


def _show(
    request: StaffRequest, key: IntegrationKey, form: MappingForm, made: Sequence[Made] | None = None
) -> HttpResponse:
    events = [one.event for one in made or [] if one.event]
    context = {
        "key": key,
        "form": form,
        "presets": PRESETS,
        "tried": made is not None,
        "count": len(made or []),
        "events": [(event, lamp_of(event.severity), details_of(event.payload)) for event in events[:_MOST_SHOWN]],
    }
    return render(request, "alerts/mapping.html", context, status=422 if form.errors else 200)
