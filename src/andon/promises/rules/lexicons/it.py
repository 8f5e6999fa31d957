"""Italiano. «Alle 3» sono le tre del pomeriggio; «venerdì prossimo» è il venerdì che viene."""

# ruff: noqa: E501  a pattern reads best on one line
# fmt: off

from andon.promises.rules.lexicon import Lexicon, Word

from .common import DAY_FIRST, H_M, ISO, days, parts, spans, weeks

_SINGLE = (
    r"(?:rispondo|scrivo|invio|chiamo|richiamo|ricontatto|contatto|aggiorno|dico|confermo|informo|controllo|verifico"
    r"|prometto|faccio|occupo|comunico|telefono|mando|impegno|chiedo|torno|spedisco|avviso|garantisco|fornisco|do|parlo"
    r"|rimborso|riparo)"
)
_PLURAL = (
    r"(?:rispondiamo|scriviamo|inviamo|chiamiamo|richiamiamo|ricontattiamo|contattiamo|aggiorniamo|diciamo|confermiamo"
    r"|informiamo|controlliamo|verifichiamo|promettiamo|facciamo|occupiamo|comunichiamo|mandiamo|impegniamo|torniamo"
    r"|spediamo|rilasciamo|completiamo|sistemiamo|bonifichiamo|rimborsiamo|ripariamo|correggiamo|pubblichiamo|terminiamo)"
)
_NOT = r"(?!(?:sar|potr|dovr|cercher|prover|tenter|sper)(?:ò|emo)\b)"
_OURS = (
    r"(?:(?:il mio|la mia|il nostro|la nostra|i nostri|le nostre)\s(?:\w+\s)?(?:collegh?[aei]|team|ingegner[ei]"
    r"|tecnic[oi]|sviluppatori|supporto|specialist[ai]|magazzino|reparto)(?:\s(?!la\b|le\b|lo\b)\w+)?|qualcuno\sdel\snostro\s\w+"
    r"|un[oa]?\sde[i]\snostri\s\w+)"
)
_PRONOUNS = r"(?:(?:la|le|lo|ti|vi|li|glielo|gliela|si)\s)?"
_HOURS = r"una|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici"

