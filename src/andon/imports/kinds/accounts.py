"""Accounts, by external id or else by name. What has no column, and what is empty, stays as it is."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from andon.customers.actions.put_accounts import AccountIn, put_accounts
from andon.customers.models import Account
from andon.customers.models.account import Tier
from andon.kit.errors import Invalid, Refused
from andon.timeline.actor import Actor

from .kind import AMOUNT, Field, How, Kind, Row
from .named import accounts_named, one_account
from .waves import in_waves

FIELDS = (
    Field(
        "external_id",
        _("External id"),
        "external id|id|account id|customer id|customer number|account number|kundennummer|"
        "kunden-nr|kundennr|numéro client|id client|número de cliente|codice cliente|"
        "kunden id",
    ),
    Field(
        "name",
        _("Name"),
        "name|account|account name|company|company name|organisation|organization|customer|"
        "firma|kunde|unternehmen|société|entreprise|empresa|azienda|nome|nombre|nom",
    ),
    Field("tier", _("Tier"), "tier|segment|level|stufe|niveau|nivel|livello|nível"),
    Field(
        "yearly_value",
        _("Value a year"),
        "yearly value|value|arr|annual revenue|revenue|annual value|contract value|umsatz|"
        "jahresumsatz|jahreswert|valeur annuelle|chiffre d'affaires|ingresos|valor anual|"
        "valore",
        AMOUNT,
    ),
    Field("currency", _("Currency"), "currency|währung|devise|moneda|valuta|moeda"),
    Field(
        "contract_text",
        _("Contract, in words"),
        "contract|contract text|contract notes|vertrag|contrat|contrato|contratto",
    ),
    Field("region", _("Country, two letters"), "country|country code|region|land|pays|país|paese"),
    Field("time_zone", _("Time zone"), "time zone|timezone|tz|zeitzone|fuseau horaire|zona horaria"),
    Field("locale", _("Language"), "language|locale|lang|sprache|langue|idioma|lingua"),
)
_KEPT = ("name", "tier", "yearly_value", "currency", "contract_text", "region", "time_zone", "locale")
_TIERS = {str(word).casefold(): tier.value for tier in Tier for word in (tier.value, tier.label)}


def put(rows: Sequence[Row], how: How, by: Actor) -> Sequence[str | Refused]:
    return in_waves(
        rows,
        lambda row: {text for text in (row.get("external_id"), row.get("name")) if text},
        lambda wave: _put(wave, by),
    )


def _put(rows: Sequence[Row], by: Actor) -> Sequence[str | Refused]:
    named = accounts_named(text for row in rows for text in (row.get("external_id", ""), row.get("name", "")))
    given = [_given(row, named) for row in rows]
    put = iter(put_accounts([one for one in given if isinstance(one, AccountIn)], by=by))
    done = [next(put) if isinstance(one, AccountIn) else one for one in given]
    return [one.was_put if isinstance(one, Account) else one for one in done]


def _given(row: Row, named: Mapping[str, list[Account]]) -> AccountIn | Refused:
    key, name = row.get("external_id", ""), row.get("name", "")
    try:
        tier = _tier(row.get("tier", ""))
        known = named[key][0] if named.get(key) and named[key][0].external_id == key else None
        if not key and named.get(name):
            known = one_account(name, named, "name")
    except Refused as refused:
        return refused
    merged: dict[str, Any] = {field: getattr(known, field) for field in _KEPT} if known else {}
    merged |= {field: row[field] for field in _KEPT if field in row}
    if tier:
        merged["tier"] = tier
    merged.setdefault("name", "")
    merged["attributes"] = {**(known.attributes if known else {}), **row.get("attributes", {})}
    merged["yearly_value"] = merged.get("yearly_value", Decimal(0))
    # One without an id of its own is known by its name from now on.
    return AccountIn(external_id=(known.external_id if known else "") or key or name[:120], **merged)


def _tier(said: str) -> str:
    if said and said.casefold() not in _TIERS:
        known = {"value": said[:40], "tiers": ", ".join(Tier.values)}
        raise Invalid({"tier": _now("“%(value)s” is none of: %(tiers)s.") % known})
    return _TIERS.get(said.casefold(), "")


ACCOUNTS = Kind("accounts", FIELDS, put, needed=(("external_id", "name"),), defined=True)
