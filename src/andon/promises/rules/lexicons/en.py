"""English. "By 3" is three in the afternoon; "next Friday" is Friday of next week."""

# ruff: noqa: E501  a pattern reads best on one line
# fmt: off

from andon.promises.rules.lexicon import Lexicon, Word

from .common import H_M, ISO, days, parts, spans, weeks

_VERBS = (
    r"(?:get back|come back|be back|reply|repl(?:y|ies)|answer|respond|write|call|phone|ring|update|let you know|tell"
    r"|inform|send|provide|share|check|look|fix|resolve|solve|have|ship|refund|credit|deliver|follow|be in touch"
    r"|be with you|keep you|keep investigating|report|confirm|contact|reach out|forward|escalate|finish|complete"
    r"|investigate|get you|get (?:this|it|that)|give|make sure|deploy|release|restore|arrange|process|post|publish"
    r"|take care|sort|e-?mail|text|pay|transfer|replace|repair|correct|issue|prepare|clarify|review|analy[sz]e|test"
    r"|roll|migrate|close|open|put|ask|speak|talk|raise|work on|handle|do|return|revert|notify|advise)"
)
_GOING = r"(?:\w+ly\s|then\s|also\s|now\s|just\s|be able to\s|again\s|gladly\s){0,2}"
_ING = (
    r"(?:sending|calling|shipping|writing|replying|answering|refunding|fixing|releasing|deploying|delivering|checking"
    r"|getting back|coming back|transferring|giving you)"
)
_OURS = (
    r"(?:(?:my|our)\s(?:\w+\s){0,2}?(?:colleagues?|team|engineers?|technicians?|developers?|support|specialists?|experts?"
    r"|warehouse|accounting|department|lead)(?:\s\w+)?|(?:someone|somebody|one|an engineer|a colleague|a technician"
    r"|an expert|a specialist)\s(?:from|of|in)\s(?:our|my|us|ours)(?:\s\w+)?)"
)

