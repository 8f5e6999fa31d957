"""What goes on beside cases and incidents: what is said elsewhere, what machines tell, whose lists are kept, and when
management is called in."""

SIGNALS = (
    (9.2, "review", "Bruna A.", 4, "en", "Solid shop software, support answers within the hour. The till app could be "
     "quicker to start."),
    (7.6, "forum", "till_and_error", None, "en", "Is it just us or does the stock count of the till lag behind the web "
     "shop by a few minutes since the weekend?"),
    (6.1, "social", "Kaffeehaus Lindner", None, "de", "Heute Morgen zehn Minuten keine Kartenzahlung bei Fernhill. "
     "Jetzt läuft es wieder, aber eine Nachricht wäre nett gewesen."),
    (4.4, "review", "Marché Vert", 2, "fr", "L'export comptable change de format sans prévenir. Une demi-journée "
     "perdue."),
    (3.7, "product_feedback", "Iris V.", None, "en", "Please let me schedule price changes. I get up at five on sale "
     "days just to press one button."),
    (2.3, "survey", "Olmo Hogar", 5, "es", "Nos ayudaron con la devolución masiva en una tarde. Gracias."),
    (1.2, "forum", "webhook_wanda", None, "en", "Order webhooks arrive twice now and then. We deduplicate by the id, so "
     "no harm done, but is this on purpose?"),
    (0.3, "social", "Nordlys Butikk", None, "en", "Tracking links of @fernhill parcels are hours behind today. Anybody "
     "else?"),
    (0.1, "forum", "carrier_pigeon", None, "en", "Tracking page shows yesterday's state for all our parcels. Customers "
     "start to call."),
)  # fmt: skip
"""Days ago, source, who, rating out of five, language, text."""

HEARTBEATS = (
    ("storefront", "Nightly copy of all shops", 1500),
    ("stock", "Nightly stock count", 1500),
    ("api", "Weekly export of invoices", 11_000),
)
"""Service, name, within how many minutes it must be heard again."""

CHANGES = (
    ("checkout", "deploy", "Checkout 4.18.{n}: shorter payment page", "Ines Prado"),
    ("cards", "deploy", "Cards 2.31.{n}: retry of refused banks", "Lena Vogt"),
    ("catalogue", "flag", "new-search for {n} % of the shops", "Mina Park"),
    ("labels", "config", "Timeout of carrier 4 raised to {n} s", "Sven Dahl"),
    ("api", "deploy", "API 9.4.{n}: cursors live longer", "Marcus Bell"),
    ("storefront", "deploy", "Storefront 12.0.{n}: images as AVIF", "Hana Nováková"),
    ("webhooks", "config", "Workers of the queue: {n}", "Tariq Aziz"),
    ("sign-in", "flag", "passkeys for {n} % of the staff", "Chloé Marchand"),
)
"""Service, kind, summary, who."""

VIEWS = (
    ("Mei Tanaka", "Strategic, our turn", "status:ours tier:strategic", "due", "everybody"),
    ("Mei Tanaka", "Nobody has it yet", "status:ours owner:none", "waiting", "everybody"),
    ("Alice Moreau", "Mine, waiting since yesterday", "owner:me status:ours waiting>1d", "waiting", "private"),
    ("Bob Keller", "German, not answered", "language:de status:ours", "due", "team"),
)
"""Who keeps it, name, filter, order, for whom."""

ESCALATED = (
    (1.4, "Their finance director called: without this they cannot close the month.",
     "I have called her. Finance sends the corrected file by noon.", "The file arrived and is booked. She is content."),
    (0.12, "Third time this month. They ask for somebody who decides.", "I take it and call them at two.", ""),
    (0.02, "They threaten to leave at the end of the contract.", "", ""),
)  # fmt: skip
"""Days ago, why, what management answered (nothing yet: it waits), what came of it."""
