"""A customer base with twenty correlated attributes. Nothing here knows the solver: sizes are Zipf's."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]
Mask = NDArray[np.bool_]

_COUNTRIES = {
    "Europe": {
        "southern Europe": ["IT", "ES", "PT", "GR", "HR", "MT"],
        "western Europe": ["FR", "NL", "BE", "LU", "IE", "GB"],
        "central Europe": ["DE", "AT", "CH", "CZ", "PL", "HU", "SK"],
        "northern Europe": ["SE", "NO", "DK", "FI", "EE", "LT"],
    },
    "Americas": {
        "North America": ["US", "CA", "MX"],
        "South America": ["BR", "AR", "CL", "CO", "PE"],
    },
    "Asia": {
        "East Asia": ["JP", "KR", "TW", "HK"],
        "South Asia": ["IN", "PK", "BD", "LK"],
        "South-East Asia": ["SG", "TH", "VN", "ID", "MY"],
    },
    "Oceania": {"Australasia": ["AU", "NZ"]},
}
_TONGUES = {
    **dict.fromkeys(["DE", "AT", "CH"], "de"),
    **dict.fromkeys(["FR", "LU"], "fr"),
    **dict.fromkeys(["NL", "BE"], "nl"),
    **dict.fromkeys(["ES", "MX", "AR", "CL", "CO", "PE"], "es"),
    **dict.fromkeys(["PT", "BR"], "pt"),
    "IT": "it",
    "JP": "ja",
    "PL": "pl",
    "SE": "sv",
}
_CENTRES = {"Europe": ["fra1", "ams3"], "Americas": ["iad2", "gru1"], "Asia": ["sin1", "nrt1"], "Oceania": ["syd1"]}
_OS_MAJOR = [14, 14, 14, 13, 13, 13, 12, 12, 11, 10, 9, 9, 8, 8]
_OS_MINOR = [2, 1, 0, 2, 1, 0, 1, 0, 0, 0, 1, 0, 1, 0]
SCHEMA: dict[str, dict[str, str]] = {
    "region": {"kind": "cat", "hier": "place"},
    "subregion": {"kind": "cat", "hier": "place"},
    "country": {"kind": "cat", "hier": "place"},
    "language": {"kind": "cat"},
    "datacenter": {"kind": "cat"},
    "isp": {"kind": "cat"},
    "plan": {"kind": "cat"},
    "platform": {"kind": "cat"},
    "device": {"kind": "cat"},
    "os_version": {"kind": "ord"},
    "client_version": {"kind": "ord"},
    "account_number": {"kind": "num"},
    "shard": {"kind": "cat"},
    "seats": {"kind": "num"},
    "tenure_days": {"kind": "num"},
    "flag_teapot": {"kind": "bool"},
    "flag_new_editor": {"kind": "bool"},
    "flag_sso": {"kind": "bool"},
    "flag_ab": {"kind": "bool"},
    "flag_beta": {"kind": "bool"},
}


@dataclass(frozen=True, slots=True)
class Population:
    schema: dict[str, dict[str, str]]
    columns: dict[str, Column]
    # How often each customer usually writes.
    contact_rate: NDArray[np.float64]
    # Ranks of what is ordered, for making truths.
    ranks: dict[str, NDArray[np.float64]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.contact_rate)


def populate(size: int, seed: int) -> Population:
    dice = np.random.default_rng(seed)
    places = [(r, s, c) for r, by in _COUNTRIES.items() for s, countries in by.items() for c in countries]
    at = _zipf(dice, size, len(places), 0.9)
    region, subregion, country = (_named([place[part] for place in places], at) for part in range(3))
    language = _mixed(dice, _named([_TONGUES.get(c, "en") for _r, _s, c in places], at), "en", 0.12)
    centre = _named([str(dice.choice(_CENTRES[r])) for r, _s, _c in places], at)
    anywhere = np.array([one for some in _CENTRES.values() for one in some], object)
    centre = np.where(dice.random(size) < 0.93, centre, anywhere[dice.integers(0, len(anywhere), size)])
    isps = np.array([[f"{c}-net-{number}" for number in range(8)] for _r, _s, c in places], object)
    isp = isps[at, _zipf(dice, size, 8, 1.2)]
    plan_at = np.searchsorted(np.cumsum([0.55, 0.27, 0.14]), dice.random(size))
    plan = _named(["free", "team", "business", "enterprise"], plan_at)
    platform_at = np.searchsorted(np.cumsum([0.38, 0.27, 0.20, 0.11]), dice.random(size))
    platform = _named(["android", "ios", "windows", "macos", "linux"], platform_at)
    makers = {0: ["pixel", "galaxy", "redmi", "oneplus"], 1: ["iphone", "ipad"], 2: ["desktop", "laptop"]}
    device = np.empty(size, object)
    for number in range(5):
        names = makers.get(number, ["desktop", "laptop", "mini"])
        those = platform_at == number
        device[those] = _named(names, _zipf(dice, int(those.sum()), len(names), 0.8))
    os_rank = np.minimum(dice.geometric(0.28, size) - 1, 13) * 1.0
    os_names = [f"{number}.{minor}" for number, minor in zip(_OS_MAJOR, _OS_MINOR, strict=True)]
    os_version = _named(os_names, os_rank.astype(int))
    late = dice.beta(3, 1.2, size) * 24
    client_rank = np.floor(late - (plan_at == 3) * dice.integers(0, 5, size)).clip(0, 23)
    client_names = [f"{4 + number // 8}.{number % 8 + 4}.{number * 7 % 5}" for number in range(24)]
    client = _named(client_names, client_rank.astype(int))
    tenure = np.floor(dice.gamma(1.4, 420, size)).clip(0, 4000)
    account = 100_000 + np.argsort(np.argsort(-tenure + dice.normal(0, 120, size))) * (900_000 // size or 1)
    account = (account + dice.integers(0, max(1, 900_000 // size), size)).astype(np.float64)
    shards = np.array([f"shard-{number:02d}" for number in dice.permutation(18)], object)
    shard = shards[((account - account.min()) / 50_000).astype(int).clip(0, 17)]
    seats = np.ceil(np.exp(dice.normal(np.array([0.3, 1.9, 3.4, 5.1])[plan_at], 0.9))).clip(1, 20_000)
    flags = {
        "flag_teapot": dice.random(size) < np.where(plan_at >= 1, 0.35, 0.08),
        "flag_new_editor": dice.random(size) < np.where(client_rank >= 15, 0.5, 0.05),
        "flag_sso": dice.random(size) < np.array([0.0, 0.06, 0.45, 0.9])[plan_at],
        "flag_ab": dice.random(size) < 0.5,
        "flag_beta": dice.random(size) < np.where(tenure > 900, 0.14, 0.03),
    }
    columns: dict[str, Column] = {
        "region": region, "subregion": subregion, "country": country, "language": language, "datacenter": centre,
        "isp": isp, "plan": plan, "platform": platform, "device": device, "os_version": os_version,
        "client_version": client, "account_number": account, "shard": shard, "seats": seats, "tenure_days": tenure,
        **flags,
    }  # fmt: skip
    ranks = {"os_version": 13 - os_rank, "client_version": client_rank}
    ranks |= {"account_number": account, "seats": seats, "tenure_days": tenure}
    return Population(SCHEMA, columns, np.array([1.0, 1.6, 3.0, 3.5])[plan_at], ranks)


def _zipf(dice: np.random.Generator, size: int, kinds: int, power: float) -> NDArray[np.int64]:
    share = 1 / np.arange(1, kinds + 1) ** power
    return np.searchsorted(np.cumsum(share / share.sum())[:-1], dice.random(size)).astype(np.int64)


def _named(names: list[str], at: NDArray[Any]) -> Column:
    return np.asarray(np.array(names, object)[at])


def _mixed(dice: np.random.Generator, column: Column, other: str, share: float) -> Column:
    return np.where(dice.random(len(column)) < share, other, column)
