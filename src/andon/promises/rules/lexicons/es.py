"""Español. «A las 3» son las tres de la tarde; «el próximo viernes» es el viernes que viene."""

# ruff: noqa: E501  a pattern reads best on one line
# fmt: off

from andon.promises.rules.lexicon import Lexicon, Word

from .common import DAY_FIRST, H_H_M, H_M, ISO, days, parts, spans, weeks

_SINGLE = (
    r"(?:respondo|contesto|aviso|envío|escribo|llamo|digo|confirmo|informo|compruebo|miro|prometo|cuento|contacto|vuelvo"
    r"|devuelvo|pongo|doy|ocupo|encargo|comunico|telefoneo|mando|comprometo|pregunto|consulto|garantizo|paso(?! a)"
    r"|verifico|reviso|hago|mantengo|facilito|tramito)"
)
_PLURAL = (
    r"(?:respondemos|contestamos|avisamos|enviamos|escribimos|llamamos|decimos|confirmamos|informamos|comprobamos"
    r"|prometemos|contactamos|volvemos|devolvemos|ponemos|damos|encargamos|comunicamos|mandamos|comprometemos"
    r"|desplegamos|arreglamos|terminamos|transferimos|reparamos|publicamos|solucionamos|resolvemos|abonamos)"
)
_NOT = r"(?!(?:no\s)?(?:estar|podr|intentar|tratar|procurar|deber|ser)(?:é|emos)\b)"
_FUTURE = rf"{_NOT}\w{{2,}}(?:aré|eré|iré|dré|rré|aremos|eremos|iremos|dremos|rremos)\b|\b(?:daré|daremos|diré|haré|haremos|veré|iré)\b"
_OURS = (
    r"(?:(?:mi|nuestro|nuestra|nuestros|nuestras)\s(?:\w+\s)?(?:equipo|compañer[oa]s?|ingenier[oa]s?|técnic[oa]s?"
    r"|desarrolladores|soporte|especialistas?|almacén|departamento)(?:\s\w+)?|alguien\sde\snuestro\s\w+|un[oa]?\sde\s"
    r"nuestr[oa]s\s\w+)"
)

