"""Fernhill's teams and the people in them."""

TEAMS = (
    ("care", "Care", "Customer service"),
    ("billing-care", "Billing care", "Customer service"),
    ("checkout", "Checkout", "Engineering"),
    ("payments", "Payments", "Engineering"),
    ("catalogue", "Catalogue", "Engineering"),
    ("delivery", "Delivery", "Engineering"),
    ("accounts", "Accounts", "Engineering"),
    ("platform", "Platform", "Engineering"),
    ("finance", "Finance operations", "Finance"),
)
"""Slug, name, department."""

CARE, BILLING_CARE = "care", "billing-care"

PEOPLE = (
    ("Alice Moreau", "Europe/Lisbon", (("agent", "care"),)),
    ("Bob Keller", "Europe/Zurich", (("agent", "care"),)),
    ("Camille Roux", "Europe/Paris", (("agent", "care"),)),
    ("Henrik Lund", "Europe/Copenhagen", (("agent", "care"),)),
    ("Leila Navarro", "Europe/Madrid", (("agent", "care"),)),
    ("Matteo Greco", "Europe/Rome", (("agent", "care"),)),
    ("Noor Visser", "Europe/Amsterdam", (("agent", "care"),)),
    ("Sofia Marques", "Europe/Lisbon", (("agent", "care"),)),
    ("Tom Ashworth", "Europe/London", (("agent", "care"),)),
    ("Charlie Stone", "Europe/London", (("agent", "billing-care"),)),
    ("Greta Sommer", "Europe/Berlin", (("agent", "billing-care"),)),
    ("Paulo Nunes", "Europe/Lisbon", (("agent", "billing-care"),)),
    ("Mei Tanaka", "Europe/Lisbon", (("lead", "care"), ("lead", "billing-care"))),
    ("Ada Osei", "Europe/London", (("administrator", None), ("lead", None))),
    ("Rita Lang", "Europe/Berlin", (("stakeholder", "care"),)),
    ("Omar Haddad", "Europe/Lisbon", (("responder", "checkout"),)),
    ("Ines Prado", "Europe/Madrid", (("responder", "checkout"),)),
    ("Kwame Mensah", "Europe/London", (("responder", "checkout"),)),
    ("Lena Vogt", "Europe/Berlin", (("responder", "payments"),)),
    ("Rafael Costa", "Europe/Lisbon", (("responder", "payments"),)),
    ("Aoife Byrne", "Europe/Dublin", (("responder", "payments"),)),
    ("Jonas Weber", "Europe/Berlin", (("responder", "catalogue"),)),
    ("Mina Park", "Europe/London", (("responder", "catalogue"),)),
    ("Pilar Ortega", "Europe/Madrid", (("responder", "delivery"),)),
    ("Sven Dahl", "Europe/Stockholm", (("responder", "delivery"),)),
    ("Chloé Marchand", "Europe/Paris", (("responder", "accounts"),)),
    ("Dmitri Sokolov", "Europe/Helsinki", (("responder", "accounts"),)),
    ("Hana Nováková", "Europe/Prague", (("responder", "platform"),)),
    ("Marcus Bell", "Europe/London", (("responder", "platform"),)),
    ("Tariq Aziz", "Europe/Amsterdam", (("responder", "platform"),)),
    ("Beatrix Kohl", "Europe/Vienna", (("responder", "finance"),)),
)
"""Name, time zone, roles as (role, slug of the team or None for everywhere)."""

AGENT, ENGINEER, LEAD, ADMINISTRATOR = "Alice Moreau", "Omar Haddad", "Mei Tanaka", "Ada Osei"
"""Whose sign-in links are printed."""

AWAY = (("Henrik Lund", "Noor Visser", 4), ("Tariq Aziz", "Marcus Bell", 9))
"""Name, stand-in, days that are left."""

ROTAS = (
    ("checkout", "Checkout, first line", "checkout", ("Omar Haddad", "Ines Prado", "Kwame Mensah")),
    ("payments", "Payments, first line", "payments", ("Lena Vogt", "Rafael Costa", "Aoife Byrne")),
    ("catalogue", "Catalogue, first line", "catalogue", ("Jonas Weber", "Mina Park")),
    ("delivery", "Delivery, first line", "delivery", ("Sven Dahl", "Pilar Ortega")),
    ("accounts", "Accounts, first line", "accounts", ("Chloé Marchand", "Dmitri Sokolov")),
    ("platform", "Platform, first line", "platform", ("Hana Nováková", "Marcus Bell", "Tariq Aziz")),
    ("finance", "Finance, first line", "finance", ("Beatrix Kohl",)),
)
"""Slug, name, team, members; the first is on call today."""

NEXT_IN_LINE = {
    "checkout": "Ines Prado",
    "payments": "Rafael Costa",
    "catalogue": "Mina Park",
    "delivery": "Pilar Ortega",
    "accounts": "Dmitri Sokolov",
    "platform": "Marcus Bell",
}
"""Who is paged when the first does not answer; after her the lead of support."""


def email_of(name: str) -> str:
    """Their address at Fernhill; no two have the same first name."""
    return name.split()[0].lower().replace("é", "e") + "@fernhill.example"
