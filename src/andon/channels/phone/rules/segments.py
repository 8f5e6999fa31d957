"""How long an SMS is: parts of 160 characters of the GSM alphabet, or of 70 (UTF-16 units) where one stands outside it.

Of a message in several parts each carries a header and has room for 153 or 67 (3GPP TS 23.038 and 23.040).
"""

MOST_PARTS = 3
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")
# One of these would halve the room of the whole message.
_PLAIN = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "…": "...",
    "\u00a0": " ", "\u202f": " ", "`": "'", "•": "-", "→": "->", "\t": " ",
})  # fmt: skip


def plain(text: str) -> str:
    """With typographic signs as a phone writes them."""
    return text.translate(_PLAIN)


def is_gsm(text: str) -> bool:
    return all(letter in _BASIC or letter in _EXTENDED for letter in text)


def units(text: str) -> int:
    """Septets of the GSM alphabet, or UTF-16 units."""
    if is_gsm(text):
        return len(text) + sum(letter in _EXTENDED for letter in text)
    return len(text.encode("utf-16-le")) // 2


def parts(text: str) -> int:
    """As how many messages it is sent, and paid. A pair that falls on an edge may make it one more."""
    whole, part = (160, 153) if is_gsm(text) else (70, 67)
    length = units(text)
    return 1 if length <= whole else -(-length // part)


def fit(head: str, tail: str) -> str:
    """Both, in at most three parts: the head is cut, the tail (a link, how to answer) stays whole."""
    head, tail = plain(head).strip(), plain(tail).strip()
    whole = _joined(head, tail)
    if _fits(whole):
        return whole
    # By halves: the longest beginning of the head that fits.
    least, most = 0, len(head)
    while least < most:
        middle = (least + most + 1) // 2
        if _fits(_joined(_cut(head, middle), tail)):
            least = middle
        else:
            most = middle - 1
    return _joined(_cut(head, least), tail)


def _fits(text: str) -> bool:
    # One unit a part is left for a pair that may not be torn at its edge.
    return parts(text) <= MOST_PARTS and units(text) <= (MOST_PARTS * (153 if is_gsm(text) else 67)) - (MOST_PARTS - 1)


def _cut(head: str, length: int) -> str:
    return head[:length].rstrip(" .,;:-") + "..." if length else ""


def _joined(head: str, tail: str) -> str:
    return f"{head}\n{tail}" if head and tail else head or tail
