"""Contacts, by external id or else by whoever holds one of the addresses. Addresses are added, none is taken away."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from andon.customers.actions.put_contacts import ContactIn, put_contacts
from andon.customers.models import Account, Contact, ContactPoint
from andon.customers.rules.points import normalise
from andon.kit.errors import Invalid, Refused
from andon.timeline.actor import Actor

from .kind import MANY, Field, How, Kind, Row
from .named import accounts_named, one_account
from .waves import in_waves

EMAIL_NAMES = (
    "email|e-mail|mail|email address|e-mail address|emails|correo|correo electrónico|e-mail-adresse|adresse e-mail|"
    "courriel|posta elettronica|indirizzo e-mail"
)
FIELDS = (
    Field("external_id", _("External id"), "external id|id|contact id|kontakt id|person id|id contact"),
    Field(
        "name",
        _("Name"),
        "name|full name|contact|contact name|person|ansprechpartner|kontakt|nom complet|"
        "nombre completo|nome completo|contacto|contatto",
    ),
    Field("first_name", _("First name"), "first name|given name|vorname|prénom|nombre|nome"),
    Field(
        "last_name",
        _("Last name"),
        "last name|surname|family name|nachname|nom|apellido|apellidos|cognome|sobrenome",
    ),
    Field("emails", _("E-mail addresses"), EMAIL_NAMES, MANY),
    Field(
        "phones",
        _("Phones"),
        "phone|phones|telephone|phone number|mobile|telefon|téléphone|teléfono|telefono|telefone|mobil|handy|tel",
        MANY,
    ),
    Field("handles", _("Handles"), "handle|handles|user name|username|benutzername|pseudo", MANY),
    Field(
        "account",
        _("Account: external id or name"),
        "account|account id|company|customer|customer id|customer number|organisation|firma|"
        "organization|kunde|kundennummer|société|entreprise|empresa|azienda|cliente",
    ),
    Field("position", _("What she does there"), "position|title|job title|role|funktion|poste|cargo"),
    Field("locale", _("Language"), "language|locale|lang|sprache|langue|idioma|lingua"),
    Field("time_zone", _("Time zone"), "time zone|timezone|tz|zeitzone|fuseau horaire|zona horaria"),
)
_POINTS = {"emails": "email", "phones": "phone", "handles": "handle"}
_KEPT = ("name", "position", "locale", "time_zone")
Point = tuple[str, str]


def put(rows: Sequence[Row], how: How, by: Actor) -> Sequence[str | Refused]:
    return in_waves(rows, _names, lambda wave: _put(wave, by))


def _names(row: Row) -> set[str]:
    """Her id and her addresses; as they are written, but that no two spellings of one name two people."""
    written = [value for field in _POINTS for value in row.get(field, [])]
    ids = [row["external_id"]] if row.get("external_id") else []
    return {"".join(letter for letter in text.casefold() if letter.isalnum()) for text in (*written, *ids)} - {""}


def _put(rows: Sequence[Row], by: Actor) -> Sequence[str | Refused]:
    accounts = accounts_named(row.get("account", "") for row in rows)
    given: list[ContactIn | Refused] = []
    known = _known(rows, accounts)
    for row in rows:
        try:
            given.append(_given(row, accounts, _one_of(row, accounts, known)))
        except Refused as refused:
            given.append(refused)
    put = iter(put_contacts([one for one in given if isinstance(one, ContactIn)], by=by))
    done = [next(put) if isinstance(one, ContactIn) else one for one in given]
    return [one.was_put if isinstance(one, Contact) else one for one in done]


def _known(rows: Sequence[Row], accounts: Mapping[str, list[Account]]) -> dict[Point, Contact]:
    """By external id and by address; two queries."""
    ids = {row["external_id"] for row in rows if row.get("external_id")}
    wanted = {point for row in rows for point in _points(row, accounts)}
    seen = Contact.objects.select_related("account").prefetch_related("points")
    by_id = seen.in_bulk(list(ids), field_name="external_id") if ids else {}
    held = ContactPoint.objects.filter(value__in={value for _kind, value in wanted}).values_list(
        "kind", "value", "contact_id"
    )
    of = {(kind, value): contact for kind, value, contact in held}
    people = seen.in_bulk(set(of.values()))
    return {point: people[contact] for point, contact in of.items()} | {
        ("external_id", str(key)): contact for key, contact in by_id.items()
    }


def _points(row: Row, accounts: Mapping[str, list[Account]]) -> list[Point]:
    """Those that can be read; what cannot is refused where she is put."""
    of = accounts.get(row.get("account", ""), [])
    region = of[0].region if len(of) == 1 else ""
    found = []
    for field, kind in _POINTS.items():
        for value in row.get(field, []):
            try:
                found.append((kind, normalise(kind, value, region=region)))
            except Invalid:
                continue
    return found


def _one_of(row: Row, accounts: Mapping[str, list[Account]], known: Mapping[Point, Contact]) -> Contact | None:
    if row.get("external_id"):
        return known.get(("external_id", row["external_id"]))
    return next((known[point] for point in _points(row, accounts) if point in known), None)


def _given(row: Row, accounts: Mapping[str, list[Account]], known: Contact | None) -> ContactIn:
    account = one_account(row.get("account", ""), accounts) or (known.account if known else None)
    merged: dict[str, Any] = {field: getattr(known, field) for field in _KEPT} if known else {}
    merged |= {field: row[field] for field in _KEPT if field in row}
    if "name" not in row and (parts := [row[part] for part in ("first_name", "last_name") if row.get(part)]):
        merged["name"] = " ".join(parts)
    merged.setdefault("name", "")
    held = list(known.points.all()) if known else []
    for field, kind in _POINTS.items():
        merged[field] = [*(point.value for point in held if point.kind == kind), *row.get(field, [])]
    return ContactIn(
        external_id=(known.external_id if known else "") or row.get("external_id", ""),
        account=(account.external_id or "") if account else "",
        attributes={**(known.attributes if known else {}), **row.get("attributes", {})},
        **merged,
    )


CONTACTS = Kind(
    "contacts",
    FIELDS,
    put,
    needed=(("external_id", "emails", "phones", "handles"),),
    defined=True,
)
