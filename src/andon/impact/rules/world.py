"""The part of the world that a country lies in (United Nations, M49), by ISO 3166 codes. Plain data.

Codes, not words: a screen says them in its own language.
"""

_PARTS = {
    "northern-europe": "AX DK EE FO FI GB GG IE IM IS JE LT LV NO SE SJ",
    "western-europe": "AT BE CH DE FR LI LU MC NL",
    "southern-europe": "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK",
    "eastern-europe": "BG BY CZ HU MD PL RO RU SK UA",
    "northern-america": "BM CA GL PM US",
    "central-america": "BZ CR GT HN MX NI PA SV",
    "south-america": "AR BO BR CL CO EC FK GF GY PE PY SR UY VE",
    "caribbean": "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI",
    "northern-africa": "DZ EG EH LY MA SD TN",
    "western-africa": "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG",
    "middle-africa": "AO CD CF CG CM GA GQ ST TD",
    "eastern-africa": "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TZ UG YT ZM ZW",
    "southern-africa": "BW LS NA SZ ZA",
    "western-asia": "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",
    "central-asia": "KG KZ TJ TM UZ",
    "southern-asia": "AF BD BT IN IR LK MV NP PK",
    "eastern-asia": "CN HK JP KP KR MN MO TW",
    "south-eastern-asia": "BN ID KH LA MM MY PH SG TH TL VN",
    "oceania": "AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV VU WF WS",
}
_OF = {country: part for part, countries in _PARTS.items() for country in countries.split()}


def part_of_world(country: str) -> str | None:
    """ "southern-europe" of "PT"; None of what is no country."""
    return _OF.get(country.upper())


def all_parts() -> list[str]:
    return list(_PARTS)
