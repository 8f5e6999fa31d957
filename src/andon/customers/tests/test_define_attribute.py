import pytest
from tests.cast import NOBODY

from andon.customers.actions.define_attribute import define_attribute
from andon.customers.actions.put_accounts import AccountIn, put_accounts
from andon.customers.models import Account, AttributeDefinition
from andon.customers.rules.attributes import check_attributes
from andon.kit.errors import Invalid


@pytest.mark.parametrize(
    ("kind", "more", "value", "fits"),
    [
        ("cat", {}, "gold", True),
        ("cat", {}, "", False),
        ("cat", {"choices": ["gold"]}, "tin", False),
        ("cat", {"hierarchy": True}, "Android/5/5.1", True),
        ("cat", {"hierarchy": True}, "Android//5", False),
        ("cat", {"many": True}, ["a", "b"], True),
        ("cat", {"many": True}, "ab", False),
        ("cat", {}, ["a"], False),
        ("bool", {}, True, True),
        ("bool", {}, 1, False),
        ("num", {}, 3.5, True),
        ("num", {}, True, False),
        ("num", {}, float("nan"), False),
        ("version", {}, "7.4.2", True),
        ("version", {}, "new", False),
        ("ord", {"choices": ["low", "high"]}, "low", True),
        ("ord", {"choices": ["low", "high"]}, "middle", False),
    ],
)
def test_a_value_is_of_its_kind(kind: str, more: dict[str, object], value: object, fits: bool) -> None:
    definition = AttributeDefinition(key="k", label="K", kind=kind, **more)
    if fits:
        assert check_attributes({"k": value}, {"k": definition}) == {"k": value}
    else:
        with pytest.raises(Invalid):
            check_attributes({"k": value}, {"k": definition})


@pytest.mark.parametrize(
    "given", [{"kind": "text"}, {"kind": "ord"}, {"kind": "num", "hierarchy": True}, {"kind": "cat", "key": ""}]
)
def test_a_definition_that_makes_no_sense_is_refused(db: None, given: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        define_attribute(**({"key": "k", "label": "K", "by": NOBODY} | given))  # type: ignore[arg-type]


def test_defining_again_changes_the_meaning_and_leaves_the_values(db: None) -> None:
    define_attribute(key="plan", label="Plan", kind="cat", by=NOBODY)
    put_accounts([AccountIn(external_id="a", name="A", attributes={"plan": "gold"})], by=NOBODY)
    define_attribute(key="plan", label="Plan", kind="ord", choices=["tin", "silver"], by=NOBODY)
    assert Account.objects.get().attributes == {"plan": "gold"}