LEXICON = Lexicon(
    numbers={
        "media": 0.5, "unos": 1, "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
        "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "quince": 15, "veinte": 20, "treinta": 30,
    },
    units={
        "minutos": "minute", "minuto": "minute", "min": "minute", "horas": "hour", "hora": "hour", "h": "hour",
        "días": "day", "día": "day", "días hábiles": "workday", "día hábil": "workday", "días laborables": "workday",
        "día laborable": "workday", "semanas": "week", "semana": "week",
    },
    weekdays=(r"lunes", r"martes", r"miércoles", r"jueves", r"viernes", r"sábado", r"domingo"),
    months=(
        r"enero", r"febrero", r"marzo", r"abril", r"mayo", r"junio", r"julio", r"agosto", r"sept?iembre", r"octubre",
        r"noviembre", r"diciembre",
    ),
    words=[
        Word("past", r"\b(?:ayer|anteayer|anoche)\b|\b(?:<weekday>|semana|mes)\spasad[oa]\b|\bhace (?:<num>) (?:<unit>)\b|\bbuen(?:os|as) (?:tardes|noches|días)\b"),
        ISO,
        Word("date", r"\b(?:el\s)?(?:día\s)?(?P<d>[0-3]?\d)\sde\s<month>(?:\sde\s(?P<y>20\d\d))?\b"),
        DAY_FIRST,
        *weeks(
            (1, "start", r"\ba (?:principios|comienzos) de la (?:próxima semana|semana que viene)\b"),
            (1, "middle", r"\ba mediados de la (?:próxima semana|semana que viene)\b"),
            (1, "end", r"\b(?:a finales de |(?:el |al )?final de )?la (?:próxima semana|semana que viene)\b"),
            (0, "end", r"\b(?:que (?:acabe|termine) (?:la|esta) semana|(?:el |al )?final de (?:la|esta) semana|esta semana|antes del fin de semana)\b"),
            (0, "weekend", r"\b(?:este|el|en el|durante el) fin de semana\b"),
        ),
        Word("month_end", r"\b(?:fin|final|finales) de(?:l)? (?:este )?mes\b"),
        *days((2, r"\bpasado mañana\b")),
        *spans(
            r"en|dentro de|en un plazo de|en el plazo de|tras", r"(?:unos|unas|menos de|aproximadamente|máximo)\s"
        ),
        Word("span", r"\ben (?:las |los )?próxim[oa]s <num> <unit>\b"),
        Word("clock", r"\blas? (?P<h>[01]?\d|2[0-4]|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce) y media\b", n=30),
        Word("clock", r"\blas? (?P<h>1[0-2]|[1-9]|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)(?=\sde la (?:tarde|noche|mañana))"),
        Word("clock", r"\b(?:las )?(?P<h>1[3-9]|2[0-4])(?::(?P<m>[0-5]\d))?(?:\s?(?:h|horas))\b", half="24"),
        H_M,
        H_H_M,
        Word("clock", r"\blas? (?P<h>1[3-9]|2[0-4])\b(?![:.]?\d)", half="24"),
        Word("clock", r"\blas? (?P<h>1[0-2]|[1-9]|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)\b(?![:.]?\d)"),
        Word("clock", r"\b(?:la )?medianoche\b", n=24 * 60, half="24"),
        Word("first", r"\ba primera hora(?: de la mañana)?\b"),
        *parts(
            morning=r"\b(?:(?:por|de|en) la|esta) mañana\b", afternoon=r"\b(?:(?:por|de|en) la|esta) tarde\b",
            evening=r"\b(?:(?:por|de|en) la|esta) noche\b", noon=r"\b(?:el |al )?mediodía\b|\bdel mediodía\b",
        ),
        Word("weekday", r"\b(?:el |este |próximo |el próximo )?<weekday>(?:\s(?:próximo|que viene))?\b"),
        *days(
            (1, r"\bmañana\b"),
            (0, r"\bhoy(?: mismo)?\b|\b(?:al |el )?final del día\b|\bque (?:acabe|termine) el día\b|\ba lo largo del día\b|\bfin del día\b"),
        ),
    ],
    joins=r"a|al|el|las|la|de|del|antes|en|por|sobre|y|entre|hacia|más tardar|como muy tarde",
    not_before=r"(?<!antes )\b(?:desde|del|hasta|para el|de|a partir de|tras|al)(?:\s(?:el|la|las))?\s*$",
    commits=(
        rf"(?<!no )\b{_SINGLE}\b",
        rf"(?<!no )\b{_PLURAL}\b",
        rf"(?<!no )\b(?:{_FUTURE})",
        r"\b(?:voy|vamos) a\b|\bpuedo (?:prometer|asegurar|garantizar)\w*\b|\bhabremos\b|\bhabré\b",
        r"\b(?:tendrá|tendrás|tendrán|recibirá|recibirás|recibirán)\b(?! que\b)|\bpuedes? contar con\b",
        r"\b(?:estará|será|estarán|serán)\s(?:\w+\s)?(?:resuelt|arreglad|hech|solucionad|enviad|list|reparad|abonad|efectuad|tramitad)[oa]s?\b",
        r"\bpróxim[oa] (?:actualización|novedad|información|aviso)\b",
        rf"\b{_OURS}\s(?:se\s)?(?:le\s|te\s|lo\s|la\s)?(?:\w+rá|\w+rán|va a|van a)\b",
    ),
    if_words=r"\bsi\b|\ba menos que\b|\bsalvo\b|\bsiempre que\b|\ben caso de\b",
    soon_words=r"\b(?:en cuanto|una vez|cuando|tan pronto)\b",
    whether=r"\b(?:aunque|incluso si)\b|\b(?:confirmo|diré|digo|confirmaré|compruebo|comprobaré|aviso|avisaré|sé|sabré|saber|pregunto|informo|informaré|miro)\b[^,.;]{0,40}?\bsi\b",
    latest=r"\b(?:más tardar|como muy tarde|en cualquier caso|sin falta|en todo caso)\b",
    unsure=r"\b(?:intent\w+|trat(?:aré|aremos) de|esper(?:o|amos|aré)|quizás?|tal vez|ojalá|podr(?:ía|íamos)|probablemente|posiblemente|gustaría|deber(?:ía|íamos)|procurar\w+)\b",
    negated=r"\b(?:no|nunca|jamás|ningún|ninguna|nada|nadie|tampoco)\b",
    past=r"\b(?:había|habría|quería|dije|dijo|ya|llamé|escribí|envié|respondimos|habíamos)\b",
    habits=r"\b(?:normalmente|siempre|habitualmente|generalmente|cada|todos los|suelo|solemos|decía usted)\b",
    asks=r"\b(?:por favor|debe|vacaciones|cerrados?|atendemos|abrimos|horario)\b",
    splits=r",(?=\s)|\s(?:pero|porque|sino|pues)\s|:\s|\s-\s",
)
