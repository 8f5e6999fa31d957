"""Fernhill's customers: the best known by hand, and the parts from which the others are made."""

COUNTRIES = {
    "GB": ("en", "Europe/London", "GBP", ".example", "+44 20 7946 0{:03d}", "Ltd"),
    "IE": ("en", "Europe/Dublin", "EUR", ".example", "", "Ltd"),
    "NL": ("en", "Europe/Amsterdam", "EUR", ".example", "", "BV"),
    "SE": ("en", "Europe/Stockholm", "EUR", ".example", "", "AB"),
    "US": ("en", "America/New_York", "USD", ".example", "+1 212 555 01{:02d}", "Inc"),
    "DE": ("de", "Europe/Berlin", "EUR", ".example", "+49 30 23125{:03d}", "GmbH"),
    "AT": ("de", "Europe/Vienna", "EUR", ".example", "", "GmbH"),
    "CH": ("de", "Europe/Zurich", "CHF", ".example", "", "AG"),
    "ES": ("es", "Europe/Madrid", "EUR", ".example", "", "SL"),
    "MX": ("es", "America/Mexico_City", "USD", ".example", "", "SA"),
    "FR": ("fr", "Europe/Paris", "EUR", ".example", "+33 1 99 00 1{:03d}", "SARL"),
    "BE": ("fr", "Europe/Brussels", "EUR", ".example", "", "SRL"),
    "IT": ("it", "Europe/Rome", "EUR", ".example", "", "Srl"),
    "PT": ("pt", "Europe/Lisbon", "EUR", ".example", "", "Lda"),
    "BR": ("pt", "America/Sao_Paulo", "USD", ".example", "", "Ltda"),
}
"""Language, time zone, currency, end of the domain, telephone numbers kept free for stories, legal form."""

SHARE = {
    "GB": 84,
    "IE": 14,
    "NL": 20,
    "SE": 12,
    "US": 34,
    "DE": 56,
    "AT": 12,
    "CH": 12,
    "ES": 40,
    "MX": 6,
    "FR": 38,
    "BE": 10,
    "IT": 34,
    "PT": 22,
    "BR": 6,
}
"""Of 400 accounts."""

SHARDS = {
    "GB": "eu-n-1",
    "IE": "eu-n-1",
    "NL": "eu-n-2",
    "SE": "eu-n-2",
    "US": "us-1",
    "MX": "us-1",
    "BR": "us-1",
    "DE": "eu-c-1",
    "AT": "eu-c-1",
    "CH": "eu-c-2",
    "FR": "eu-c-2",
    "BE": "eu-c-2",
    "ES": "eu-s-1",
    "PT": "eu-s-2",
    "IT": "eu-s-2",
}

KNOWN = (
    ("acme", "Acme Outdoor", "PT", "strategic", 640_000, "en", "Enterprise", 64),
    ("bellavista", "Bellavista Viaggi", "IT", "strategic", 410_000, "it", "Enterprise", 38),
    ("hartmann", "Hartmann & Söhne", "DE", "strategic", 380_000, "de", "Enterprise", 52),
    ("maison-lune", "Maison Lune", "FR", "strategic", 355_000, "fr", "Enterprise", 41),
    ("osprey", "Osprey Freight", "GB", "strategic", 520_000, "en", "Enterprise", 17),
    ("larkspur", "Larkspur Home", "US", "strategic", 470_000, "en", "Enterprise", 88),
    ("mercado-sol", "Mercado Sol", "ES", "strategic", 295_000, "es", "Enterprise", 46),
    ("alpenrad", "Alpenrad", "CH", "strategic", 260_000, "de", "Enterprise", 23),
    ("nordlicht", "Nordlicht", "SE", "growth", 84_000, "en", "Scale", 9),
    ("casa-azul", "Casa Azul", "PT", "growth", 72_000, "pt", "Scale", 11),
    ("finch", "Finch & Co", "GB", "growth", 66_000, "en", "Scale", 6),
    ("tandem", "Tandem Bikes", "NL", "growth", 58_000, "en", "Scale", 8),
    ("vela-mare", "Vela Mare", "IT", "growth", 49_000, "it", "Scale", 7),
    ("solstice", "Solstice Yoga", "IE", "standard", 9_600, "en", "Grow", 2),
    ("olive-stone", "Olive & Stone", "ES", "growth", 61_000, "en", "Scale", 12),
    ("atelier-nord", "Atelier Nord", "FR", "growth", 44_000, "fr", "Scale", 5),
    ("porto-verde", "Porto Verde", "PT", "standard", 12_400, "pt", "Grow", 3),
    ("kranich", "Kranich Papier", "DE", "growth", 52_000, "de", "Scale", 4),
)
"""External id, name, country, tier, yearly value, language, plan, shops."""

