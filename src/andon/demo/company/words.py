"""Small words that fill the conversations."""

PRODUCTS = {
    "en": ("the walnut shelf", "trail shoe 42", "the blue teapot", "the rain jacket M", "the cork board"),
    "de": ("Regenjacke M", "Teekanne blau", "Notizbuch A5", "Laufschuh 42", "Korkuntersetzer"),
    "es": ("la tetera azul", "la zapatilla 42", "el cuaderno A5", "la lámpara de mesa"),
    "fr": ("la théière bleue", "la veste de pluie M", "le carnet A5", "la lampe de bureau"),
    "it": ("la teiera blu", "la scarpa 42", "il quaderno A5", "la lampada da tavolo"),
    "pt": ("o bule azul", "a sapatilha 42", "o caderno A5", "o candeeiro de mesa"),
}

AGAIN = {
    "en": "I am afraid it is back: the same thing happened this morning. Could you look once more?",
    "de": "Leider ist es wieder da, heute früh genau dasselbe. Könnten Sie noch einmal nachsehen?",
    "es": "Vuelve a pasar lo mismo desde esta mañana. ¿Podéis mirarlo otra vez?",
    "fr": "Malheureusement, cela recommence depuis ce matin. Pouvez-vous regarder encore une fois ?",
    "it": "Purtroppo è successo di nuovo questa mattina. Potete guardare ancora una volta?",
    "pt": "Voltou a acontecer esta manhã. Podem ver outra vez?",
}

ALL_WELL = {
    "en": "Works again here too. Thanks for telling us in between.",
    "de": "Geht bei uns auch wieder. Danke für die Nachrichten zwischendurch.",
    "es": "Aquí también funciona ya. Gracias por avisarnos.",
    "fr": "Chez nous aussi cela remarche. Merci de nous avoir tenus au courant.",
    "it": "Anche da noi funziona. Grazie per averci tenuti al corrente.",
    "pt": "Aqui também já funciona. Obrigado por nos terem avisado.",
}

WE_SEE_IT = {
    "en": "Hello {first}, thank you for telling us. You are not the only one; our engineers are on it and you hear from me.",
    "de": "Guten Tag {first}, danke für die Meldung. Sie sind nicht allein damit, unsere Technik ist dran; ich melde mich.",
    "es": "Hola, {first}: gracias por avisar. No eres el único caso; ya están con ello y te escribo.",
    "fr": "Bonjour {first}, merci du signalement. Vous n'êtes pas seul ; nos ingénieurs y travaillent, je vous écris.",
    "it": "Buongiorno {first}, grazie della segnalazione. Non è l'unico caso; i tecnici ci lavorano e le scrivo.",
    "pt": "Bom dia, {first}. Obrigado pelo aviso. Não é o único caso; já estão a tratar disso e escrevo-lhe.",
}

WAITS_FOR = ("the carrier's answer", "the bank's answer", "Finance", "the Catalogue team", "their accountant")
HAND_OVER = ("end of my shift, she writes in the evening", "needs somebody who speaks German", "knows this shop")

BEFORE = (
    (19, "miguel.frade@acme.example", "etiquetas"),
    (16, "dana@acme.example", "printer-till"),
    (15, "giulia.rinaldi@bellavista.example", "scontrini"),
    (12, "rui.matos@casa-azul.example", "loja-lenta"),
    (9, "dana@acme.example", "webhook-stopped"),
    (8, "carmen.vidal@mercado-sol.example", "impresora"),
    (6, "sara.conti@vela-mare.example", "listino"),
    (5, "dana@acme.example", "labels-blank"),
)
"""What the reporters of the played day had asked before: days ago, who, which conversation; all of it is closed."""
