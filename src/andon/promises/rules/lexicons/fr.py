"""Français. « À 3 h » dit 3 h du matin seulement si c'est écrit ; « vendredi prochain » est le vendredi qui vient."""

# ruff: noqa: E501  a pattern reads best on one line
# fmt: off

from andon.promises.rules.lexicon import Lexicon, Word

from .common import DAY_FIRST, H_H_M, H_M, ISO, days, parts, spans, weeks

_SINGLE = (
    r"(?:reviens|réponds|rappelle|appelle|écris|réécris|envoie|tiens|donne|dis|confirme|informe|regarde|vérifie|expédie"
    r"|recontacte|contacte|téléphone|occupe|transmets|fournis|communique|préviens|refais|fais|promets|engage|charge"
    r"|corrige|rembourse|livre|vois|renseigne|avise|adresse|relance|publie|mets|remets|garantis|propose|prépare)"
)
_PLURAL = (
    r"(?:revenons|répondons|rappelons|appelons|écrivons|envoyons|tenons|donnons|disons|confirmons|informons|regardons"
    r"|vérifions|expédions|recontactons|contactons|transmettons|fournissons|communiquons|prévenons|faisons|promettons"
    r"|engageons|corrigeons|remboursons|livrons|déployons|terminons|virons|publions|réparons|remplaçons|traitons"
    r"|créditons|garantissons)"
)
_ON = r"(?:revient|répond|rappelle|appelle|écrit|envoie|tient|donne|dit|confirme|informe|contacte|recontacte|corrige)"
_PRONOUNS = r"(?:(?:vous|te|t'|le|la|les|l'|lui|leur|m'en|m'|en|y|me|nous)\s?){0,3}"
_FUTURE_I = r"(?!serai\b|pourrai|devrai|essa[iy]erai|tâcherai|tenterai)\w{2,}rai"
_FUTURE_WE = r"(?!serons\b|pourrons|devrons|essa[iy]erons|tâcherons|tenterons)\w{2,}rons"
_OURS = (
    r"(?:(?:mon|ma|mes|notre|nos)\s(?:\w+\s)?(?:collègues?|équipes?|ingénieurs?|techniciens?|développeurs?|service"
    r"|spécialistes?|support)(?:\s\w+){0,2}?|quelqu'un\sde\s(?:notre|chez)\s\w+|une?\sde\snos\s\w+)"
)