LEXICON = Lexicon(
    numbers={
        "mezz'": 0.5, "un'": 1, "un paio di": 2, "un": 1, "una": 1, "uno": 1, "due": 2, "tre": 3, "quattro": 4,
        "cinque": 5, "sei": 6, "sette": 7, "otto": 8, "nove": 9, "dieci": 10, "undici": 11, "dodici": 12,
        "quindici": 15, "venti": 20, "trenta": 30,
    },
    units={
        "minuti": "minute", "minuto": "minute", "min": "minute", "ore": "hour", "ora": "hour", "h": "hour",
        "giorni": "day", "giorno": "day", "giorni lavorativi": "workday", "giorno lavorativo": "workday",
        "settimane": "week", "settimana": "week",
    },
    weekdays=(r"lunedì", r"martedì", r"mercoledì", r"giovedì", r"venerdì", r"sabato", r"domenica"),
    months=(
        r"gennaio", r"febbraio", r"marzo", r"aprile", r"maggio", r"giugno", r"luglio", r"agosto", r"settembre",
        r"ottobre", r"novembre", r"dicembre",
    ),
    words=[
        Word("past", r"\b(?:ieri|l'altro ieri)\b|\b(?:<weekday>|settimana|mese)\sscors[oa]\b|\b(?:<num>) (?:<unit>) fa\b|\bbuon(?:giorno|asera| giorno)\b"),
        ISO,
        Word("date", r"\b(?:il\s|l')?(?P<d>[0-3]?\d)[º°]?\s(?:di\s)?<month>(?:\s(?P<y>20\d\d))?\b"),
        DAY_FIRST,
        *weeks(
            (1, "start", r"\b(?:all'|l')?inizio della (?:prossima settimana|settimana prossima)\b"),
            (1, "middle", r"\ba metà della (?:prossima settimana|settimana prossima)\b"),
            (1, "end", r"\b(?:(?:la |alla )?fine della |la |della )?(?:prossima settimana|settimana prossima)\b"),
            (0, "end", r"\b(?:(?:la |alla )?fine (?:della|di questa) settimana|questa settimana|prima del (?:fine settimana|weekend))\b"),
            (0, "weekend", r"\b(?:nel|questo|durante il|il) (?:fine settimana|weekend)\b"),
        ),
        Word("month_end", r"\b(?:la |a )?fine (?:del |di questo )?mese\b"),
        *days((2, r"\bdopodomani\b")),
        Word("span", r"\b(?:tra|fra|entro) (?:circa )?mezz'ora\b", n=30, unit="minute"),
        Word("span", r"\b(?:tra|fra|entro|in) (?:circa )?un'ora\b", n=1, unit="hour"),
        *spans(r"tra|fra|entro|in|nel giro di|dopo", r"(?:circa|le|i|al massimo|meno di|le prossime|i prossimi)\s"),
        Word("span", r"\bne(?:lle|i) prossim[ei] <num> <unit>\b"),
        Word("clock", rf"\b(?:alle|le|all'|l') ?(?P<h>[01]?\d|2[0-4]|{_HOURS}) e (?:mezza|mezzo)\b", n=30),
        Word("clock", rf"\b(?:alle|le|all'|l') ?(?P<h>1[0-2]|[1-9]|{_HOURS})(?=\s(?:del pomeriggio|di sera|di mattina|della sera|del mattino))"),
        H_M,
        Word("clock", r"\b(?:(?:alle )?ore|alle|le) (?P<h>1[3-9]|2[0-4])\b(?![:.,]?\d)", half="24"),
        Word("clock", rf"\b(?:(?:alle )?ore|alle|all'|le|l') ?(?P<h>1[0-2]|[1-9]|{_HOURS})\b(?![:.,]?\d)(?!\s(?:prossime|ore))"),
        Word("clock", r"\bmezzanotte\b", n=24 * 60, half="24"),
        Word("first", r"\bcome prima cosa\b|\bin prima mattinata\b"),
        *parts(
            morning=r"\b(?:di |in |questa |della )?mattin[ao](?:ta)?\b|\bstamattina\b|\bstamani\b",
            afternoon=r"\b(?:del |nel |questo |di )?pomeriggio\b", evening=r"\b(?:di |questa |della |in )?(?:sera|serata)\b|\bstasera\b",
            noon=r"\bmezzogiorno\b",
        ),
        Word("weekday", r"\b(?:questo |il |prossimo )?<weekday>(?:\sprossimo)?\b"),
        *days(
            (1, r"\bdomani\b"),
            (0, r"\boggi(?: stesso)?\b|\b(?:a |la |entro )?fine (?:della )?giornata\b|\bin giornata\b"),
        ),
    ],
    joins=r"a|al|alle|le|di|del|della|entro|in|per|verso|e|tra|fra|prima|più tardi|il|l",
    not_before=r"(?<!prima )\b(?:da|dal|dalle|del|fino a|fino alle|fino al|per il|di|dopo|a)(?:\s(?:il|la|le))?\s*$",
    commits=(
        rf"(?<!non )(?<!non l)\b{_SINGLE}\b",
        rf"(?<!non )\b{_PLURAL}\b",
        rf"(?<!non )\b{_NOT}\w+(?:erò|irò|arò|rrò|drò|vrò|eremo|iremo|aremo|rremo|dremo|vremo|remo)\b|\bdirò\b",
        r"\bposso (?:promettere|prometterle|garantire|garantirle|assicurarle)\b|\bavremo finito\b",
        r"\b(?:avrà|avrai|avrete|riceverà|riceverai|riceverete)\b(?! confermato)|\bpuoi? contare su\b|\bpuò contare su\b",
        r"\b(?:sarà|saranno)\s(?:\w+\s)?(?:risolt|effettuat|sistemat|corrett|inviat|spedit|pront|completat|riparat|rimborsat)[oaie]\b",
        r"\bprossim[oa] (?:aggiornamento|comunicazione|notizia)\b",
        rf"\b{_OURS}\s{_PRONOUNS}(?:\w+rà|\w+ranno)\b",
    ),
    if_words=r"\bse\b|\ba meno che\b|\bsalvo\b|\bpurché\b|\ba condizione\b|\bnel caso\b",
    soon_words=r"\b(?:appena|una volta|quando|non appena)\b",
    whether=r"\b(?:anche se)\b|\b(?:confermo|dirò|dico|confermerò|verifico|verificherò|faccio sapere|farò sapere|avviso|sapere|so|informo|informerò|controllo|chiedo)\b[^,.;]{0,40}?\bse\b",
    latest=r"\b(?:al più tardi|in ogni caso|senz'altro|comunque)\b",
    unsure=r"\b(?:cercher\w+|prover\w+|tenter\w+|spero|speriamo|si spera|forse|magari|potremmo|potrei|potrebbe|probabilmente|vorrei|dovremmo|dovrei|eventualmente)\b",
    negated=r"\b(?:non|mai|nessun[ao]?|niente|nulla|neanche)\b",
    past=r"\b(?:avevo|avrei|volevo|ho già|abbiamo (?:risposto|corretto|dovuto)|detto|avevamo|ha scritto|ho scritto)\b",
    habits=r"\b(?:di solito|sempre|normalmente|generalmente|ogni(?! caso)|tutti i|diceva lei|in genere)\b",
    asks=r"\b(?:per favore|preghiamo|deve|dovrà|ferie|chiusi?|telefono dalle|orari|volta che)\b",
    splits=r",(?=\s)|\s(?:ma|però|perché|bensì)\s|:\s|\s-\s",
)