KNOWN_PEOPLE = (
    ("acme", "Dana Whitfield", "Head of the online shop", "en"),
    ("acme", "Miguel Frade", "Store operations", "pt"),
    ("bellavista", "Giulia Rinaldi", "Responsabile vendite", "it"),
    ("hartmann", "Jana Hartmann", "Geschäftsführung", "de"),
    ("maison-lune", "Élodie Garnier", "Directrice e-commerce", "fr"),
    ("osprey", "Sam Okafor", "Integration lead", "en"),
    ("larkspur", "Grace Lindqvist", "VP digital", "en"),
    ("mercado-sol", "Carmen Vidal", "Tienda en línea", "es"),
    ("alpenrad", "Reto Zbinden", "Leiter Onlineshop", "de"),
    ("nordlicht", "Per Aas", "Owner", "en"),
    ("casa-azul", "Rui Matos", "Gerente de loja", "pt"),
    ("casa-azul", "Carla Dias", "Contabilidade", "pt"),
    ("finch", "Ivy Chen", "Operations", "en"),
    ("tandem", "Luc Maes", "Founder", "en"),
    ("vela-mare", "Sara Conti", "Titolare", "it"),
    ("solstice", "Anna Berg", "Owner", "en"),
    ("olive-stone", "Nikos Pappas", "E-commerce", "en"),
    ("atelier-nord", "Hugo Lefèvre", "Responsable boutique", "fr"),
    ("kranich", "Birgit Kranich", "Inhaberin", "de"),
)
"""Account, name, position, language."""

STEMS = {
    "en": (
        "Amber", "Ashdown", "Blackbird", "Bramble", "Cedar", "Copper", "Driftwood", "Elm", "Fox", "Hazel", "Heron",
        "Ivory", "Juniper", "Kestrel", "Linden", "Marlow", "Meadow", "Northgate", "Oakham", "Pebble", "Quill", "Raven",
        "Rowan", "Saltbox", "Sparrow", "Thistle", "Umber", "Wexford", "Willow", "Wren",
    ),
    "de": (
        "Ahorn", "Bergmann", "Brunnen", "Dachstein", "Eichhorn", "Falken", "Feldmann", "Hanse", "Heide", "Isar",
        "Kastanien", "Lindner", "Mühlen", "Neckar", "Richter", "Rosen", "Sandmann", "Seidel", "Tannen", "Wolff",
    ),
    "es": (
        "Alameda", "Aurora", "Brisa", "Cantera", "Duero", "Encina", "Giralda", "Jazmín", "Lavanda", "Madroño",
        "Naranjo", "Olivar", "Paloma", "Rocío", "Sierra", "Triana",
    ),
    "fr": (
        "Aubépine", "Belleville", "Camargue", "Coquelicot", "Dune", "Églantine", "Garance", "Hirondelle", "Jasmin",
        "Lavande", "Mistral", "Olivier", "Pivoine", "Rivage", "Sologne", "Tilleul",
    ),
    "it": (
        "Acquamarina", "Borgo", "Cipresso", "Dolomiti", "Fontana", "Ginestra", "Lanterna", "Mirto", "Ortensia",
        "Papavero", "Rondine", "Sirena", "Tramonto", "Vesuvio",
    ),
    "pt": ("Alecrim", "Andorinha", "Bonfim", "Cortiça", "Douro", "Figueira", "Jacarandá", "Maré", "Rosmaninho", "Tejo"),
}  # fmt: skip

TRADES = {
    "en": ("Books", "Bakery", "Cycles", "Coffee", "Interiors", "Outdoor", "Paper", "Pets", "Supply", "Toys", "Wines"),
    "de": ("Buchhandlung", "Feinkost", "Fahrräder", "Garten", "Mode", "Möbel", "Papeterie", "Spielwaren", "Sport"),
    "es": ("Calzados", "Cerámica", "Deportes", "Hogar", "Jardín", "Juguetes", "Libros", "Moda", "Vinos"),
    "fr": ("Cave", "Chaussures", "Fleurs", "Jouets", "Librairie", "Maison", "Mode", "Sport", "Thés"),
    "it": ("Arredo", "Calzature", "Ceramiche", "Enoteca", "Giocattoli", "Libri", "Moda", "Ottica", "Sport"),
    "pt": ("Azulejos", "Calçado", "Casa", "Cerâmica", "Livros", "Moda", "Vinhos"),
}

BRAND_FIRST = frozenset({"en", "de"})
"""Languages that say "Amber Books"; the others say "Librairie Mistral"."""

PLATFORMS = (
    ("Android/5/5.1", 4),
    ("Android/9/9.0", 12),
    ("Android/12/12.0", 22),
    ("iPadOS/17/17.6", 30),
    ("iPadOS/18/18.1", 18),
    ("Windows/11/23H2", 14),
)
"""What the shop tablets run, and how many of a hundred do."""

VERSIONS = (("7.4.2", 58), ("7.4.1", 21), ("7.3.8", 14), ("7.1.0", 7))

FEATURES = (
    "1-click checkout",
    "pay later",
    "click and collect",
    "gift cards",
    "subscriptions",
    "several currencies",
    "marketplace",
    "own apps",
)

CONTRACTS = {
    "strategic": "Enterprise contract, renewed each January. Availability 99.9 % a month, credits of 5 % for each "
    "started hour beyond. First answer within 30 minutes around the clock; a named person on our side. "
    "Notice of planned work seven days ahead.",
    "growth": "Scale contract, yearly. Availability 99.5 % a month. First answer within two working hours.",
    "standard": "Monthly contract on our general terms. First answer within four working hours.",
}
