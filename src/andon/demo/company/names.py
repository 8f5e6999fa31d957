"""First and last names that go with a language, and what people do in a shop."""

FIRST = {
    "en": (
        "Amelia", "Oliver", "Grace", "Harry", "Isla", "Jack", "Freya", "George", "Poppy", "Arthur", "Ruby", "Theo",
        "Evie", "Noah", "Priya", "Imran", "Zoe", "Callum", "Maeve", "Declan", "Ingrid", "Lars", "Sanne", "Daan",
        "Keisha", "Marcus", "Brooke", "Tyler",
    ),
    "de": (
        "Anke", "Matthias", "Katrin", "Stefan", "Julia", "Tobias", "Silke", "Andreas", "Nadine", "Florian", "Heike",
        "Markus", "Svenja", "Uwe", "Franziska", "Jens", "Martina", "Lukas", "Elif", "Murat",
    ),
    "es": (
        "Lucía", "Javier", "Marta", "Pablo", "Elena", "Sergio", "Nuria", "Álvaro", "Inés", "Diego", "Rocío", "Andrés",
        "Pilar", "Iker", "Ximena",
    ),
    "fr": (
        "Claire", "Julien", "Sophie", "Nicolas", "Manon", "Antoine", "Aurélie", "Mathieu", "Inès", "Thomas", "Léa",
        "Karim", "Margaux", "Baptiste", "Nadia",
    ),
    "it": (
        "Chiara", "Luca", "Francesca", "Marco", "Elisa", "Davide", "Martina", "Simone", "Paola", "Andrea", "Valentina",
        "Stefano", "Irene", "Fabio",
    ),
    "pt": (
        "Ana", "João", "Mariana", "Tiago", "Beatriz", "Pedro", "Catarina", "Nuno", "Joana", "Bruno", "Teresa", "Vasco",
        "Luana", "Thiago",
    ),
}  # fmt: skip

LAST = {
    "en": (
        "Fletcher", "Hughes", "Barker", "Sinclair", "Webb", "Doyle", "Marsh", "Patel", "Holloway", "Reid", "Nolan",
        "Chapman", "Khan", "Foster", "Bauer", "de Vries", "Lindgren", "Jansen", "Brooks", "Ramirez", "Whitaker",
        "Osborne", "Gallagher", "Sutton",
    ),
    "de": (
        "Albrecht", "Brandt", "Dietrich", "Engel", "Fuchs", "Graf", "Hoffmann", "Jung", "Köhler", "Lorenz", "Maurer",
        "Neumann", "Otto", "Pohl", "Reuter", "Schubert", "Thiel", "Vogel", "Yıldız", "Ziegler",
    ),
    "es": (
        "Aguilar", "Blanco", "Campos", "Domínguez", "Fuentes", "Gallego", "Herrera", "Iglesias", "León", "Molina",
        "Navarro", "Ortiz", "Prieto", "Rojas", "Serrano",
    ),
    "fr": (
        "Arnaud", "Benoît", "Caron", "Dubois", "Fontaine", "Gauthier", "Henry", "Lambert", "Mercier", "Noël", "Perrin",
        "Robin", "Samson", "Vasseur", "Benali",
    ),
    "it": (
        "Amato", "Bianchi", "Caruso", "De Luca", "Esposito", "Ferrari", "Galli", "Leone", "Marini", "Neri",
        "Pellegrini", "Riva", "Sala", "Testa", "Villa",
    ),
    "pt": (
        "Almeida", "Barros", "Cardoso", "Duarte", "Esteves", "Faria", "Gomes", "Lopes", "Moreira", "Neves", "Pires",
        "Ribeiro", "Santos", "Teixeira",
    ),
}  # fmt: skip

POSITIONS = {
    "en": ("Shop manager", "Owner", "Operations", "Accounts", "E-commerce", "Store lead", "Warehouse", "Marketing", ""),
    "de": ("Geschäftsführung", "Filialleitung", "Buchhaltung", "Onlineshop", "Lager", "Einkauf", "Marketing", ""),
    "es": ("Gerencia", "Tienda", "Contabilidad", "Tienda en línea", "Almacén", ""),
    "fr": ("Direction", "Comptabilité", "Boutique en ligne", "Logistique", "Magasin", ""),
    "it": ("Direzione", "Amministrazione", "Negozio online", "Magazzino", "Punto vendita", ""),
    "pt": ("Gerência", "Contabilidade", "Loja online", "Armazém", "Loja", ""),
}