LEXICON = Lexicon(
    numbers={
        "une demi-": 0.5, "quelques": 3, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6,
        "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30,
    },
    units={
        "minutes": "minute", "minute": "minute", "min": "minute", "mn": "minute", "heures": "hour", "heure": "hour",
        "h": "hour", "jours": "day", "jour": "day", "jours ouvrés": "workday", "jour ouvré": "workday",
        "jours ouvrables": "workday", "jour ouvrable": "workday", "semaines": "week", "semaine": "week",
    },
    weekdays=(r"lundi", r"mardi", r"mercredi", r"jeudi", r"vendredi", r"samedi", r"dimanche"),
    months=(
        r"janvier", r"février", r"mars", r"avril", r"mai", r"juin", r"juillet", r"août", r"septembre", r"octobre",
        r"novembre", r"décembre",
    ),
    words=[
        Word("past", r"\b(?:avant-)?hier\b|\b(?:<weekday>|semaine|mois)\s(?:dernier|dernière|passée?)\b|\bil y a (?:<num>) (?:<unit>)\b"),
        ISO,
        Word("date", r"\b(?:<weekday>\s)?(?:le\s)?(?P<d>[0-3]?\d)(?:er)?\s<month>(?:\s(?P<y>20\d\d))?\b".replace("<weekday>", r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)")),
        DAY_FIRST,
        *weeks(
            (1, "start", r"\b(?:en |au )?début de (?:la )?semaine prochaine\b"),
            (1, "middle", r"\bmilieu de (?:la )?semaine prochaine\b"),
            (1, "end", r"\b(?:(?:en |la )?fin de )?(?:la )?semaine prochaine\b"),
            (0, "end", r"\b(?:la |en )?fin de (?:la |cette )?semaine\b|\bcette semaine\b|\bavant le week-?end\b"),
            (0, "weekend", r"\b(?:ce|pendant le|durant le|le) week-?end\b"),
        ),
        Word("month_end", r"\b(?:la |en )?fin (?:du|de ce) mois\b"),
        *days((2, r"\baprès-demain\b"), (1, r"\bdemain\b")),
        Word("span", r"\bdans l'heure\b", n=1, unit="hour"),
        Word("span", r"\b(?:dans|d'ici|sous) une demi-heure\b", n=30, unit="minute"),
        *spans(r"dans|d'ici|sous|en|sous un délai de|dans un délai de|après", r"(?:environ|les|moins de|au plus|quelque)\s"),
        Word("span", r"\bdans les <num> prochaines? <unit>\b"),
        Word("clock", r"(?<![\d.:])(?P<h>[01]?\d|2[0-4])\s?(?:h|heures?)\b(?=\sde l'après-midi|\sdu soir|\sdu matin)"),
        H_H_M,
        H_M,
        Word("clock", r"(?<![\d.:])(?P<h>[01]?\d|2[0-4])\s?heures?(?:\s(?P<m>[0-5]\d))?\b", half="24"),
        Word("clock", r"\bminuit\b", n=24 * 60, half="24"),
        Word("first", r"\b(?:à la |dès la )?première heure\b"),
        *parts(
            afternoon=r"\b(?:de l'|dans l'|cet )?après-midi\b", evening=r"\b(?:du |ce |en )?soir(?:ée)?\b",
            morning=r"\b(?:du |ce |en |dans la )?matin(?:ée)?\b", noon=r"\bmidi\b",
        ),
        Word("weekday", r"\b(?:ce |le )?<weekday>(?:\sprochain)?\b"),
        *days((0, r"\baujourd'hui(?: même)?\b|\b(?:dans|en fin de|la fin de|fin de) (?:la )?journée\b")),
    ],
    joins=r"à|au|d'ici|avant|le|la|en|vers|entre|et|de|plus tard|pour|dans|d|l",
    not_before=r"(?:\b(?:depuis|du|de|dès|jusqu'à|jusqu'au|jusque|il est|pour le|à partir de|après|au)|\bd')(?:\sla)?\s*$",
    commits=(
        rf"\b(?:je|j')\s?{_PRONOUNS}{_SINGLE}\b",
        rf"\b(?:je|j')\s?{_PRONOUNS}{_FUTURE_I}\b",
        rf"\b(?:je|j')\s?{_PRONOUNS}(?:vais|peux vous promettre|peux te promettre)\b",
        rf"\bnous\s{_PRONOUNS}(?:{_PLURAL}|{_FUTURE_WE}|allons)\b",
        rf"\bon\s{_PRONOUNS}{_ON}\b",
        rf"\bet\s{_PRONOUNS}{_SINGLE}\b",
        r"\b(?:vous|tu)\s(?:aurez|auras|recevrez|recevras|obtiendrez)\b",
        r"\b(?:vous|tu)\s(?:pouvez|peux) compter sur\b",
        r"\b(?:je serai|nous serons) de retour vers\b",
        r"\bprochain(?:e|es)? (?:point|nouvelles?|information|mise à jour)\b",
        r"\b(?:sera|seront)\s(?:\w+\s)?(?:résolue?s?|corrigée?s?|effectuée?s?|livrée?s?|expédiée?s?|envoyée?s?|remboursée?s?|rétablie?s?|traitée?s?|prête?s?|terminée?s?)\b",
        rf"\b{_OURS}\s{_PRONOUNS}(?:\w+ra|\w+ront|va|vont)\b",
    ),
    if_words=r"\bs'il? |\bsi\b|\bsauf\b|\bà moins\b|\bà condition\b|\bau cas où\b|\bpourvu\b",
    soon_words=r"\b(?:dès que|une fois|lorsque|quand|aussitôt que)\b",
    whether=r"\bmême s(?:i\b|'il)|\b(?:confirmer?|dirai|dis|dire|vérifie|préviens|préviendrai|informe|informerai|sais|saurai|demande|regarde)\b[^,.;]{0,40}?\bs(?:i\b|'il)",
    latest=r"\b(?:au plus tard|sans faute|dans tous les cas|quoi qu'il arrive)\b",
    unsure=r"\b(?:essayer|tenter|esp[éè]r\w+|espoir|peut-être|pourrions|pourrait|pourrais|probablement|aimerais|voudrais|devrions|devrait|devrais|éventuellement|normalement)\b",
    negated=r"\b(?:ne|pas|jamais|aucune?|rien)\b|\bn'",
    past=r"\b(?:avais|aurais|voulais|avait|aurait|devais|disiez|avez dit)\b",
    habits=r"\b(?:généralement|habituellement|normalement|toujours|chaque|tous les(?! cas)|d'habitude|en général|avez écrit|avez dit)\b",
    asks=r"\b(?:veuillez|merci de|vous devez|vous devrez|congés?|fermés?|absente?|essai jusqu)\b",
    splits=r",(?=\s)|\s(?:mais|parce que|pourquoi|car)\s|\s?:\s|\s-\s",
)
