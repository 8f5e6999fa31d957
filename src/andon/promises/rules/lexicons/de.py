"""Deutsch. "Um 3" ist 15 Uhr; "nächsten Freitag" ist der Freitag der nächsten Woche; "morgen früh" reicht bis Mittag."""

# ruff: noqa: E501  a pattern reads best on one line
# fmt: off

from andon.promises.rules.lexicon import Lexicon, Word

from .common import H_M, ISO, days, parts, spans, weeks

_I = (
    r"(?:meld|antwort|beantwort|schick|send|versend|schreib|ruf|telefonier|informier|prüf|klär|kläre|schau|kümmer|teil"
    r"|bestätig|sag|geb|komm|liefer|erstatt|überweis|beheb|repariere?|korrigier|erledig|bearbeit|stell|frag|bericht"
    r"|sorg|spiel|schließ|reich|leit|lös|mail|veröffentlich|unterricht|verständig|versprech|garantier|übernehm|nehm"
    r"|mach|besprech|untersuch|analysier|tausch|ersetz|zahl|hol|bring|bereit|aktualisier|erneuer|schalt|richt|versorg)"
)
_FORM = rf"(?:{_I}(?:e|en|n|st|t)?|kümmern?|habe|haben|bin|sind|melden|leite|leiten)"
_SINGLE = rf"(?:{_I}e?|kümmere|habe|bin)"
_INF = (
    r"(?:melden|antworten|beantworten|schicken|senden|schreiben|rufen|anrufen|informieren|prüfen|klären|beheben|liefern"
    r"|erstatten|überweisen|geben|sagen|mitteilen|lösen|korrigieren|bearbeiten|erledigen|kümmern|zurückrufen|nachfragen"
    r"|haben|veröffentlichen|versenden|bestätigen|kommen|schauen|anschauen|ansehen|untersuchen)"
)
_OURS = (
    r"(?:(?:mein|meine|unser|unsere|unseren)\s(?:\w+\s)?(?:kolleg\w*|team|techniker\w*|ingenieur\w*|entwickler\w*|lager"
    r"|fachabteilung|buchhaltung|support|spezialist\w*)(?:\s\w+)?|jemand\s(?:aus|von)\s(?:unserem|uns)(?:\s\w+)?"
    r"|eine[rs]?\s(?:unserer|meiner)\s\w+)"
)
_GIVEN = r"(?:hören|haben|bekommen|erhalten|kriegen|bekommst|erhältst|hörst|hast|kriegst)"