LEXICON = Lexicon(
    numbers={
        "a couple of": 2, "couple of": 2, "half an": 0.5, "a few": 3, "few": 3, "an": 1, "a": 1, "one": 1, "two": 2,
        "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
        "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty-five": 45, "sixty": 60,
    },
    units={
        "minutes": "minute", "minute": "minute", "mins": "minute", "min": "minute", "hours": "hour", "hour": "hour",
        "hrs": "hour", "hr": "hour", "h": "hour", "days": "day", "day": "day", "working days": "workday",
        "working day": "workday", "business days": "workday", "business day": "workday", "weeks": "week", "week": "week",
    },
    weekdays=(
        r"mondays?\b|mon\b", r"tuesdays?\b|tue\b", r"wednesdays?\b|wed\b", r"thursdays?\b|thu\b", r"fridays?\b|fri\b",
        r"saturdays?\b", r"sundays?\b",
    ),
    months=(
        r"jan(?:uary)?\b", r"feb(?:ruary)?\b", r"mar(?:ch)?\b", r"apr(?:il)?\b", r"may\b", r"june?\b", r"july?\b",
        r"aug(?:ust)?\b", r"sept?(?:ember)?\b", r"oct(?:ober)?\b", r"nov(?:ember)?\b", r"dec(?:ember)?\b",
    ),
    words=[
        Word("past", r"\byesterday\b|\blast (?:<weekday>|night|week|month|year)|\b(?:minutes?|hours?|days?|weeks?) ago\b"),
        ISO,
        Word("date", r"\b(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\s(?:of\s)?<month>\.?(?:,?\s(?P<y>20\d\d))?"),
        Word("date", r"\b<month>\.?\s(?:the\s)?(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\b(?:,?\s(?P<y>20\d\d))?"),
        Word("date", r"\bthe\s(?P<d>[0-3]?\d)(?:st|nd|rd|th)\b"),
        *weeks(
            (1, "start", r"\b(?:early|(?:at )?the (?:start|beginning) of|beginning of) next week\b"),
            (1, "middle", r"\b(?:mid|middle of|mid-) ?next week\b"),
            (1, "end", r"\b(?:the end of |end of |late |later )?next week\b"),
            (0, "end", r"\b(?:the )?end of (?:the|this) week\b|\blater this week\b|\bthis week\b|\bbefore the weekend\b"),
            (0, "weekend", r"\b(?:over|on|at|during|this) (?:the )?weekend\b"),
        ),
        Word("month_end", r"\b(?:the )?end of (?:the|this) month\b"),
        *days((2, r"\b(?:the )?day after tomorrow\b"), (1, r"\btomorrow\b|\btmrw\b")),
        Word("span", r"\bwithin the hour\b", n=1, unit="hour"),
        *spans(r"within|in|over|during|for|after|another", r"(?:about|around|approximately|roughly|under|less than|the next|next|at most)\s"),
        Word("span", r"\b(?:within|in) half an hour\b", n=30, unit="minute"),
        Word("span", r"\b(?:within|in) (?:an|one) hour and a half\b", n=90, unit="minute"),
        Word("clock", r"(?<![\d.:])\b(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))?\s?(?P<ap>[ap])\.?\s?m\b\.?"),
        H_M,
        Word("clock", r"\b(?P<h>1[0-2]|[1-9])\s?o'?clock\b"),
        Word("clock", r"\bhalf past (?P<h>1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", n=30),
        Word("clock", r"(?<=\bby )(?P<h>1[0-2]|[1-9])(?=\s*(?:$|[,;!)]|\.(?!\d)|(?:today|tomorrow|on|at|sharp|in the|latest|this|or|and)\b))"),
        Word("clock", r"(?<=\bat )(?P<h>1[0-2]|[1-9])(?=\s*(?:$|[,;!)]|\.(?!\d)|(?:today|tomorrow|on|at|sharp|in the|latest|this|or|and)\b))"),
        Word("clock", r"(?<=\bbefore )(?P<h>1[0-2]|[1-9])(?=\s*(?:$|[,;!)]|\.(?!\d)|(?:today|tomorrow|on|sharp|in the)\b))"),
        Word("clock", r"(?<=\bbetween )(?P<h>1[0-2]|[1-9])(?=\sand\s\d)"),
        Word("clock", r"\bmidnight\b", n=24 * 60, half="24"),
        Word("first", r"\bfirst thing\b"),
        *parts(
            morning=r"\b(?:in the |this |the )?morning\b", noon=r"\bnoon\b|\bmidday\b|\blunch(?:time)?\b",
            afternoon=r"\b(?:in the |this |the )?afternoon\b", evening=r"\b(?:in the |this |the )?evening\b|\btonight\b",
        ),
        Word("weekday", r"\bnext <weekday>", unit="next"),
        Word("weekday", r"\b(?:this |coming |the coming )?<weekday>"),
        *days((0, r"\b(?:later )?today\b|\b(?:the )?(?:end of (?:the |this )?(?:business )?day|end of business|close of business|eod|cob|eob)\b")),
    ],
    joins=r"at|by|on|in|the|of|around|about|and|before|or|to|latest|no later than",
    not_before=r"\b(?:since|from|of|dated|until|till|through|for|to|after|was|were)(?:\s(?:the|around|about))?\s*$",
    commits=(
        rf"\b(?:i|we)(?:'ll|\swill|\sshall|\s?ll|'?m going to|\sam going to|'re going to|\sare going to|'m gonna)\s{_GOING}{_VERBS}\b",
        rf"^(?:[\w' ]{{0,30}},\s)?(?:will|i'll|ill)\s{_GOING}{_VERBS}\b",
        rf"\b(?:and|then|,)\s(?:will|then|i'll)\s{_GOING}{_VERBS}\b",
        rf"\b(?:i'm|i am|we're|we are)\s{_ING}\b",
        r"\b(?:i|we)(?:'ll|\swill)?(?:\scan)?\s(?:hereby\s)?(?:promise|guarantee|commit to|assure)\b",
        r"\byou(?:'ll| will| shall| can| may)?\s(?:hear(?: back)?|have|get|receive|expect)\b(?! to\b)",
        r"^expect\b|\bnext update\b(?: follows| comes| will| is| at|:|\s)",
        r"\b(?:will|'ll) be (?:resolved|fixed|solved|deployed|shipped|sent|refunded|restored|processed|credited|done"
        r"|ready|with you|working|replaced|delivered|completed|corrected|answered)\b",
        rf"\b{_OURS}\s(?:will|'ll|shall|is going to|are going to)\s{_GOING}{_VERBS}\b",
        rf"\b{_OURS}\swill be in touch\b",
    ),
    if_words=r"\b(?:if|unless|provided|assuming|in case|as long as|after you|until you|should you)\b",
    soon_words=r"\b(?:once|as soon as|when(?:ever)?)\b",
    whether=r"\beven if\b|\b(?:let you know|tell you|know|tell|confirm|check|see|verify|say|ask|find out)\b[^,.;]{0,40}?\b(?:if|when)\b",
    latest=r"\b(?:at the latest|latest|no later than|in any case|either way|regardless)\b",
    unsure=r"\b(?:try|trying|hope|hoping|hopefully|might|may|could|maybe|perhaps|probably|possibly|aim|should|would|wish|plan to|likely|intend)\b",
    negated=r"\b(?:won't|wont|not|cannot|can't|never|unable|nothing|nobody|no longer|don't|doesn't)\b(?! later)",
    past=r"\b(?:said|told|promised|was going|were going|would have|i'd|wrote)\b",
    habits=r"\b(?:usually|normally|generally|always|typically|every|each|daily|as a rule|you said|you told|you wrote)\b",
    asks=r"\byou(?:'ll| will)? (?:have to|need to|must)\b|\bplease\b",
    splits=r",(?=\s)|\s(?:but|because|why|as well as|so that|although|though)\s|:\s|\s-\s",
)
