"""Português. «Às 3» são três da tarde; «na próxima sexta» é a sexta que vem."""

# ruff: noqa: E501  a pattern reads best on one line
# fmt: off

from andon.promises.rules.lexicon import Lexicon, Word

from .common import DAY_FIRST, H_H_M, H_M, ISO, days, parts, spans, weeks

_CLITIC = r"(?:-(?:lhes?|lho|lha|o|a|os|as|me|te|vos|nos|lo|la))?"
_SINGLE = (
    r"(?:respondo|aviso|envio|escrevo|ligo|digo|confirmo|informo|verifico|prometo|conto|contacto|contato|volto|trato|dou"
    r"|comunico|telefono|mando|comprometo|pergunto|retorno|vejo|falo|garanto|encaminho|reviso|entro em contac?to|ocupo"
    r"|devolvo|corrijo|resolvo|faço)"
)
_PLURAL = (
    r"(?:respondemos|avisamos|enviamos|escrevemos|ligamos|dizemos|confirmamos|informamos|verificamos|prometemos"
    r"|contactamos|contatamos|voltamos|tratamos|damos|comunicamos|mandamos|comprometemos|retornamos|publicamos"
    r"|corrigimos|terminamos|transferimos|reembolsamos|resolvemos|entramos em contac?to|devolvemos|reparamos)"
)
_NOT = r"(?!(?:estar|poder|tentar|procurar|dever|ser|prolongar)(?:ei|emos)\b)"
_FUTURE = rf"{_NOT}\w{{2,}}(?:arei|erei|irei|arei|aremos|eremos|iremos|oremos)\b|\b(?:terei|teremos|farei|faremos|direi|darei|daremos|irei|iremos)\b"
_OURS = (
    r"(?:(?:o meu|a minha|meu|minha|o nosso|a nossa|os nossos|as nossas|nosso|nossa|nossos)\s(?:\w+\s)?(?:colegas?|equip[ae]"
    r"|engenheir[oa]s?|técnic[oa]s?|programadores|suporte|especialistas?|armazém|departamento)(?:\s(?!vai|vão)\w+)?"
    r"|alguém\sda\snossa\s\w+|um[a]?\sd[oa]s\snoss[oa]s\s\w+)"
)
_HOURS = r"uma|duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze"