LEXICON = Lexicon(
    numbers={
        "ein paar": 2, "einigen": 3, "einer halben": 0.5, "eine halbe": 0.5, "eines": 1, "einem": 1, "einer": 1,
        "einen": 1, "eine": 1, "ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8,
        "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "fünfzehn": 15, "zwanzig": 20, "dreißig": 30,
    },
    units={
        "minuten": "minute", "minute": "minute", "min": "minute", "stunden": "hour", "stunde": "hour", "std": "hour",
        "h": "hour", "tagen": "day", "tages": "day", "tage": "day", "tag": "day", "werktagen": "workday",
        "werktags": "workday", "werktages": "workday", "werktag": "workday", "werktage": "workday",
        "arbeitstagen": "workday", "arbeitstags": "workday", "arbeitstag": "workday", "wochen": "week", "woche": "week",
    },
    weekdays=(
        r"montags?", r"dienstags?", r"mittwochs?", r"donnerstags?", r"freitags?", r"(?:samstags?|sonnabends?)",
        r"sonntags?",
    ),
    months=(
        r"jan(?:uar)?\b", r"feb(?:ruar)?\b", r"märz\b", r"apr(?:il)?\b", r"mai\b", r"juni?\b", r"juli?\b",
        r"aug(?:ust)?\b", r"sept?(?:ember)?\b", r"okt(?:ober)?\b", r"nov(?:ember)?\b", r"dez(?:ember)?\b",
    ),
    words=[
        Word("past", r"\b(?:vor)?gestern\b|\b(?:letzten?|vorigen?|vergangenen?)\s(?:<weekday>|woche|nacht)|\bvor (?:<num>) (?:<unit>)\b|\bguten (?:morgen|abend|tag)\b|\b(?:heute )?nacht\b"),
        ISO,
        Word("date", r"\b(?P<d>[0-3]?\d)\.\s?<month>(?:\s(?P<y>20\d\d))?"),
        Word("date", r"(?<![\d.])(?P<d>[0-3]?\d)\.(?P<mm>[01]?\d)\.(?P<y>20\d\d|\d\d)?(?!\d)"),
        # At the end of a sentence the last dot is gone.
        Word("date", r"(?<=\bzum )(?P<d>[0-3]?\d)\.(?P<mm>[01]?\d)\b(?!\s?uhr)"),
        Word("date", r"\b(?:am|zum) (?P<d>[0-3]?\d)\."),
        *weeks(
            (1, "start", r"\b(?:anfang|zu beginn) (?:der )?(?:nächster?|nächsten|kommenden?|kommender) woche\b"),
            (1, "middle", r"\bmitte (?:der )?(?:nächster?|nächsten|kommenden?|kommender) woche\b"),
            (1, "end", r"\b(?:(?:bis )?ende )?(?:der )?(?:nächster?|nächsten?|kommenden?|kommender) woche\b"),
            (0, "end", r"\bende (?:der|dieser) woche\b|\bdiese woche(?: noch)?\b|\bvor dem wochenende\b"),
            (0, "weekend", r"\b(?:am|übers|über das|dieses) wochenende\b"),
        ),
        Word("month_end", r"\b(?:ende (?:des|dieses) monats|monatsende)\b"),
        *days((2, r"\bübermorgen\b")),
        *spans(
            r"innerhalb(?: von)?|binnen|in|nach|innert|während",
            r"(?:den nächsten|den kommenden|der nächsten|etwa|ca\.?|rund|höchstens|spätestens|von|weniger als)\s",
        ),
        Word("clock", r"(?<![\d.:])(?P<h>[01]?\d|2[0-4])(?:[:.](?P<m>[0-5]\d))?\s?uhr(?=\s(?:nach)?mittags|\sabends)", half=""),
        Word("clock", r"(?<![\d.:])(?P<h>[01]?\d|2[0-4])(?:[:.](?P<m>[0-5]\d))?\s?uhr\b(?:\s?(?P<late_m>[0-5]\d)\b)?", half="24"),
        H_M,
        Word("clock", r"\bhalb (?P<h>eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b", n=-30),
        Word("clock", r"(?<=\bum )(?P<h>1[0-2]|[1-9])(?=\s*(?:$|[,;!)]|\.(?!\d)|(?:an|zurück|heute|morgen|bei|wieder|nachmittags|auf)\b))"),
        Word("clock", r"(?<=\bbis )(?P<h>1[0-2]|[1-9])(?=\s*(?:$|[,;!)]|\.(?!\d)|(?:an|zurück|heute|morgen|bei|wieder|nachmittags|und)\b))"),
        Word("clock", r"(?<=\bzwischen )(?P<h>1?\d|2[0-4])(?=\sund\s\d)", half="24"),
        Word("clock", r"\bmitternacht\b", n=24 * 60, half="24"),
        Word("first", r"\b(?:gleich |direkt )?(?:als erstes|zuerst)\b"),
        *parts(
            morning=r"(?:\b|(?<=tag))(?:am |im )?(?:früh\b|vormittags?\b|morgens\b)|(?<=heute )morgen\b|\bam morgen\b",
            afternoon=r"(?:\b|(?<=tag))(?:am )?nachmittags?\b", evening=r"(?:\b|(?<=tag))(?:am )?abends?\b",
            noon=r"(?:\b|(?<=tag))(?:am |zum )?mittags?\b",
        ),
        Word("weekday", r"\b(?:nächsten|nächste)\s<weekday>", unit="next"),
        Word("weekday", r"\b(?:(?:diesen|kommenden|am)\s)?<weekday>(?=\b|morgen|vormittag|mittag|nachmittag|abend|früh)"),
        *days(
            (1, r"\bmorgen\b"),
            (0, r"\bheute(?: noch)?\b|\bnoch heute\b|\bfeierabend\b|\b(?:ende|laufe) des (?:heutigen )?(?:arbeits)?tages\b|\bgeschäftsschluss\b|\btagesende\b"),
        ),
    ],
    joins=r"um|bis|am|im|an|spätestens|gegen|ca|etwa|und|vor|zum|gleich|der|dem|noch|zu",
    not_before=r"\b(?:seit|von|vom|ab|auf|wegen|bisher|für|nach)(?:\s(?:der|dem|den))?\s*$",
    commits=(
        rf"\b(?:ich|wir)\s(?:\w+\s){{0,2}}?(?:{_FORM})\b",
        rf"\b{_FORM}\s(?:ich|wir)\b",
        rf"^(?:ja, |dann |und )?{_SINGLE}\s(?:mich|ihnen|dir|dich|es|das|sie)?\b(?!ich\b)",
        rf"\b(?:ich|wir)\s(?:werden?|kann|können)\s.{{0,80}}\b(?:{_INF}|zusagen|versprechen|garantieren)\b",
        rf"\b(?:werden?|kann|können)\s(?:ich|wir)\s.{{0,80}}\b(?:{_INF}|zusagen|versprechen)\b",
        rf"\b(?:und|dann)\s{_SINGLE}\s(?:mich|ihnen|dir|es)?",
        rf"\b(?:sie|du|ihr)\s{_GIVEN}\b|\b{_GIVEN}\s(?:sie|du|ihr)\b",
        r"\b(?:sie|du) (?:können|kannst) .{0,40}rechnen\b",
        r"\b(?:nächste (?:meldung|rückmeldung|nachricht|information)|nächstes update)\b",
        r"\b(?:ist|wird|sind|werden)\s.{0,40}\b(?:behoben|gelöst|erledigt|fertig|geliefert|verschickt|versendet|erstattet|bei ihnen|gutgeschrieben|überwiesen)\b",
        rf"\b{_OURS}\s(?:\w+\s)?(?:meldet|ruft|antwortet|schaut|prüft|schickt|sendet|schreibt|beheben|behebt|melden|rufen|wird|werden|kümmert|kümmern|kontaktiert|informiert|gibt|sagt)\b",
    ),
    if_words=r"\b(?:wenn|falls|sofern|vorausgesetzt|außer|nur wenn|sollten sie)\b",
    soon_words=r"\b(?:sobald|nachdem)\b",
    whether=r"\b(?:auch|selbst|sogar) wenn\b",
    latest=r"\b(?:spätestens|allerspätestens|auf jeden fall|in jedem fall|so oder so)\b",
    unsure=r"\b(?:versuchen?|hoffen?|hoffentlich|vielleicht|könnten?|möglicherweise|eventuell|evtl|wahrscheinlich|würden?|wünschte|vermutlich|voraussichtlich|sollten?|dürften?)\b",
    negated=r"\b(?:nicht|kein|keine|keinen|keiner|nie|niemals|nichts)\b",
    past=r"\b(?:hatten?|hätten?|wollten?|mussten?|gesagt|versprochen(?= (?:und|habe|hatte))|(?:habe|haben)\s(?!sie\s(?:\w+\s){0,4}(?:antwort|datei|lösung|rückmeldung)).{0,60}\b\w*(?:ge\w{2,14}(?:t|en)|(?:be|ver|er)\w{3,12}(?:tet|en|t|rt)))\b(?=\s*$)|\bsagten\b|\bschrieben\b",
    habits=r"\b(?:in der regel|normalerweise|üblicherweise|gewöhnlich|meist(?:ens)?|immer|jede[nrs]?|täglich|stets|sagten sie|schrieben sie)\b",
    asks=r"\b(?:bitte|gern vor|sie müssen|sie melden|geöffnet|geschlossen|erreichbar|umfrage|öffnungszeiten|im büro|urlaub|besprechung)\b",
    splits=r",(?=\s)|\s(?:aber|weil|warum|denn|sondern)\s|:\s|\s-\s",
)
