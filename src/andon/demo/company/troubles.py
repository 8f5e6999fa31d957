"""What went wrong at Fernhill in the last three weeks, as it was reported, talked about and told."""

from dataclasses import dataclass

Words = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """An incident. `reports`: (language, title, words). `line`: (who, who may read it, words). What follows is counted
    in minutes: `declared_after` the first report, the others after that; `lasts` None: it still stands. `at` None: it
    was declared five hours ago. `weekday`: on which it was (Monday is 0); else on any working day."""

    slug: str
    title: str
    condition: str
    services: tuple[str, ...]
    severity: str
    days_ago: int
    at: tuple[int, int] | None
    declared_after: int
    eta_after: int
    lasts: int | None
    customer_text: str
    internal_text: str
    monitor: str
    reports: tuple[tuple[str, str, str], ...]
    line: tuple[tuple[str, str, str], ...]
    first: Words
    final: Words
    weekday: int | None = None


TROUBLES = (
    Trouble(
        slug="labels-carrier",
        title="Labels of one carrier cannot be made",
        condition="Label requests to one carrier end in an error since 13:40",
        services=("labels",),
        severity="major",
        days_ago=17,
        at=(13, 52),
        declared_after=14,
        eta_after=50,
        lasts=95,
        customer_text="Labels of one carrier cannot be printed at the moment. Other carriers work.",
        internal_text="The carrier has changed the certificate of its label service without notice; we refuse it.",
        monitor="Label requests to carrier 4 fail: 96 % in 5 minutes",
        reports=(
            ("en", "Cannot print labels, van comes at four", "Every label of our main carrier ends with an error since "
             "lunch. We have 140 parcels on the table and the van comes at four."),
            ("de", "Etiketten lassen sich nicht drucken", "Seit etwa 13:45 Uhr kommt bei jedem Etikett „Der Dienst "
             "antwortet nicht“. Zwei Paletten stehen bereit."),
            ("fr", "Impossible d'imprimer les étiquettes", "Toutes les étiquettes d'un transporteur échouent depuis le "
             "début d'après-midi. Le ramassage est à 17 h."),
            ("it", "Etichette bloccate", "Da dopo pranzo non riusciamo a stampare nessuna etichetta. Il corriere passa "
             "tra un'ora."),
        ),
        line=(
            ("agent", "agents", "Four shops so far, all with the same carrier. The other carriers print."),
            ("engineer", "engineering", "Their label service answers with a new certificate, signed by somebody whom "
             "our machines do not know. Asking the carrier whether that is really theirs."),
            ("agent", "agents", "Can I tell them to print with another carrier for today?"),
            ("engineer", "agents", "Yes. Shops with two contracts can switch under Delivery, Carriers; nothing gets lost."),
            ("engineer", "engineering", "Confirmed by phone, it is theirs. New root is in, labels come through."),
        ),
        first={
            "en": "Hello {first name}, labels of one carrier cannot be made since about 13:40. If you have a second "
            "carrier, you can print with that one today: Delivery, Carriers. We expect this to work again around "
            "{fix expected} and write to you then. Your case is {case}.",
            "de": "Guten Tag {first name}, seit etwa 13:40 Uhr lassen sich Etiketten eines Paketdienstes nicht "
            "erstellen. Mit einem zweiten Paketdienst können Sie heute weiter drucken: Lieferung, Paketdienste. Wir "
            "rechnen gegen {fix expected} mit der Lösung und schreiben Ihnen dann. Ihr Fall: {case}.",
            "es": "Hola, {first name}: desde las 13:40 no se pueden crear etiquetas de una mensajería. Si tienes otra, "
            "hoy puedes imprimir con ella en Envíos, Mensajerías. Esperamos tenerlo hacia las {fix expected} y te "
            "escribiremos. Tu caso es {case}.",
            "fr": "Bonjour {first name}, les étiquettes d'un transporteur ne peuvent plus être créées depuis 13 h 40. "
            "Si vous avez un second transporteur, vous pouvez imprimer avec lui : Livraison, Transporteurs. Retour "
            "prévu vers {fix expected} ; nous vous écrirons. Votre dossier : {case}.",
            "it": "Buongiorno {first name}, dalle 13:40 non si possono creare le etichette di un corriere. Se ne ha un "
            "secondo può stampare con quello: Consegne, Corrieri. Prevediamo la soluzione verso le {fix expected} e "
            "le scriveremo. La sua richiesta è {case}.",
            "pt": "Bom dia, {first name}. Desde as 13:40 não é possível criar etiquetas de uma transportadora. Se tiver "
            "outra, pode imprimir com ela: Entregas, Transportadoras. Contamos ter isto resolvido pelas {fix expected} "
            "e escrevemos-lhe. O seu caso é {case}.",
        },
        final={
            "en": "Hello {first name}, labels of all carriers work again. The carrier had changed a key without telling "
            "us. Please try one label; if anything is wrong, just answer this mail.",
            "de": "Guten Tag {first name}, die Etiketten aller Paketdienste funktionieren wieder. Der Paketdienst hatte "
            "ohne Ankündigung einen Schlüssel gewechselt. Bitte versuchen Sie ein Etikett; sollte etwas nicht stimmen, "
            "antworten Sie einfach.",
            "fr": "Bonjour {first name}, les étiquettes de tous les transporteurs fonctionnent de nouveau. Essayez-en "
            "une ; en cas de souci, répondez simplement à ce message.",
            "it": "Buongiorno {first name}, le etichette di tutti i corrieri funzionano di nuovo. Ne provi una; se "
            "qualcosa non va, risponda a questa mail.",
        },
    ),
    Trouble(
        slug="search-empty",
        title="Shop search finds nothing",
        condition="Search in shops of eu-c-1 gives no results",
        services=("search", "storefront"),
        severity="critical",
        days_ago=11,
        at=(10, 18),
        declared_after=9,
        eta_after=35,
        lasts=62,
        customer_text="The search on some shops' websites finds nothing. Products and categories can still be opened.",
        internal_text="An index was moved to a new node with an empty disk. The old one is intact.",
        monitor="Searches without a hit: 100 % on eu-c-1",
        reports=(
            ("de", "Suche im Shop findet nichts mehr", "Seit zehn Minuten findet unsere Suche gar nichts. Egal was man "
             "eingibt: „Keine Treffer“. Unsere Anzeigen führen alle auf die Suche!"),
            ("de", "Keine Suchergebnisse", "Im Onlineshop sind alle Suchergebnisse verschwunden. Kategorien gehen."),
            ("en", "Search is empty", "The search of our German shop returns nothing at all since a quarter past ten."),
            ("de", "Suche leer, bitte dringend", "Wir schalten gerade Fernsehwerbung und die Suche zeigt nichts an."),
            ("fr", "La recherche ne renvoie rien", "La recherche de notre boutique allemande ne trouve plus rien."),
        ),
        line=(
            ("agent", "agents", "Five reports in nine minutes, all with their shop on eu-c-1. One has a TV spot running."),
            ("engineer", "engineering", "The index moved to a new node at 10:14 and came up empty. Pointing back to the "
             "old one, it is still there."),
            ("engineer", "agents", "Fixed for new searches from about 10:50. Pages that were kept in browsers may need "
             "a reload."),
            ("agent", "agents", "Thanks. I tell them to reload once."),
        ),
        first={
            "en": "Hello {first name}, the search of your shop finds nothing since about 10:15. Products and categories "
            "can still be opened. We know why and expect it back around {fix expected}.",
            "de": "Guten Tag {first name}, die Suche in Ihrem Shop findet seit etwa 10:15 Uhr nichts. Produkte und "
            "Kategorien lassen sich weiter öffnen. Wir kennen den Grund und rechnen gegen {fix expected} mit der "
            "Lösung.",
            "fr": "Bonjour {first name}, la recherche de votre boutique ne trouve plus rien depuis 10 h 15. Les produits "
            "et les rayons restent accessibles. Retour prévu vers {fix expected}.",
        },
        final={
            "en": "Hello {first name}, the search works again. If a page still shows nothing, reload it once. We are "
            "sorry for the lost sales; what happened and what we change will follow within a week.",
            "de": "Guten Tag {first name}, die Suche funktioniert wieder. Zeigt eine Seite noch nichts, hilft einmal "
            "neu laden. Die entgangenen Verkäufe tun uns leid; was geschehen ist und was wir ändern, schreiben wir "
            "Ihnen innerhalb einer Woche.",
            "fr": "Bonjour {first name}, la recherche fonctionne de nouveau. Si une page reste vide, rechargez-la une "
            "fois. Nous vous dirons sous une semaine ce qui s'est passé et ce que nous changeons.",
        },
    ),
    Trouble(
        slug="payout-delay",
        title="A third of the payouts arrives a day late",
        condition="The file for the bank was cut off at 03:00; about a third of the payouts is missing",
        services=("payouts",),
        severity="major",
        days_ago=3,
        weekday=3,
        at=(8, 41),
        declared_after=31,
        eta_after=240,
        lasts=330,
        customer_text="Some payouts of Thursday have not been sent yet. No money is lost.",
        internal_text="The bank refused the file for a name with a tab in it. The rest of the file was not sent again.",
        monitor="",
        reports=(
            ("en", "Payout missing on our account", "Thursday's payout is not there. We pay our suppliers on Fridays."),
            ("es", "No ha llegado el pago de hoy", "Todos los jueves tenemos el ingreso a primera hora y hoy no está. "
             "¿Hay algún problema?"),
            ("it", "Accredito di giovedì mancante", "Non abbiamo ricevuto l'accredito di oggi. Domani paghiamo gli "
             "stipendi, ci potete dire qualcosa?"),
            ("pt", "Transferência de quinta-feira em falta", "Hoje não recebemos a transferência habitual. Está "
             "atrasada?"),
        ),
        line=(
            ("agent", "agents", "Is the money safe, and will it arrive tomorrow? One of them pays wages."),
            ("engineer", "agents", "Safe. The bank refused the file after the 412th line. I split it and send the rest "
             "with today's noon run; it will be on their accounts tomorrow morning."),
            ("engineer", "engineering", "Name with a tab in it. We clean names from now on, and a refused file rings."),
        ),
        first={
            "en": "Hello {first name}, your payout of Thursday has not been sent yet: the bank refused part of our file. "
            "No money is lost. The rest leaves around {fix expected} and is on your account tomorrow morning.",
            "es": "Hola, {first name}: tu ingreso del jueves aún no ha salido, porque el banco rechazó una parte de "
            "nuestro fichero. No se ha perdido nada. Saldrá hacia las {fix expected} y lo tendrás mañana por la mañana.",
            "it": "Buongiorno {first name}, l'accredito di giovedì non è ancora partito: la banca ha rifiutato una parte "
            "del nostro file. Nulla è andato perso. Partirà verso le {fix expected} e domani mattina sarà sul conto.",
            "pt": "Bom dia, {first name}. A sua transferência de quinta-feira ainda não saiu: o banco recusou parte do "
            "nosso ficheiro. Nada se perdeu. Sai pelas {fix expected} e amanhã de manhã está na conta.",
        },
        final={
            "en": "Hello {first name}, your payout left at noon. If it is not there by tomorrow ten o'clock, please "
            "answer this mail and {owner} looks into it at once.",
            "es": "Hola, {first name}: tu ingreso salió a mediodía. Si mañana a las diez no está, responde a este correo "
            "y {owner} lo mira enseguida.",
            "it": "Buongiorno {first name}, l'accredito è partito a mezzogiorno. Se domani alle dieci non c'è, risponda a "
            "questa mail: {owner} se ne occupa subito.",
            "pt": "Bom dia, {first name}. A transferência saiu ao meio-dia. Se amanhã às dez não estiver lá, responda a "
            "este e-mail e {owner} trata disso.",
        },
    ),
    Trouble(
        slug="tracking-late",
        title="Tracking is up to four hours behind",
        condition="Status messages of two carriers come late; parcels themselves are on time",
        services=("tracking",),
        severity="minor",
        days_ago=0,
        at=None,
        declared_after=44,
        eta_after=430,
        lasts=None,
        customer_text="Tracking pages show news of two carriers up to four hours late. Parcels are on time.",
        internal_text="Both carriers send through the same broker, whose queue is long since their move on Sunday.",
        monitor="Age of carrier messages above 3 h",
        reports=(
            ("en", "Tracking is hours behind", "Shoppers call us to say that their parcel arrived while our page still "
             "says “on its way”. It is the same all day."),
            ("pt", "O seguimento está atrasado", "As encomendas chegam e a página continua a dizer «em trânsito». Os "
             "clientes perguntam se é engano."),
            ("es", "El seguimiento va con retraso", "Los paquetes llegan antes de que la página lo diga. Llevamos así "
             "desde primera hora."),
        ),
        line=(
            ("agent", "agents", "Nobody is hurt badly, but shops get calls. Can we say when it is over?"),
            ("engineer", "agents", "The broker says this evening. We fetch straight from one of the two carriers "
             "until then, so it will be better for about half of the parcels."),
        ),
        first={
            "en": "Hello {first name}, tracking pages are up to four hours behind for two carriers. Parcels are on time. "
            "We expect it to be normal again by {fix expected}; until then, please trust the carrier's own page.",
            "es": "Hola, {first name}: el seguimiento de dos mensajerías va hasta cuatro horas tarde. Los paquetes llegan "
            "a tiempo. Esperamos que vuelva a la normalidad hacia las {fix expected}.",
            "pt": "Bom dia, {first name}. O seguimento de duas transportadoras está até quatro horas atrasado. As "
            "encomendas chegam a tempo. Contamos ter tudo normal pelas {fix expected}.",
        },
        final={},
    ),
)  # fmt: skip