LEXICON = Lexicon(
    numbers={
        "meia": 0.5, "um": 1, "uma": 1, "dois": 2, "duas": 2, "três": 3, "quatro": 4, "cinco": 5, "seis": 6, "sete": 7,
        "oito": 8, "nove": 9, "dez": 10, "onze": 11, "doze": 12, "quinze": 15, "vinte": 20, "trinta": 30,
    },
    units={
        "minutos": "minute", "minuto": "minute", "min": "minute", "horas": "hour", "hora": "hour", "h": "hour",
        "dias": "day", "dia": "day", "dias úteis": "workday", "dia útil": "workday", "semanas": "week", "semana": "week",
    },
    weekdays=(
        r"segunda(?:-feira)?", r"terça(?:-feira)?", r"quarta(?:-feira)?", r"quinta(?:-feira)?", r"sexta(?:-feira)?",
        r"sábado", r"domingo",
    ),
    months=(
        r"janeiro", r"fevereiro", r"março", r"abril", r"maio", r"junho", r"julho", r"agosto", r"setembro", r"outubro",
        r"novembro", r"dezembro",
    ),
    words=[
        Word("past", r"\b(?:ontem|anteontem)\b|\b(?:<weekday>|semana|mês)\spassad[oa]\b|\bhá (?:<num>) (?:<unit>)\b|\b(?:boa tarde|boa noite|bom dia)\b"),
        ISO,
        Word("date", r"\b(?:dia\s)?(?P<d>[0-3]?\d)[º°]?\sde\s<month>(?:\sde\s(?P<y>20\d\d))?\b"),
        DAY_FIRST,
        *weeks(
            (1, "start", r"\bno (?:início|começo) da (?:próxima semana|semana que vem)\b"),
            (1, "middle", r"\ba meio da próxima semana\b|\bem meados da próxima semana\b"),
            (1, "end", r"\b(?:(?:no |o |ao )?(?:fim|final) da |na |da )?(?:próxima semana|semana que vem)\b"),
            (0, "end", r"\b(?:(?:ao |no |o )?(?:fim|final) d(?:a|esta) semana|esta semana|nesta semana|antes do fim de semana)\b"),
            (0, "weekend", r"\b(?:no|neste|durante o|este) fim de semana\b"),
        ),
        Word("month_end", r"\b(?:ao |no |o )?(?:fim|final) do mês\b"),
        *days((2, r"\bdepois de amanhã\b")),
        *spans(
            r"em|dentro de|daqui a|no prazo de|em até", r"(?:cerca de|no máximo|menos de|até|uns|umas)\s"
        ),
        Word("span", r"\bn[oa]s próxim[oa]s <num> <unit>\b"),
        Word("clock", rf"\b(?:às|as|a) (?P<h>[01]?\d|2[0-4]|{_HOURS}) e meia\b", n=30),
        Word("clock", rf"\b(?:às|as) (?P<h>1[0-2]|[1-9]|{_HOURS})(?:\s?h(?:oras)?)?(?=\sda (?:tarde|noite|manhã))"),
        H_H_M,
        H_M,
        Word("clock", r"\b(?:às|as) (?P<h>[01]?\d|2[0-4])\s?horas\b", half="24"),
        Word("clock", r"\b(?:às|as) (?P<h>1[3-9]|2[0-4])\b(?![:.,]?\d)", half="24"),
        Word("clock", rf"\b(?:às) (?P<h>1[0-2]|[1-9]|{_HOURS})\b(?![:.,]?\d)"),
        Word("clock", r"\bmeia-noite\b", n=24 * 60, half="24"),
        Word("first", r"\b(?:à|na|logo à) primeira hora\b|\blogo cedo\b"),
        *parts(
            morning=r"\b(?:(?:de|da|pela|na|esta|nesta|hoje de) )manhã\b",
            afternoon=r"\b(?:(?:à|da|de|na|esta|nesta|hoje à) )tarde\b",
            evening=r"\b(?:(?:à|da|de|na|esta|nesta|hoje à) )noite\b", noon=r"\bmeio-dia\b",
        ),
        Word("weekday", r"\b(?:na |no |esta |nesta |próxima |na próxima |próximo |a )?<weekday>(?:\s(?:que vem|próxima))?\b"),
        *days(
            (1, r"\bamanhã\b"),
            (0, r"\bhoje(?: mesmo)?\b|\b(?:ao |no |o )?(?:fim|final) do dia\b|\bao longo do dia\b"),
        ),
    ],
    joins=r"às|as|a|ao|o|até|de|da|do|antes|em|na|no|por volta|pelas|e|entre|à|mais tardar|das|logo|ainda",
    not_before=r"(?<!antes )\b(?:desde|das|de|do|da|para|para a|a partir de|após)(?:\s(?:a|o|as))?\s*$",
    commits=(
        rf"(?<!não )\b{_SINGLE}\b{_CLITIC}",
        rf"(?<!não )\b{_PLURAL}\b{_CLITIC}",
        rf"(?<!não )\b(?:{_FUTURE})",
        r"(?<!não )\b(?:vou|vamos|iremos) (?!tentar|procurar|poder|estar|prolongar|mudar)\w+|\bposso (?:prometer|garantir|assegurar)",
        r"\b(?:terá|terás|receberá|receberás|terão|receberão)\b(?! (?:de|que)\b)|\bpodes? contar com\b",
        r"\b(?:estará|será|estarão|serão)\s(?:\w+\s)?(?:resolvid|feit|corrigid|enviad|pront|reembolsad|concluíd|efetuad|reparad)[oa]s?\b",
        r"\bpróxim[oa] (?:atualização|novidade|informação|notícia|comunicado)\b",
        rf"\b{_OURS}\s(?:\w+rá|\w+rão|vai|vão)\b",
    ),
    if_words=r"(?<!-)\bse\b(?! (?:ren|tor))|\ba menos que\b|\bsalvo\b|\bdesde que\b|\bcaso\b",
    soon_words=r"\b(?:assim que|uma vez que|depois que|quando|logo que)\b",
    whether=r"\b(?:mesmo que|mesmo se)\b|\b(?:confirmo|direi|digo|confirmarei|verifico|verificarei|aviso|avisarei|saber|sei|informo|informarei|vejo|pergunto|verificar)\b[^,.;]{0,40}?\bse\b",
    latest=r"\b(?:o mais tardar|no máximo|de qualquer forma|em todo o caso|sem falta|de qualquer modo)\b",
    unsure=r"\b(?:tentar\w*|procurar(?:ei|emos)|esper(?:o|amos)|talvez|tomara|oxalá|poder(?:ia|íamos|iam)|provavelmente|possivelmente|gostava|gostaria|deveríamos|deveria)\b",
    negated=r"\b(?:não|nunca|jamais|nenhum|nenhuma|nada|ninguém)\b",
    past=r"\b(?:tinha|teria|queria|disse|já|liguei|escrevi|enviei|tivemos|ia|responderia)\b|-lhe-ia\b",
    habits=r"\b(?:normalmente|sempre|geralmente|habitualmente|cada|tod[oa]s [oa]s|costumo|costumamos|dizia)\b",
    asks=r"\b(?:por favor|férias|fechados?|atendemos|horário|abertos)\b",
    splits=r",(?=\s)|\s(?:mas|porque|pois|porém)\s|:\s|\s-\s",
)
